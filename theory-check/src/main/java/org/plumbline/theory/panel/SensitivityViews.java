package org.plumbline.theory.panel;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.plumbline.algorithm.Law;
import org.plumbline.algorithm.Role;
import org.plumbline.theory.Plot;
import org.plumbline.theory.Table;

/** The table and the charts of {@link Sensitivity}, from the contests that measured it. */
final class SensitivityViews {
    private static final Map<Role, String> CHARTS = charts();

    private SensitivityViews() {}

    /** The roles that many methods share, with what is varied in words; the others are in the table alone. */
    private static Map<Role, String> charts() {
        Map<Role, String> charts = new EnumMap<>(Role.class);
        charts.put(Role.LOWER_STEP, "lower step");
        charts.put(Role.OUTER_STEP, "outer step");
        charts.put(Role.PENALTY, "penalty σ or displacement (multipliers: 1/factor)");
        charts.put(Role.BATCH, "batch");
        charts.put(Role.INNER, "inner steps");
        return charts;
    }

    /** N over that of the constants found, a row a constant, or one that says why there is none; empty where none was asked for. */
    static Optional<Table> table(List<Standing> standings) {
        List<List<Object>> rows = new ArrayList<>();
        for (Standing standing : standings) {
            int before = rows.size();
            for (String name : Sensitivity.free(standing.contest().spec()).keySet()) {
                curve(standing, name).ifPresent(curve -> rows.add(row(standing, name, curve)));
            }
            if (standing.contest().curves() && rows.size() == before) {
                String method = standing.contest().spec().card().name();
                rows.add(List.of(
                        method,
                        "none: the target is not reached, or not again on fresh seeds",
                        "",
                        "–",
                        "–",
                        "–",
                        "–"));
            }
        }
        List<String> columns = new ArrayList<>(List.of("method", "constant c", "N with c"));
        for (double factor : Sensitivity.factors()) {
            if (factor != 1) {
                columns.add((factor < 1 ? "c/" + (long) (1 / factor) : (long) factor + "c"));
            }
        }
        return rows.isEmpty()
                ? Optional.empty()
                : Optional.of(new Table(
                        "sensitivity",
                        "How much the constants matter: samples to the largest target with one constant changed, over those"
                                + " with the constants found (fresh seeds, as few as in a trial, so that a ratio is rough; –: not"
                                + " reached within " + (long) Sensitivity.CAP
                                + " times these or the queries of a trial, diverged, or refused)",
                        columns,
                        rows));
    }

    private static List<Object> row(Standing standing, String name, double[] curve) {
        double[] factors = Sensitivity.factors();
        List<Object> row = new ArrayList<>();
        row.add(standing.contest().spec().card().name());
        row.add(name);
        row.add(base(curve));
        for (int i = 0; i < factors.length; i++) {
            if (factors[i] != 1) {
                row.add(Double.isNaN(curve[i]) ? "–" : (Object) (curve[i] / base(curve)));
            }
        }
        return row;
    }

    /** One chart a role. */
    static List<Plot> plots(List<Standing> standings, List<String> chosen) {
        List<Plot> plots = new ArrayList<>();
        CHARTS.forEach((role, words) -> {
            List<Plot.Series> series = new ArrayList<>();
            for (Standing standing : standings) {
                if (chosen.contains(standing.contest().spec().card().name())) {
                    series.addAll(series(standing, role));
                }
            }
            if (!series.isEmpty()) {
                plots.add(new Plot(
                        "sensitivity-" + role.name().toLowerCase(Locale.ROOT).replace('_', '-'),
                        "How much the " + words + " matters: samples to the largest target",
                        new Plot.Axis("factor on the constant that the search found", true),
                        new Plot.Axis("samples N over those at factor 1", true),
                        series));
            }
        });
        return plots;
    }

    private static List<Plot.Series> series(Standing standing, Role role) {
        List<Plot.Series> series = new ArrayList<>();
        Map<String, Law> free = Sensitivity.free(standing.contest().spec());
        long sharing =
                free.values().stream().filter(law -> charted(law) == role).count();
        free.forEach((name, law) -> {
            if (charted(law) == role) {
                String method = standing.contest().spec().card().name();
                String label = sharing > 1 ? method + ": " + name : method;
                curve(standing, name).ifPresent(curve -> series.add(line(label, curve, law.role() == Role.MULTIPLIER)));
            }
        });
        return series;
    }

    private static Role charted(Law law) {
        return law.role() == Role.MULTIPLIER ? Role.PENALTY : law.role();
    }

    /** Without the factors at which the target was not reached; a multiplier is 1/σ, so that its factors are turned over. */
    private static Plot.Series line(String label, double[] curve, boolean reciprocal) {
        double[] factors = Sensitivity.factors();
        double[] x = new double[curve.length];
        double[] y = new double[curve.length];
        int kept = 0;
        for (int i = 0; i < curve.length; i++) {
            double n = reciprocal ? curve[curve.length - 1 - i] : curve[i];
            if (!Double.isNaN(n)) {
                x[kept] = factors[i];
                y[kept++] = n / base(curve);
            }
        }
        return Plot.Series.line(label, Plot.Style.MEASURED, Arrays.copyOf(x, kept), Arrays.copyOf(y, kept));
    }

    private static double base(double[] curve) {
        return curve[curve.length / 2];
    }

    private static Optional<double[]> curve(Standing standing, String constant) {
        return Optional.ofNullable(standing.result().values().get(Contest.CURVE + constant));
    }
}
