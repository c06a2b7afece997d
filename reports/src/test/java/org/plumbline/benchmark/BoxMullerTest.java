package org.plumbline.benchmark;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.apache.commons.math3.stat.descriptive.SummaryStatistics;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Test;

/** A rival that is wrong would be no rival. */
class BoxMullerTest {
    /** The polynomials leave out terms below 1e-13 of the value, and some roundings are added. */
    private static final double TRUNCATED = 1e-13;

    @Test
    void polynomialsAreTheFunctions() {
        for (int i = 0; i <= 1000; i++) {
            double m = 1 + i / 1000.0;
            assertEquals(Math.log(m), BoxMuller.logarithm(m), TRUNCATED);
            double x = (i - 500) / 500.0 * Math.PI / 4;
            assertEquals(Math.sin(x), BoxMuller.sine(x), TRUNCATED);
            assertEquals(Math.cos(x), BoxMuller.cosine(x), TRUNCATED);
        }
    }

    /** Seed 1; means of powers within five standard errors, which a sound sampler misses with probability 2.3e-6. */
    @Test
    void momentsAreThoseOfANormalVariate() {
        int count = 1 << 20;
        double[] out = new double[1 << 12];
        BoxMuller sampler = new BoxMuller(RandomSource.XO_SHI_RO_256_PP.create(1L), out.length / 2);
        SummaryStatistics[] powers = new SummaryStatistics[5];
        for (int k = 1; k < powers.length; k++) {
            powers[k] = new SummaryStatistics();
        }
        for (int drawn = 0; drawn < count; drawn += out.length) {
            sampler.fill(out);
            for (double x : out) {
                for (int k = 1; k < powers.length; k++) {
                    powers[k].addValue(Math.pow(x, k));
                }
            }
        }
        double[] moments = {1, 0, 1, 0, 3};
        double[] variances = {0, 1, 2, 15, 96};
        for (int k = 1; k < powers.length; k++) {
            assertEquals(moments[k], powers[k].getMean(), 5 * Math.sqrt(variances[k] / count), "power " + k);
        }
    }
}
