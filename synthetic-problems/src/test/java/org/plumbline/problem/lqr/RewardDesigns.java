package org.plumbline.problem.lqr;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import org.plumbline.random.RandomStream;

/** Random reward-design problems: a plain generator, and a thin jqwik layer on top. */
public final class RewardDesigns {
    private RewardDesigns() {}

    /**
     * Draws an instance.
     *
     * @param seed decides everything but the sizes
     * @param states n
     * @param inputs m
     * @param weights p
     * @return the instance, γ between 0.6 and 0.95
     */
    public static LqrRewardDesignProblem draw(long seed, int states, int inputs, int weights) {
        RandomStream stream = new RandomStream(seed);
        double gamma = stream.uniform(0.6, 0.95);
        return LqrFamily.random("random-" + seed, states, inputs, weights, gamma, stream);
    }

    /**
     * Instances of up to three states, two inputs and three weights.
     *
     * @return the arbitrary
     */
    public static Arbitrary<LqrRewardDesignProblem> any() {
        return Combinators.combine(
                        Arbitraries.longs(),
                        Arbitraries.integers().between(1, 3),
                        Arbitraries.integers().between(1, 2),
                        Arbitraries.integers().between(1, 3))
                .as(RewardDesigns::draw);
    }

    /** The claims instance. */
    static LqrRewardDesignProblem claims() {
        return (LqrRewardDesignProblem) new LqrFamily().catalogue().get(0);
    }
}
