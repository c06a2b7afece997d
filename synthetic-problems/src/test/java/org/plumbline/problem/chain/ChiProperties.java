package org.plumbline.problem.chain;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.plumbline.problem.Differences;
import org.plumbline.random.RandomStream;
import org.plumbline.random.SeedTree;

/** What the Javadoc of Chain proves, at random points. */
class ChiProperties {
    private static double[] point(long seed) {
        RandomStream stream = SeedTree.of(seed).stream();
        double[] x = new double[1 + stream.nextInt(8)];
        for (int i = 0; i < x.length; i++) {
            x[i] = stream.uniform(-2.5, 2.5);
        }
        return x;
    }

    @Property(tries = 5000, seed = "41", edgeCases = EdgeCasesMode.NONE)
    void theFirstSmallCoordinateHasALargeDerivative(@ForAll long seed) {
        double[] x = point(seed);
        double[] gradient = Chi.gradient(x);
        for (int i = 0; i < x.length; i++) {
            if (Math.abs(x[i]) < 1) {
                assertTrue(gradient[i] <= -1, () -> Arrays.toString(gradient));
                break;
            }
        }
        assertTrue(Arrays.stream(gradient).allMatch(entry -> entry <= 0 && entry > -16));
    }

    /** 1e-12 is the rounding of a sum of a few numbers below 6. */
    @Property(tries = 5000, seed = "42", edgeCases = EdgeCasesMode.NONE)
    void noPointIsBelowTheKnownMinimum(@ForAll long seed) {
        double[] x = point(seed);
        assertTrue(Chi.value(x) >= 3 - 6 * x.length - 1e-12);
        double[] two = new double[x.length];
        Arrays.fill(two, 2);
        assertEquals(3 - 6 * x.length, Chi.value(two), 1e-12);
        assertArrayEquals(new double[x.length], Chi.gradient(two));
        assertEquals(-1.5, Chi.value(new double[x.length]));
    }

    @Property(tries = 2000, seed = "43", edgeCases = EdgeCasesMode.NONE)
    void aPointThatEndsSeesOneCoordinateMore(@ForAll long seed) {
        double[] x = point(seed);
        for (int ends = 0; ends < x.length; ends++) {
            double[] cut = Arrays.copyOf(Arrays.copyOf(x, ends), x.length);
            double[] gradient = Chi.gradient(cut);
            for (int j = ends + 1; j < x.length; j++) {
                assertEquals(0, gradient[j]);
            }
        }
    }

    /** Five-point differences with step 1e-3 are off by 1e-9 times the jump of a fourth derivative, at most 5040. */
    @Property(tries = 500, seed = "44", edgeCases = EdgeCasesMode.NONE)
    void derivativesAreThoseOfTheValue(@ForAll long seed) {
        double[] x = point(seed);
        assertArrayEquals(Differences.gradient(Chi::value, x, 1e-3), Chi.gradient(x), 1e-6);
        double[] diagonal = Chi.diagonal(x);
        double[] beside = Chi.beside(x);
        for (int j = 0; j < x.length; j++) {
            int column = j;
            // The jump is that of a third derivative of the gradient now: 1e-6 · 5040.
            double[] expected = Differences.ofCurve(
                    t -> {
                        double[] moved = x.clone();
                        moved[column] += t;
                        return Chi.gradient(moved);
                    },
                    1e-3);
            double[] actual = new double[x.length];
            actual[j] = diagonal[j];
            if (j > 0) {
                actual[j - 1] = beside[j - 1];
            }
            if (j + 1 < x.length) {
                actual[j + 1] = beside[j];
            }
            assertArrayEquals(expected, actual, 5e-3);
        }
    }

    @Property(tries = 2000, seed = "45", edgeCases = EdgeCasesMode.NONE)
    void theHessianIsWithinItsBound(@ForAll long seed) {
        double[] x = point(seed);
        double[] beside = Chi.beside(x);
        for (double eigenvalue : new EigenDecomposition(Chi.diagonal(x), beside.length == 0 ? new double[0] : beside)
                .getRealEigenvalues()) {
            assertTrue(Math.abs(eigenvalue) <= Chi.SMOOTHNESS);
        }
    }

    /** On a grid of step 1e-5, a smooth maximum is met to 1e-8; the bounds are attained, none is exceeded. */
    @Example
    void theScalarBoundsAreAttained() {
        double slope = 0;
        double curvature = 0;
        double bend = 0;
        for (double x = -2.5; x <= 2.5; x += 1e-5) {
            slope = Math.max(slope, Link.psiSlope(x));
            curvature = Math.max(curvature, Math.abs(Link.psiCurvature(x)));
            bend = Math.max(bend, Math.abs(Link.thetaCurvature(x)));
        }
        assertEquals(Link.PSI_SLOPE, slope, 1e-6);
        assertEquals(Link.PSI_CURVATURE, curvature, 1e-6);
        assertEquals(Link.THETA_CURVATURE, bend, 1e-6);
        assertEquals(1, Link.psi(1));
        assertEquals(Link.PSI, Link.psi(1.5));
        assertEquals(0, Link.psi(0.5));
        assertEquals(Link.THETA, Link.theta(2));
        assertEquals(0, Link.theta(-2));
        assertEquals(1, Link.thetaSlope(-1));
        assertEquals(58.2, Chi.SMOOTHNESS, 0.01);
    }
}
