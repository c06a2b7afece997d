package org.plumbline.theory.claim.proof;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.plumbline.algorithm.penalty.FirstOrderPenalty;
import org.plumbline.numeric.Vectors;
import org.plumbline.oracle.Start;

/**
 * Holds a run of Algorithm 1 in its exact form to the {@link Premise}s, by the questions that it asked. In an outer iteration these
 * come in the order of the algorithm: per inner step g at λ, g at λ′, f at λ′; then f and g at λ′, and g at λ.
 */
final class Premises {
    /** Relative to 1 + |x|: what rounding may add to a sum of a few terms. */
    private static final double ROUNDING = 1e-12;

    private final FirstOrderPenalty method;
    private final Slacks slacks;
    private final Set<Long> seen = new HashSet<>();
    private double[] lambda;
    private double[] penalised;
    private long samples;

    Premises(FirstOrderPenalty method, Start start, Slacks slacks) {
        this.method = method;
        this.slacks = slacks;
        this.lambda = start.lambda();
        this.penalised = start.lambda();
    }

    /** All answers count, whatever they were asked for. */
    void answered(Query query) {
        samples += query.batch().size();
    }

    /**
     * Looks at one outer iteration.
     *
     * @param queries in order
     * @param phi \(\varphi_t\)
     * @param next \(\varphi_{t+1}\)
     */
    void look(List<Query> queries, double[] phi, double[] next) {
        int steps = method.innerSteps();
        int expected = 3 * steps + 3;
        slacks.premise(Premise.UPDATE, queries.size() == expected, 0, queries.size(), expected);
        if (queries.size() != expected) {
            return;
        }
        for (int k = 0; k < steps; k++) {
            Query first = queries.get(3 * k);
            Query second = queries.get(3 * k + 1);
            fresh(k, phi, List.of(first));
            fresh(k, phi, List.of(second, queries.get(3 * k + 2)));
            at(k, lambda, first);
            at(k, penalised, second);
            at(k, penalised, queries.get(3 * k + 2));
            lambda = moved(lambda, method.lowerStep(), first.gradLambda(), first.gradLambda(), 0);
            penalised = moved(
                    penalised,
                    method.penalisedStep(),
                    second.gradLambda(),
                    queries.get(3 * k + 2).gradLambda(),
                    method.sigma());
        }
        Query upper = queries.get(3 * steps);
        Query atPenalised = queries.get(3 * steps + 1);
        Query atLower = queries.get(3 * steps + 2);
        fresh(steps, phi, List.of(upper, atPenalised));
        fresh(steps, phi, List.of(atLower));
        at(steps, penalised, upper);
        at(steps, penalised, atPenalised);
        at(steps, lambda, atLower);
        double[] difference = atPenalised.gradPhi().clone();
        Vectors.add(-1, atLower.gradPhi(), difference);
        double[] direction = upper.gradPhi().clone();
        Vectors.add(1 / method.sigma(), difference, direction);
        equal(steps, next, moved(phi, method.outerStep(), direction, direction, 0));
        // What is exact goes on from what was measured, so that rounding does not add up.
        lambda = atLower.lambda();
        penalised = atPenalised.lambda();
    }

    /** Whether none is broken yet: only then can the proof be read off the queries. */
    boolean hold() {
        return slacks.premisesHold();
    }

    private static double[] moved(double[] from, double step, double[] first, double[] second, double weight) {
        double[] to = from.clone();
        Vectors.add(-step, first, to);
        Vectors.add(-step * weight, second, to);
        return to;
    }

    private void at(int k, double[] expected, Query query) {
        equal(k, query.lambda(), expected);
    }

    private void equal(int k, double[] actual, double[] expected) {
        for (int j = 0; j < expected.length; j++) {
            boolean holds = Math.abs(actual[j] - expected[j])
                    <= ROUNDING * (1 + Math.abs(expected[j])) / Math.min(1, method.sigma());
            slacks.premise(Premise.UPDATE, holds, k, actual[j], expected[j]);
        }
    }

    /** The queries of one point: n samples that no query had before, at φ_t. */
    private void fresh(int k, double[] phi, List<Query> queries) {
        long realisation = queries.get(0).realisation();
        boolean holds = seen.add(realisation);
        for (Query query : queries) {
            holds &= query.realisation() == realisation
                    && query.batch().size() == method.batch()
                    && Arrays.equals(query.phi(), phi);
        }
        slacks.premise(Premise.FRESH, holds, k, holds ? 0 : 1, 0);
    }

    /**
     * Compares with the ledger.
     *
     * @param charged its samples
     */
    void charged(long charged) {
        slacks.premise(Premise.CHARGED, charged == samples, 0, (double) charged, (double) samples);
    }
}
