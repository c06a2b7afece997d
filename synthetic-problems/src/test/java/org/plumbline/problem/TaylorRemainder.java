package org.plumbline.problem;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.apache.commons.math3.stat.regression.SimpleRegression;

/**
 * The Taylor test of a derivative: the remainder after the linear term falls with the square of the step. A wrong
 * derivative leaves a remainder that falls with the step itself. The root mean square over many points and directions
 * is fitted, as at a single one the second-order term may happen to vanish.
 */
final class TaylorRemainder {
    /** Steps from 2⁻⁶, where higher orders bend the line by less than the margin, down to 2⁻¹³. */
    private static final int FIRST = 6;

    private static final int LAST = 13;

    /** The margin of the slope that the contract states. */
    private static final double MARGIN = 0.1;

    /** Below this multiple of the rounding unit a remainder is rounding and has no slope. */
    private static final double ROUNDINGS = 1e3;

    private TaylorRemainder() {}

    /**
     * Requires slope 2 ± 0.1, or a remainder that is zero to rounding at every step (a function that is linear).
     *
     * @param what names the derivative
     * @param remainders norms of remainders as functions of the step, one for each point and direction
     * @param scale the size of the values that are subtracted from each other
     */
    static void assertQuadratic(String what, List<DoubleUnaryOperator> remainders, double scale) {
        double rounding = ROUNDINGS * Math.ulp(1.0) * scale;
        SimpleRegression line = new SimpleRegression();
        double largest = 0;
        for (int k = FIRST; k <= LAST; k++) {
            double step = Math.scalb(1.0, -k);
            double rms = Math.sqrt(remainders.stream()
                    .mapToDouble(r -> r.applyAsDouble(step))
                    .map(r -> r * r)
                    .average()
                    .orElseThrow());
            largest = Math.max(largest, rms);
            if (rms > rounding) {
                line.addData(Math.log(step), Math.log(rms));
            }
        }
        double worst = largest;
        if (line.getN() < 4) {
            assertTrue(worst <= 100 * rounding, () -> what + ": too few remainders to fit, the largest is " + worst);
            return;
        }
        double slope = line.getSlope();
        assertTrue(
                Math.abs(slope - 2) <= MARGIN,
                () -> what + ": the Taylor remainder falls with slope " + slope + ", not 2");
    }
}
