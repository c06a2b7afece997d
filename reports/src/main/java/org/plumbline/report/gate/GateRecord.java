package org.plumbline.report.gate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.plumbline.oracle.Draw;
import org.plumbline.problem.Fields;

/**
 * What a case did. A command writes this part of the file.
 *
 * @param since the date on which it was recorded
 * @param arithmetic where, as {@link org.plumbline.report.model.Baseline#here} says it
 * @param trace the golden run, at a few iterations
 * @param digest of all bits of \(\varphi_t\), \(\lambda_t\), \(\lambda'_t\) and the counts at all iterations of the golden run
 * @param cost draws an outer iteration, by kind, over the golden run
 * @param samples by target and seed: drawn when \(\|\nabla\Phi(\varphi_t)\|^2\) was first at most ε, or 0 if it never was
 * @param slopes by seed: b of \(\ln E = a - b\ln N\), E the tail mean of \(\|\nabla\Phi\|^2\), N with the logarithms of the
 *     schedule divided out; 0 where there is none, as a run diverged
 */
public record GateRecord(
        String since,
        String arithmetic,
        List<Point> trace,
        String digest,
        Map<Draw, Double> cost,
        double[][] samples,
        double[] slopes) {
    /**
     * One iterate.
     *
     * @param iteration t
     * @param phi \(\varphi_t\), finite
     */
    public record Point(long iteration, double[] phi) {}

    /** Copies the collections. */
    public GateRecord {
        trace = List.copyOf(trace);
        cost = Collections.unmodifiableMap(new TreeMap<>(cost));
    }

    /**
     * Whether another record differs in its date alone.
     *
     * @param other a record of the same case
     * @return true if so
     */
    public boolean saysTheSame(GateRecord other) {
        return lines().subList(1, lines().size())
                .equals(other.lines().subList(1, other.lines().size()));
    }

    /** Whether the method made no iteration, so that there is nothing to hold it against. */
    boolean isEmpty() {
        return trace.size() < 2;
    }

    static GateRecord read(Fields part, GateCase planned) {
        int upper = planned.problem().start().phi().length;
        double[] iterations = part.vector("iterations", -1);
        double[][] phi = part.matrix("phi", iterations.length, upper);
        List<Point> trace = IntStream.range(0, iterations.length)
                .mapToObj(i -> new Point((long) iterations[i], phi[i]))
                .toList();
        Fields costs = part.child("cost");
        Map<Draw, Double> cost = new EnumMap<>(Draw.class);
        for (Draw kind : Draw.values()) {
            if (costs.has(kind.name())) {
                cost.put(kind, costs.number(kind.name()));
            }
        }
        double[][] samples = part.matrix("samples", planned.methods().size(), planned.seeds());
        if (Arrays.stream(samples).flatMapToDouble(Arrays::stream).anyMatch(n -> n < 0 || n != Math.rint(n))) {
            throw part.refusal("samples", "be whole numbers from 0", "let 'baseline update' write it");
        }
        return new GateRecord(
                part.text("since"),
                part.text("arithmetic"),
                trace,
                part.text("digest"),
                cost,
                samples,
                part.vector("slopes", planned.seeds()));
    }

    /** As it stands in the file, indented by nothing, the date first. Decimals are the shortest that read back to the same bits. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add("since: \"" + since + "\"");
        lines.add("arithmetic: \"" + arithmetic + "\"");
        lines.add("digest: \"" + digest + "\"");
        lines.add("cost: "
                + cost.entrySet().stream()
                        .map(each -> each.getKey().name() + ": " + each.getValue())
                        .collect(Collectors.joining(", ", "{", "}")));
        lines.add("iterations: " + trace.stream().map(Point::iteration).toList());
        lines.add("phi:");
        trace.forEach(point -> lines.add("  - " + Arrays.toString(point.phi())));
        lines.add("samples:");
        for (double[] row : samples) {
            lines.add("  - "
                    + DoubleStream.of(row)
                            .mapToObj(n -> Long.toString((long) n))
                            .toList());
        }
        lines.add("slopes: " + Arrays.toString(slopes));
        return lines;
    }
}
