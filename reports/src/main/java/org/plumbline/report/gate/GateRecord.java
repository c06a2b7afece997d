package org.plumbline.report.gate;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
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
 * @param exponents by seed: r of \(N = O(E^{-r})\), E the tail mean of \(\|\nabla\Phi\|^2\); 0 where there is none
 */
public record GateRecord(
        String since,
        String arithmetic,
        List<Point> trace,
        String digest,
        Map<Draw, Double> cost,
        double[][] samples,
        double[] exponents) {
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
        cost = Map.copyOf(cost);
    }

    /**
     * Whether another record differs in its date alone.
     *
     * @param other a record of the same case
     * @return true if so
     */
    public boolean saysTheSame(GateRecord other) {
        return arithmetic.equals(other.arithmetic)
                && digest.equals(other.digest)
                && cost.equals(other.cost)
                && Arrays.deepEquals(samples, other.samples)
                && Arrays.equals(exponents, other.exponents);
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
        return new GateRecord(
                part.text("since"),
                part.text("arithmetic"),
                trace,
                part.text("digest"),
                cost,
                part.matrix("samples", planned.methods().size(), planned.seeds()),
                part.vector("exponents", planned.seeds()));
    }
}
