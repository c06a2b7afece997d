package org.plumbline.report.bench;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import org.plumbline.oracle.Draw;
import org.plumbline.oracle.OracleCounts;
import org.plumbline.report.trial.TrialRow;
import org.plumbline.theory.CellResult;

/**
 * The recorded iterations of a run as columns of its cell, a page of them at most however long the run is. Counts are whole
 * numbers below \(2^{53}\), which a double holds exactly; kinds that are never drawn have no column.
 */
final class RunPoints {
    private static final String PREFIX = "points.";
    private static final String ITERATION = PREFIX + "t";
    private static final String MEASURED = PREFIX + "measured";
    private static final String SQUARED_NORM = PREFIX + "squaredNorm";
    private static final String OBJECTIVE_GAP = PREFIX + "objectiveGap";
    private static final String LOWER_GAP = PREFIX + "lowerGap";
    private static final String SECONDS = PREFIX + "seconds";

    private RunPoints() {}

    static Map<String, double[]> packed(List<TrialRow> rows) {
        Map<String, double[]> columns = new TreeMap<>();
        columns.put(ITERATION, column(rows, TrialRow::iteration));
        columns.put(MEASURED, column(rows, row -> row.measured() ? 1 : 0));
        columns.put(SQUARED_NORM, column(rows, TrialRow::squaredNorm));
        columns.put(OBJECTIVE_GAP, column(rows, TrialRow::objectiveGap));
        columns.put(LOWER_GAP, column(rows, TrialRow::lowerGap));
        if (rows.stream().anyMatch(row -> !Double.isNaN(row.seconds()))) {
            columns.put(SECONDS, column(rows, TrialRow::seconds));
        }
        for (Draw kind : Draw.values()) {
            if (rows.stream().anyMatch(row -> row.counts().of(kind) != 0)) {
                columns.put(
                        PREFIX + kind.name(), column(rows, row -> row.counts().of(kind)));
            }
        }
        return columns;
    }

    private static double[] column(List<TrialRow> rows, ToDoubleFunction<TrialRow> number) {
        return rows.stream().mapToDouble(number).toArray();
    }

    static List<TrialRow> of(CellResult result) {
        Map<String, double[]> columns = result.values();
        int length = columns.get(ITERATION).length;
        double[] seconds = columns.get(SECONDS);
        List<TrialRow> rows = new ArrayList<>();
        for (int i = 0; i < length; i++) {
            rows.add(new TrialRow(
                    (long) columns.get(ITERATION)[i],
                    counts(columns, i),
                    columns.get(MEASURED)[i] == 1,
                    columns.get(SQUARED_NORM)[i],
                    columns.get(OBJECTIVE_GAP)[i],
                    columns.get(LOWER_GAP)[i],
                    seconds == null ? Double.NaN : seconds[i]));
        }
        return rows;
    }

    private static OracleCounts counts(Map<String, double[]> columns, int row) {
        Map<Draw, Long> counts = new EnumMap<>(Draw.class);
        for (Draw kind : Draw.values()) {
            double[] column = columns.get(PREFIX + kind.name());
            if (column != null) {
                counts.put(kind, (long) column[row]);
            }
        }
        return OracleCounts.of(counts);
    }
}
