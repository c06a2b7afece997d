package org.plumbline.report.gate;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.plumbline.algorithm.AlgorithmSpec;
import org.plumbline.numeric.RefusedException;

/**
 * Holds methods against what is recorded of them. From a maintainer's own test:
 *
 * <pre>{@code
 * @Test
 * void ourMethodStillDoesWhatItDid() {
 *     PlumblineGate.assertUnchanged(new OurMethod.Spec(), Path.of("gate.yaml"));
 * }
 * }</pre>
 *
 * <p>An unchanged method passes with certainty on the arithmetic on which it was recorded. A change that makes a number of samples
 * or an exponent worse by the margin or more is called equivalent with probability 5 % at most, per line; the trace shows it anyway.
 */
public final class PlumblineGate {
    private PlumblineGate() {}

    /**
     * Runs the cases of a method and compares.
     *
     * @param spec the method, registered or not; it stands for the name in the file
     * @param baseline a file of cases with records
     * @throws AssertionError with a line for each quantity if one of them departs, or nothing is recorded
     * @throws RefusedException if the file cannot be read, breaks a rule or has no case of the method
     */
    public static void assertUnchanged(AlgorithmSpec spec, Path baseline) {
        String name = spec.card().name();
        List<GateLine> lines = lines(GateFile.of(spec, baseline));
        if (lines.isEmpty()) {
            throw new RefusedException("The baseline (" + baseline + ") must have a case of " + name
                    + ", and has none. Maybe add one, and run: java -jar plumbline.jar baseline update " + baseline);
        }
        if (!lines.stream().allMatch(line -> line.ending().passes())) {
            throw new AssertionError(name + " is not what was recorded in " + baseline + ":\n"
                    + lines.stream().map(GateLine::text).collect(Collectors.joining("\n"))
                    + "\nIf that is meant: java -jar plumbline.jar baseline update " + baseline);
        }
    }

    /**
     * Runs the cases of a file and compares.
     *
     * @param file cases with records
     * @return a line for each quantity of each case
     */
    public static List<GateLine> lines(GateFile file) {
        return lines(file, records(file, "now"));
    }

    /**
     * Compares two files without running anything.
     *
     * @param before cases with records
     * @param after records of the same cases
     * @return a line for each quantity of each case of the first file; cases that only the second has are no regression
     */
    public static List<GateLine> lines(GateFile before, GateFile after) {
        Map<String, GateRecord> records = new LinkedHashMap<>();
        after.entries().forEach((name, entry) -> entry.recorded().ifPresent(record -> records.put(name, record)));
        return lines(before, records);
    }

    private static List<GateLine> lines(GateFile before, Map<String, GateRecord> after) {
        List<GateLine> lines = new ArrayList<>();
        before.entries().forEach((name, entry) -> {
            GateRecord now = after.get(name);
            if (entry.recorded().isEmpty() || now == null) {
                String where = now == null ? "the second file" : "the baseline";
                lines.add(new GateLine(name, "record", GateLine.Ending.MISSING, "nothing is recorded in " + where));
            } else {
                lines.addAll(GateComparison.of(entry.planned(), entry.recorded().get(), now));
            }
        });
        return lines;
    }

    /**
     * Runs the cases of a file.
     *
     * @param file cases
     * @param since the date to note
     * @return what they did, by name
     */
    public static Map<String, GateRecord> records(GateFile file, String since) {
        Map<String, GateRecord> records = new LinkedHashMap<>();
        file.entries().forEach((name, entry) -> records.put(name, GateMeasurement.of(entry.planned(), since)));
        return records;
    }
}
