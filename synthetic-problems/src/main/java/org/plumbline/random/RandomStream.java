package org.plumbline.random;

import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.core.source64.SplitMix64;
import org.apache.commons.rng.core.source64.XoShiRo256PlusPlus;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;

/**
 * A stream of pseudo-random numbers that its 64-bit seed determines. The generator is xoshiro256++ (period
 * \(2^{256}-1\)), its state filled from the seed by SplitMix64, as its authors advise (Blackman, Vigna, "Scrambled
 * linear pseudorandom number generators", 2021, §5); normal variates come from the modified ziggurat of Commons RNG.
 * A stream belongs to one thread.
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
        SplitMix64 expand = new SplitMix64(seed);
        bits = new XoShiRo256PlusPlus(expand.nextLong(), expand.nextLong(), expand.nextLong(), expand.nextLong());
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
     * A uniform variate of an interval.
     *
     * @param lower inclusive lower end
     * @param upper exclusive upper end
     * @return a draw from [lower, upper)
     */
    public double uniform(double lower, double upper) {
        return lower + (upper - lower) * bits.nextDouble();
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
        fillGaussian(out, out.length);
    }

    /**
     * Fills the beginning of an array with independent standard normal variates.
     *
     * @param out overwritten
     * @param count how many, at most the length
     */
    public void fillGaussian(double[] out, int count) {
        // The compiler calls the sampler, which is too large to inline, and neither unrolls loops of calls nor keeps a
        // field in a
        // register across them.
        ZigguratSampler.NormalizedGaussian sampler = normal;
        int i = 0;
        for (; i <= count - 4; i += 4) {
            double first = sampler.sample();
            double second = sampler.sample();
            double third = sampler.sample();
            double fourth = sampler.sample();
            out[i] = first;
            out[i + 1] = second;
            out[i + 2] = third;
            out[i + 3] = fourth;
        }
        for (; i < count; i++) {
            out[i] = sampler.sample();
        }
    }
}
