package org.plumbline.numeric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.plumbline.random.RandomStream;
import org.plumbline.random.SeedTree;

/** Every test is deterministic: data are constants or drawn from fixed seeds. */
class SteinEquationTest {
    /** With radii 0.99 and 0.9 the sum of 500 terms leaves a tail below 1e-25 of X; its own rounding is some 1e-14. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 12})
    void theSolutionIsTheSum(int n) {
        RandomStream stream = SeedTree.of(61).child("sum", n).stream();
        RealMatrix g = StabilisableSystems.withSpectralRadius(stream, n, 0.99);
        RealMatrix f = StabilisableSystems.withSpectralRadius(stream, n + 1, 0.9);
        RealMatrix term = StabilisableSystems.gaussian(stream, n, n + 1);
        RealMatrix x = SteinEquation.solve(g, f, term);
        RealMatrix sum = term;
        for (int j = 0; j < 500; j++) {
            term = g.multiply(term).multiply(f.transpose());
            sum = sum.add(term);
        }
        assertTrue(sum.subtract(x).getFrobeniusNorm() <= 1e-12 * x.getFrobeniusNorm());
    }

    /** Two solvers of one equation, both accurate to rounding times a condition below 100. */
    @Test
    void withEqualFactorsItIsTheLyapunovEquation() {
        RandomStream stream = SeedTree.of(62).child("lyapunov").stream();
        RealMatrix f = StabilisableSystems.withSpectralRadius(stream, 6, 0.9);
        RealMatrix d = StabilisableSystems.positiveDefinite(stream, 6, 100);
        RealMatrix expected = DiscreteLyapunov.solve(f, d);
        assertTrue(expected.subtract(SteinEquation.solve(f, f, d)).getFrobeniusNorm()
                <= 1e-13 * expected.getFrobeniusNorm());
    }

    /** Only the product of the radii counts: 2 · 0.25 gives 1/(1 − ½) = 2. */
    @Test
    void oneFactorMayBeUnstable() {
        assertEquals(2, SteinEquation.solve(scalar(2), scalar(0.25), scalar(1)).getEntry(0, 0));
        String message = assertThrows(
                        RefusedException.class, () -> SteinEquation.solve(scalar(2), scalar(0.5), scalar(1)))
                .getMessage();
        assertTrue(message.startsWith("The matrices G and F have the spectral radii 2.0 and 0.5."), message);
        assertThrows(RefusedException.class, () -> SteinEquation.solve(scalar(1e200), scalar(1e200), scalar(1)));
    }

    @Test
    void wrongShapesAndNumbersAreRefused() {
        RealMatrix wide = MatrixUtils.createRealMatrix(1, 2);
        assertThrows(RefusedException.class, () -> SteinEquation.solve(wide, scalar(0), scalar(1)));
        assertThrows(RefusedException.class, () -> SteinEquation.solve(scalar(0), wide, scalar(1)));
        assertThrows(RefusedException.class, () -> SteinEquation.solve(scalar(0), scalar(0), wide));
        assertThrows(RefusedException.class, () -> SteinEquation.solve(scalar(Double.NaN), scalar(0), scalar(1)));
    }

    private static RealMatrix scalar(double x) {
        return MatrixUtils.createRealMatrix(new double[][] {{x}});
    }
}
