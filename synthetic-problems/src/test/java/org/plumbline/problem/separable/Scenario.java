package org.plumbline.problem.separable;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import org.plumbline.problem.Instance;
import org.plumbline.random.SeedTree;

/**
 * A random instance by the numbers that make it, which is how a counterexample reads.
 *
 * @param family which loss
 * @param parameter a, c or the tilt
 * @param d lower dimension
 * @param p upper dimension
 * @param seed of the data
 * @param sigma the penalty parameter
 */
record Scenario(Kind family, double parameter, int d, int p, long seed, double sigma) {
    /** The losses, with the ends of their parameters' ranges in the tests. */
    enum Kind {
        SINE(0.05, 0.999),
        KARIMI(0.05, 4.6),
        DOUBLE_WELL(0.01, 0.38);

        final double low;
        final double high;

        Kind(double low, double high) {
            this.low = low;
            this.high = high;
        }
    }

    SeparableData data() {
        return SeparableData.dense(d, p, SeedTree.of(seed).child("data").stream());
    }

    Instance problem() {
        return data().manufactured(data -> instance(family, parameter, data));
    }

    static Instance instance(Kind family, double parameter, SeparableData data) {
        return switch (family) {
            case SINE -> SineCompositeFamily.instance("sine-composite/random", parameter, data);
            case KARIMI -> KarimiFamily.instance("karimi/random", parameter, data);
            case DOUBLE_WELL -> DoubleWellFamily.instance("double-well/random", parameter, data);
        };
    }

    /** σ is log-uniform between powers of ten; the parameter reaches the steep end as often as the flat one. */
    static Arbitrary<Scenario> all(double lowExponent, double highExponent, Kind... kinds) {
        return Combinators.combine(
                        Arbitraries.of(kinds),
                        Arbitraries.doubles().between(0, 1).ofScale(4),
                        Arbitraries.integers().between(1, 4),
                        Arbitraries.integers().between(1, 3),
                        Arbitraries.longs().between(0, 1_000_000),
                        Arbitraries.doubles().between(lowExponent, highExponent).ofScale(3))
                .as((kind, share, d, p, seed, exponent) -> new Scenario(
                        kind, kind.high - (kind.high - kind.low) * share * share, d, p, seed, Math.pow(10, exponent)));
    }
}
