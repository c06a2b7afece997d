package org.plumbline.theory.claim.bias;

import java.util.Arrays;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.IntUnaryOperator;
import org.plumbline.numeric.Vectors;
import org.plumbline.random.RandomStream;
import org.plumbline.theory.statistics.LogLogFit;

/**
 * A law \(\|\text{bias}\| \propto H^pr^H\) of the bias in the horizon H. The exponent is measured as the slope of
 * \(\ln(\|\text{bias}\|/r^H)\) against \(\ln H\): a wrong r makes it a multiple of H.
 *
 * @param title the case in words
 * @param exponent p, predicted
 * @param draw a random member of the case, its r and its bias as a function of H
 */
record DecayLaw(String title, double exponent, Function<RandomStream, Member> draw) {
    /** The factor r, and the bias at a horizon. */
    record Member(double factor, IntFunction<double[]> bias) {}

    /** \(\|\text{bias}\|/r^H\) at each horizon. */
    static double[] scaled(Member member, int[] horizons) {
        // r^H is divided out in two halves, as it may be near the smallest double.
        return Arrays.stream(horizons)
                .mapToDouble(h -> Math.sqrt(Vectors.squaredNorm(member.bias().apply(h)))
                        / Math.pow(member.factor(), h / 2.0)
                        / Math.pow(member.factor(), h / 2.0))
                .toArray();
    }

    /** p, by least squares. */
    static double exponent(double[] scaled, int[] horizons) {
        return LogLogFit.of(Arrays.stream(horizons).asDoubleStream().toArray(), scaled)
                .slope();
    }

    /** A planted defect: of H steps only five sixths are made. */
    DecayLaw shortened() {
        DecayLaw shorter = making(h -> h - h / 6);
        return new DecayLaw(title + ", a sixth of H not made", exponent, shorter.draw);
    }

    /** The same law of trajectories with so many steps, where H were asked for. */
    DecayLaw making(IntUnaryOperator steps) {
        return new DecayLaw(title, exponent, stream -> {
            Member member = draw.apply(stream);
            return new Member(member.factor(), h -> member.bias().apply(steps.applyAsInt(h)));
        });
    }
}
