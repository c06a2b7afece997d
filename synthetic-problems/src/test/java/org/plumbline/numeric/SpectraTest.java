package org.plumbline.numeric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.plumbline.random.RandomStream;
import org.plumbline.random.SeedTree;

/** Spectra, symmetric matrices and products. Deterministic. */
class SpectraTest {
    private final RandomStream stream = SeedTree.of(7).child("spectra").stream();

    @ParameterizedTest
    @ValueSource(doubles = {1e-150, 1e-14, 1, 1e150})
    void theSpectralRadiusScalesWithTheMatrix(double scale) {
        RealMatrix m = MatrixUtils.createRealMatrix(new double[][] {{0.6, 0.8}, {-0.8, 0.6}})
                .scalarMultiply(scale);
        assertEquals(scale, Spectra.spectralRadius(m), 1e-14 * scale);
    }

    @Test
    void cyclicShiftsHaveRadiusOneAndNilpotentOnesZero() {
        for (int n = 2; n <= 50; n++) {
            RealMatrix shift = MatrixUtils.createRealMatrix(n, n);
            for (int i = 0; i + 1 < n; i++) {
                shift.setEntry(i, i + 1, 1);
            }
            assertEquals(0, Spectra.spectralRadius(shift));
            shift.setEntry(n - 1, 0, 1);
            assertEquals(1, Spectra.spectralRadius(shift), 1e-13);
        }
        assertEquals(0, Spectra.spectralRadius(MatrixUtils.createRealMatrix(3, 3)));
    }

    @Test
    void theSpectralNormOfARankOneMatrixIsTheProductOfLengths() {
        RealMatrix m = MatrixUtils.createRealMatrix(new double[][] {{3, 6, 6}, {4, 8, 8}});
        assertEquals(15, Spectra.spectralNorm(m), 1e-13);
    }

    /** NaN would pass the library's decompositions in silence. */
    @Test
    void notANumberIsRefused() {
        RealMatrix nan = MatrixUtils.createRealMatrix(new double[][] {{Double.NaN}});
        assertThrows(RefusedException.class, () -> Spectra.spectralRadius(nan));
        assertThrows(RefusedException.class, () -> Spectra.spectralNorm(nan));
        assertFalse(MatrixConditions.isFinite(nan));
    }

    @Test
    void theExtremeEigenvaluesOfAGivenSpectrumAreFound() {
        RealMatrix m = StabilisableSystems.positiveDefinite(stream, 20, 1e6);
        assertEquals(1, Symmetric.largestEigenvalue(m), 1e-13);
        assertEquals(1e-6, Symmetric.smallestEigenvalue(m), 1e-14);
    }

    @Test
    void theSquareRootSquaresToTheMatrix() {
        RealMatrix thin = StabilisableSystems.gaussian(stream, 10, 4);
        RealMatrix m = thin.multiply(thin.transpose());
        RealMatrix root = Symmetric.squareRoot(m);
        assertEquals(root, root.transpose());
        assertTrue(root.multiply(root).subtract(m).getFrobeniusNorm() <= 1e-13 * m.getFrobeniusNorm());
        assertThrows(RefusedException.class, () -> Symmetric.squareRoot(m.scalarMultiply(-1)));
    }

    @Test
    void theSignOfASymmetricMatrixAllowsForRoundingOnly() {
        RealMatrix singular = MatrixUtils.createRealMatrix(new double[][] {{1, 1}, {1, 1}});
        assertFalse(Symmetric.isPositiveDefinite(singular));
        assertTrue(Symmetric.isPositiveSemidefinite(singular));
        assertTrue(Symmetric.isPositiveDefinite(
                singular.add(MatrixUtils.createRealIdentityMatrix(2).scalarMultiply(1e-9))));
        assertFalse(Symmetric.isPositiveSemidefinite(
                singular.add(MatrixUtils.createRealIdentityMatrix(2).scalarMultiply(-1e-9))));
        assertTrue(Symmetric.isPositiveSemidefinite(MatrixUtils.createRealMatrix(2, 2)));
    }

    @Test
    void theTraceOfAProductNeedsNoProduct() {
        RealMatrix a = StabilisableSystems.gaussian(stream, 3, 5);
        RealMatrix b = StabilisableSystems.gaussian(stream, 5, 3);
        assertEquals(a.multiply(b).getTrace(), Products.trace(a, b), 1e-13);
        assertThrows(IllegalArgumentException.class, () -> Products.trace(a, a));
    }

    /** 1 + 1e20 − 1e20 is 0 in working precision. */
    @Test
    void theAccurateProductKeepsWhatCancellationWouldLose() {
        RealMatrix one = MatrixUtils.createRealIdentityMatrix(1);
        RealMatrix row = MatrixUtils.createRowRealMatrix(new double[] {1e10, 1e10});
        RealMatrix column = MatrixUtils.createColumnRealMatrix(new double[] {1e10, -1e10});
        assertEquals(one, Products.addAccurately(one, row, column));
    }
}
