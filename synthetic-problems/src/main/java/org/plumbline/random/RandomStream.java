package org.plumbline.random;

import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.apache.commons.rng.simple.RandomSource;

/**
 * A stream of pseudo-random numbers that its 64-bit seed determines. The generator is XO_SHI_RO_256_PP of Commons RNG
 * (period \(2^{256}-1\)), expanded from the seed by that library's own seeding; normal variates come from its modified
 * ziggurat. A stream belongs to one thread.
 */
public final class RandomStream {
    private final UniformRandomProvider bits;
    private final ZigguratSampler.NormalizedGaussian normal;

    /**
     * The stream of a seed, at its beginning.
     *
     * @param seed any value
     */
    public RandomStream(long seed) {
        bits = RandomSource.XO_SHI_RO_256_PP.create(seed);
        normal = ZigguratSampler.NormalizedGaussian.of(bits);
    }

    /**
     * A standard normal variate.
     *
     * @return a draw from N(0, 1)
     */
    public double gaussian() {
        return normal.sample();
    }

    /**
     * A uniform variate.
     *
     * @return a draw from [0, 1)
     */
    public double uniform() {
        return bits.nextDouble();
    }

    /**
     * A uniform integer.
     *
     * @param bound exclusive upper end, positive
     * @return a draw from {0, …, bound − 1}
     */
    public int nextInt(int bound) {
        return bits.nextInt(bound);
    }

    /**
     * 64 uniform bits.
     *
     * @return a draw from all long values
     */
    public long nextLong() {
        return bits.nextLong();
    }

    /**
     * A fair sign.
     *
     * @return −1 or +1, each with probability one half
     */
    public double sign() {
        return bits.nextBoolean() ? 1 : -1;
    }

    /**
     * Fills an array with independent standard normal variates.
     *
     * @param out overwritten
     */
    public void fillGaussian(double[] out) {
        for (int i = 0; i < out.length; i++) {
            out[i] = normal.sample();
        }
    }
}
