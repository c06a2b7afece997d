package org.plumbline.theory.statistics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.apache.commons.math3.stat.regression.OLSMultipleLinearRegression;
import org.junit.jupiter.api.Test;
import org.plumbline.random.RandomStream;
import org.plumbline.random.SeedTree;

class LogarithmFitTest {
    private static final double[] X = {1.0 / 8, 1.0 / 16, 1.0 / 32, 1.0 / 64};

    /** y = 7 x⁻³ ln(1/x)^p by its formula. */
    private static double[] law(double power) {
        double[] y = new double[X.length];
        for (int i = 0; i < y.length; i++) {
            y[i] = 7 * Math.pow(Math.log(1 / X[i]), power) / (X[i] * X[i] * X[i]);
        }
        return y;
    }

    /** Exact data: tolerance 1e-12 for a line, 1e-9 for a plane whose covariates are nearly collinear. */
    @Test
    void aKnownLogarithmIsDividedOut() {
        LogLogFit rest = LogLogFit.of(X, LogarithmFit.divided(X, law(1), 1));
        assertEquals(-3, rest.slope(), 1e-12);
        assertEquals(Math.log(7), rest.intercept(), 1e-12);
        assertEquals(0, rest.standardError(), 1e-12);
        assertArrayEquals(law(1), LogarithmFit.divided(X, law(3), 2), 1e-12 * law(1)[3]);
    }

    /**
     * What the logarithm adds to the plain slope, in closed form: over four equidistant ln x a slope is the mean of local ones with
     * weights 3, 4, 3, and ln ln(1/x) has local ones of −ln(4/3)/ln 2, −ln(5/4)/ln 2 and −ln(6/5)/ln 2.
     */
    @Test
    void thePlainSlopeIsSteeperByTheSlopeOfTheLogarithm() {
        double added = -(3 * Math.log(4.0 / 3) + 4 * Math.log(5.0 / 4) + 3 * Math.log(6.0 / 5)) / (10 * Math.log(2));
        assertEquals(-3 + added, LogLogFit.of(X, law(1)).slope(), 1e-12);
        assertTrue(added < -0.3, "Õ hides " + added);
    }

    @Test
    void thePlaneFindsBothExponentsOfExactData() {
        for (double[] weights : new double[][] {{1, 1, 1, 1}, {1, 4, 2, 9}}) {
            LogarithmFit fit = LogarithmFit.of(X, law(1.5), weights);
            assertEquals(-3, fit.exponent(), 1e-9);
            assertEquals(1.5, fit.power(), 1e-9);
            assertEquals(Math.log(7), fit.intercept(), 1e-9);
        }
    }

    /** A weight of k on a point is k points, where the plane is concerned; of noisy values, with Commons Math as the reference. */
    @Test
    void weightsMoveThePlaneAsRepeatedPointsWould() {
        double[] y = {3, 2.1, 1.3, 0.2};
        OLSMultipleLinearRegression reference = new OLSMultipleLinearRegression();
        int[] rows = {0, 1, 1, 2, 3, 3, 3};
        double[] left = new double[rows.length];
        double[][] right = new double[rows.length][];
        for (int i = 0; i < rows.length; i++) {
            double x = X[rows[i]];
            left[i] = Math.log(y[rows[i]]);
            right[i] = new double[] {Math.log(x), Math.log(Math.log(1 / x))};
        }
        reference.newSampleData(left, right);
        LogarithmFit fit = LogarithmFit.of(X, y, new double[] {1, 2, 1, 3});
        assertArrayEquals(
                reference.estimateRegressionParameters(),
                new double[] {fit.intercept(), fit.exponent(), fit.power()},
                1e-8);
    }

    /**
     * With independent errors of standard deviation s in ln y, the fitted exponent scatters as s √(inflation/Σ(u−ū)²), u = ln x, which
     * over three halvings is √5 ln 2. Seed 31; of 4000 repetitions the relative error of a standard deviation is 0.011, and 0.06 is
     * more than five of it. A fit without the covariate scatters nine times less, and would fail by a factor of nine.
     */
    @Test
    void nearCollinearityMakesTheFittedExponentNearlyUnknown() {
        double inflation = LogarithmFit.of(X, law(1)).inflation();
        // By hand: ln 3, ln 4, ln 5, ln 6 against 0, 1, 2, 3.
        double[] v = {Math.log(3), Math.log(4), Math.log(5), Math.log(6)};
        double mean = (v[0] + v[1] + v[2] + v[3]) / 4;
        double all = 0;
        for (double each : v) {
            all += (each - mean) * (each - mean);
        }
        double along = (-1.5 * v[0] - 0.5 * v[1] + 0.5 * v[2] + 1.5 * v[3]) / 5;
        assertEquals(all / (all - 5 * along * along), inflation, 1e-6 * inflation);
        assertTrue(inflation > 50, "inflation " + inflation);

        RandomStream stream = SeedTree.of(31).child("logarithm fit").stream();
        double deviation = 0.05;
        double squares = 0;
        int repetitions = 4000;
        for (int r = 0; r < repetitions; r++) {
            double[] y = law(1);
            for (int i = 0; i < y.length; i++) {
                y[i] *= Math.exp(deviation * stream.gaussian());
            }
            double error = LogarithmFit.of(X, y).exponent() + 3;
            squares += error * error / repetitions;
        }
        double predicted = deviation * Math.sqrt(inflation / 5) / Math.log(2);
        assertEquals(1, Math.sqrt(squares) / predicted, 0.06);
    }

    @Test
    void whatHasNoLogarithmOfALogarithmIsRefused() {
        assertTrue(refusal(new double[] {1, 0.5, 0.25, 0.125}).startsWith("The x[0] (1.0) must lie strictly between"));
        assertTrue(refusal(new double[] {0.5, 0.25, 0.125}).contains("(3) must be at least 4"));
        assertThrows(IllegalArgumentException.class, () -> LogarithmFit.divided(new double[] {2}, new double[] {1}, 1));
        assertThrows(IllegalArgumentException.class, () -> LogarithmFit.divided(X, new double[] {1}, 1));
    }

    private static String refusal(double[] x) {
        return assertThrows(IllegalArgumentException.class, () -> LogarithmFit.of(x, new double[x.length]))
                .getMessage();
    }
}
