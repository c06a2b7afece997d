package org.plumbline.theory.statistics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.apache.commons.math3.stat.regression.SimpleRegression;
import org.junit.jupiter.api.Test;

/** Tolerance 1e-12 throughout: a few roundings of numbers of order one. */
class LogLogFitTest {
    private static final double[] X = {0.5, 0.25, 0.125, 0.0625};
    private static final double[] Y = {3, 2.1, 1.3, 0.2};

    @Test
    void theUnweightedFitIsTheRegressionOfCommonsMath() {
        SimpleRegression reference = new SimpleRegression();
        for (int i = 0; i < X.length; i++) {
            reference.addData(Math.log(X[i]), Math.log(Y[i]));
        }
        LogLogFit fit = LogLogFit.of(X, Y);
        assertEquals(reference.getSlope(), fit.slope(), 1e-12);
        assertEquals(reference.getIntercept(), fit.intercept(), 1e-12);
        assertEquals(reference.getSlopeStdErr(), fit.standardError(), 1e-12);
    }

    /** On equidistant ln x the slope of four points is the mean of the local ones with weights 3, 4, 3. */
    @Test
    void theSlopeOverThreeHalvingsWeighsLocalSlopesThreeFourThree() {
        LogLogFit fit = LogLogFit.of(X, Y);
        double[] local = fit.localSlopes();
        assertEquals(0.3 * local[0] + 0.4 * local[1] + 0.3 * local[2], fit.slope(), 1e-12);
        assertEquals(Math.log(0.2 / 1.3) / Math.log(0.5), local[2], 1e-12);
    }

    /** A point of weight k counts as k points, where the fit is concerned; checked by hand for x = 1, e, e². */
    @Test
    void weightsMoveTheLineAsRepeatedPointsWould() {
        double[] x = {1, Math.E, Math.E * Math.E};
        double[] y = {1, 1, Math.exp(4)};
        LogLogFit fit = LogLogFit.of(x, y, new double[] {2, 1, 1});
        // u = 0, 0, 1, 2 and v = 0, 0, 0, 4: means 3/4 and 1; Σ(u−ū)v = 5; Σ(u−ū)² = 11/4
        assertEquals(20.0 / 11, fit.slope(), 1e-12);
        assertEquals(1 - 15.0 / 11, fit.intercept(), 1e-12);
    }

    @Test
    void onlyRatiosOfWeightsMatter() {
        LogLogFit one = LogLogFit.of(X, Y, new double[] {1, 2, 3, 4});
        LogLogFit ten = LogLogFit.of(X, Y, new double[] {10, 20, 30, 40});
        assertEquals(one.slope(), ten.slope(), 1e-12);
        assertEquals(one.standardError(), ten.standardError(), 1e-12);
    }

    @Test
    void twoPointsHaveASlopeButNoStandardError() {
        LogLogFit fit = LogLogFit.of(new double[] {1, 2}, new double[] {1, 8});
        assertEquals(3, fit.slope(), 1e-12);
        assertTrue(Double.isNaN(fit.standardError()));
        assertArrayEquals(new double[] {3}, fit.localSlopes(), 1e-12);
    }

    @Test
    void whatHasNoLogarithmIsRefusedByNameAndValue() {
        for (double bad : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
            String message = refusal(X, new double[] {1, bad, 1, 1});
            assertTrue(message.startsWith("y[1] (" + bad + ") must be positive and finite"), message);
        }
        assertTrue(refusal(new double[] {0, 1}, new double[] {1, 1}).startsWith("x[0] (0.0)"));
    }

    @Test
    void unorderedPointsUnequalLengthsAndSinglePointsAreRefused() {
        assertTrue(refusal(new double[] {1, 2, 2}, new double[] {1, 1, 1}).contains("strictly rising"));
        assertTrue(refusal(new double[] {1, 2, 1.5}, new double[] {1, 1, 1}).contains("strictly rising"));
        assertTrue(refusal(new double[] {1, 2}, new double[] {1}).contains("as many x (2) as y (1)"));
        assertTrue(refusal(new double[] {1}, new double[] {1}).contains("at least two points"));
    }

    private static String refusal(double[] x, double[] y) {
        return assertThrows(IllegalArgumentException.class, () -> LogLogFit.of(x, y))
                .getMessage();
    }
}
