package org.plumbline.report.gate;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.plumbline.algorithm.AlgorithmSpec;
import org.plumbline.numeric.RefusedException;
import org.plumbline.report.model.GateLine;
import org.plumbline.theory.Sweep;

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
    /** Samples to a target may differ by this factor, either way. */
    public static final double FACTOR = 1.1;

    /** Exponents may differ by this, either way: the margin of the rate rule. */
    public static final double DRIFT = 0.1;

    /**
     * On another arithmetic an elementary function may differ in its last bit, which some dozens of contracting steps do not
     * magnify; this is relative to the largest entry of an iterate, some thousand times what rounding leaves.
     */
    public static final double ELSEWHERE = 1e-9;

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
        List<GateLine> lines = lines(spec, baseline);
        if (lines.isEmpty()) {
            throw new RefusedException("The baseline (" + baseline + ") must have a case of " + name
                    + ", and has none. Maybe add one, and run: java -jar plumbline.jar baseline update " + baseline);
        }
        if (!lines.stream().allMatch(GateLine::passes)) {
            throw new AssertionError(name + " is not what was recorded in " + baseline + ":\n"
                    + lines.stream().map(GateLine::text).collect(Collectors.joining("\n"))
                    + "\nIf that is meant: java -jar plumbline.jar baseline update " + baseline);
        }
    }

    /**
     * Runs the cases of a method and compares.
     *
     * @param spec the method, registered or not; it stands for the name in the file
     * @param baseline a file of cases with records
     * @return a line for each quantity of each of its cases; none if there is no case of it
     * @throws RefusedException if the file cannot be read or breaks a rule
     */
    public static List<GateLine> lines(AlgorithmSpec spec, Path baseline) {
        return lines(GateFile.of(spec, baseline));
    }

    /**
     * Runs the cases of a file and compares.
     *
     * @param file cases with records
     * @return a line for each quantity of each case
     */
    public static List<GateLine> lines(GateFile file) {
        return lines(file, 1);
    }

    /**
     * The same on a number of threads.
     *
     * @param file cases with records
     * @param threads at least 1; the lines do not depend on it
     * @return a line for each quantity of each case
     */
    public static List<GateLine> lines(GateFile file, int threads) {
        List<GateFile.Entry> entries = List.copyOf(file.entries().values());
        return Sweep.each(
                        entries,
                        threads,
                        PlumblineGate::now,
                        entry -> "The case " + entry.planned().name())
                .stream()
                .flatMap(List::stream)
                .toList();
    }

    /** What a method throws is a finding about it, and must not end the comparison of others. */
    private static List<GateLine> now(GateFile.Entry entry) {
        GateCase planned = entry.planned();
        if (entry.recorded().isEmpty()) {
            return List.of(missing(planned, "nothing is recorded yet, which 'baseline update' does"));
        }
        try {
            return GateComparison.of(planned, entry.recorded().get(), GateMeasurement.of(planned, "now"));
        } catch (RuntimeException e) {
            return List.of(new GateLine(planned.name(), "run", GateLine.Ending.FAILED, "it ended with " + e));
        }
    }

    /**
     * Compares two files without running anything.
     *
     * @param before cases with records
     * @param after records of the same cases
     * @return a line for each quantity of each case of the first file; cases that only the second has are no regression
     */
    public static List<GateLine> lines(GateFile before, GateFile after) {
        List<GateLine> lines = new ArrayList<>();
        before.entries()
                .forEach((name, entry) ->
                        lines.addAll(compared(entry, after.entries().get(name))));
        return lines;
    }

    private static List<GateLine> compared(GateFile.Entry before, GateFile.Entry after) {
        GateCase planned = before.planned();
        if (before.recorded().isEmpty()) {
            return List.of(missing(planned, "nothing is recorded in the first file"));
        }
        if (after == null || after.recorded().isEmpty()) {
            return List.of(missing(planned, "nothing is recorded in the second file"));
        }
        if (!planned.isLike(after.planned())) {
            return List.of(
                    missing(planned, "the second file has another problem, method, noise, target or number of seeds"));
        }
        return GateComparison.of(
                planned, before.recorded().get(), after.recorded().get());
    }

    private static GateLine missing(GateCase planned, String account) {
        return new GateLine(planned.name(), "record", GateLine.Ending.MISSING, account);
    }

    /**
     * Runs the cases of a file.
     *
     * @param file cases
     * @param since the date to note
     * @return what they did, by name
     * @throws RefusedException if a method makes no iteration
     */
    public static Map<String, GateRecord> records(GateFile file, String since) {
        Map<String, GateRecord> records = new LinkedHashMap<>();
        file.entries().forEach((name, entry) -> {
            GateRecord record = GateMeasurement.of(entry.planned(), since);
            if (record.isEmpty()) {
                throw new RefusedException(
                        "The method of " + name + " in " + file.source()
                                + " must make an iteration with finite numbers, and makes none. Maybe see what 'run' says of it.");
            }
            records.put(name, record);
        });
        return records;
    }
}
