package org.plumbline.numeric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.apache.commons.math3.linear.LUDecomposition;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.plumbline.random.RandomStream;
import org.plumbline.random.SeedTree;

/** Every test is deterministic: data are constants or drawn from fixed seeds. */
class DiscreteLyapunovTest {
    /** Which side the transpose is on: F = [[0, 1], [0, 0]] moves the second state's moment to the first. */
    @Test
    void theMomentMovesAsTheStateDoes() {
        RealMatrix f = MatrixUtils.createRealMatrix(new double[][] {{0, 1}, {0, 0}});
        RealMatrix d = MatrixUtils.createRealDiagonalMatrix(new double[] {0, 5});
        assertEquals(MatrixUtils.createRealDiagonalMatrix(new double[] {5, 5}), DiscreteLyapunov.solve(f, d));
        assertEquals(d, DiscreteLyapunov.solve(f.transpose(), d));
    }

    /** The condition number of the equation, \(1 / (1 - f^2)\), times four roundings. */
    @ParameterizedTest
    @ValueSource(doubles = {0, 0.5, -0.9, 0.999999})
    void aScalarEquationHasItsClosedForm(double f) {
        RealMatrix x = DiscreteLyapunov.solve(
                MatrixUtils.createRealDiagonalMatrix(new double[] {f}),
                MatrixUtils.createRealDiagonalMatrix(new double[] {3}));
        double exact = 3 / ((1 - f) * (1 + f));
        assertEquals(exact, x.getEntry(0, 0), 0x1p-51 * exact / ((1 - f) * (1 + f)));
    }

    /**
     * Smith's iteration against one linear system, \((I - F \otimes F) \operatorname{vec} X = \operatorname{vec} D\);
     * its condition number stays below 1e3 for these draws, which leaves 1e-12.
     */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 8})
    void theVectorisedSystemHasTheSameSolution(int n) {
        RandomStream stream = SeedTree.of(4).child("kronecker", n).stream();
        RealMatrix f = StabilisableSystems.withSpectralRadius(stream, n, 0.95);
        RealMatrix d = StabilisableSystems.gaussian(stream, n, n);
        RealMatrix system = MatrixUtils.createRealIdentityMatrix(n * n);
        RealMatrix right = MatrixUtils.createRealMatrix(n * n, 1);
        for (int i = 0; i < n * n; i++) {
            right.setEntry(i, 0, d.getEntry(i / n, i % n));
            for (int j = 0; j < n * n; j++) {
                system.addToEntry(i, j, -f.getEntry(i / n, j / n) * f.getEntry(i % n, j % n));
            }
        }
        RealMatrix vectorised = new LUDecomposition(system, 0).getSolver().solve(right);
        RealMatrix x = DiscreteLyapunov.solve(f, d);
        for (int i = 0; i < n * n; i++) {
            assertEquals(vectorised.getEntry(i, 0), x.getEntry(i / n, i % n), 1e-12 * x.getFrobeniusNorm());
        }
    }

    /** The sum of 50 rounded products alone may err by 50 · 2^-53 = 6e-15; the largest residual seen is 5e-16. */
    @ParameterizedTest
    @ValueSource(doubles = {0.5, 0.9, 0.99, 0.99999, 0.999999999})
    void theResidualIsAtRoundingUpToFiftyStates(double radius) {
        for (int n : new int[] {1, 2, 3, 5, 10, 20, 35, 50}) {
            RandomStream stream = SeedTree.of(5).child("residual", n).stream();
            RealMatrix f = StabilisableSystems.withSpectralRadius(stream, n, radius);
            RealMatrix d = StabilisableSystems.positiveDefinite(stream, n, 100);
            RealMatrix x = DiscreteLyapunov.solve(f, d);
            RealMatrix residual = d.add(f.multiply(x).multiply(f.transpose())).subtract(x);
            double relative = residual.getFrobeniusNorm() / x.getFrobeniusNorm();
            assertTrue(relative <= 1e-14, "n = " + n + ": " + relative);
            assertEquals(x, x.transpose());
            assertTrue(Symmetric.isPositiveDefinite(x));
        }
    }

    /** The dual sums the same powers from the other side: equal to passing the transpose, bit by bit. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 8})
    void theDualIsTheEquationOfTheTranspose(int n) {
        RandomStream stream = SeedTree.of(4).child("dual", n).stream();
        RealMatrix f = StabilisableSystems.withSpectralRadius(stream, n, 0.95);
        RealMatrix q = StabilisableSystems.gaussian(stream, n, n);
        assertEquals(
                DiscreteLyapunov.solve(f.transpose(), q), DiscreteLyapunov.of(f).cost(q));
        RealMatrix symmetric = StabilisableSystems.positiveDefinite(stream, n, 10);
        assertEquals(
                DiscreteLyapunov.solve(f.transpose(), symmetric),
                DiscreteLyapunov.of(f).cost(symmetric));
    }

    /** Spectral radii on both sides of 1 - 1e-10, and others that no power proves quickly or ever. */
    @Test
    void aMarginIsKept() {
        assertTrue(within(0.5, 0.9).isPresent());
        assertTrue(within(0.5, 1 - 1e-5).isPresent());
        assertTrue(within(0.5, 1 - 2e-10).isPresent());
        // The powers of this one vanish too late to show it: its eigenvalues are asked.
        assertTrue(within(0.5, 1 - 1.2e-10).isPresent());
        assertTrue(within(0.5, 1 - 0.5e-10).isEmpty());
        assertTrue(within(0.5, -1).isEmpty());
        assertTrue(within(0.5, 3).isEmpty());
        assertTrue(within(0.5, Double.NaN).isEmpty());
        assertTrue(within(0.5, Double.POSITIVE_INFINITY).isEmpty());
    }

    /** Eigenvalues ½, and a square that overflows: not unstable, and not to be solved. */
    @Test
    void aStableMatrixWhosePowersOverflowIsRefused() {
        RealMatrix f = MatrixUtils.createRealMatrix(new double[][] {{0.5, 1e200}, {0, 0.5}});
        for (Executable attempt :
                List.<Executable>of(() -> DiscreteLyapunov.within(f, 1e-10), () -> DiscreteLyapunov.of(f))) {
            String message = assertThrows(RefusedException.class, attempt).getMessage();
            assertTrue(message.contains("spectral radius 0.5, and yet its powers do not vanish"), message);
        }
    }

    /** Entries that mirror each other to rounding count as equal, and so does the solution, exactly. */
    @Test
    void aSourceThatIsSymmetricToRoundingHasASymmetricSolution() {
        RandomStream stream = SeedTree.of(4).child("rounding", 3).stream();
        RealMatrix f = StabilisableSystems.withSpectralRadius(stream, 3, 0.9);
        RealMatrix d = StabilisableSystems.positiveDefinite(stream, 3, 10);
        d.addToEntry(0, 1, 1e-13);
        RealMatrix x = DiscreteLyapunov.solve(f, d);
        assertEquals(x.transpose(), x);
        assertEquals(DiscreteLyapunov.solve(f, Symmetric.symmetrise(d)), x);
    }

    private static Optional<DiscreteLyapunov> within(double... diagonal) {
        return DiscreteLyapunov.within(MatrixUtils.createRealDiagonalMatrix(diagonal), 1e-10);
    }

    @Test
    void anUnstableMatrixIsRefusedWithItsSpectralRadius() {
        RealMatrix d = MatrixUtils.createRealIdentityMatrix(2);
        RealMatrix f = MatrixUtils.createRealDiagonalMatrix(new double[] {0.5, -1.25});
        String message = assertThrows(RefusedException.class, () -> DiscreteLyapunov.solve(f, d))
                .getMessage();
        assertTrue(message.startsWith("The matrix F has the spectral radius 1.25. It must be < 1"), message);
    }

    /** Also with a source that does not excite the mode, where the sum itself would converge. */
    @Test
    void aModeOnTheUnitCircleIsRefused() {
        RealMatrix f = MatrixUtils.createRealDiagonalMatrix(new double[] {0.5, 1});
        RealMatrix d = MatrixUtils.createRealDiagonalMatrix(new double[] {1, 0});
        assertThrows(RefusedException.class, () -> DiscreteLyapunov.solve(f, d));
        RealMatrix jordan = MatrixUtils.createRealMatrix(new double[][] {{1, 1}, {0, 1}});
        assertThrows(RefusedException.class, () -> DiscreteLyapunov.solve(jordan, d));
        for (int n : new int[] {1, 2, 3, 5, 10, 20, 35, 50}) {
            RealMatrix turn = StabilisableSystems.orthogonal(SeedTree.of(6).child("turn", n).stream(), n);
            assertThrows(RefusedException.class, () -> DiscreteLyapunov.solve(turn, turn));
        }
    }

    @Test
    void wrongShapesAndNumbersAreRefused() {
        RealMatrix one = MatrixUtils.createRealIdentityMatrix(1).scalarMultiply(0.5);
        RealMatrix two = MatrixUtils.createRealIdentityMatrix(2).scalarMultiply(0.5);
        assertThrows(RefusedException.class, () -> DiscreteLyapunov.solve(one, two));
        assertThrows(RefusedException.class, () -> DiscreteLyapunov.solve(two.getSubMatrix(0, 0, 0, 1), two));
        assertThrows(RefusedException.class, () -> DiscreteLyapunov.solve(one, one.scalarMultiply(Double.NaN)));
        assertThrows(RefusedException.class, () -> DiscreteLyapunov.solve(one.scalarMultiply(Double.NaN), one));
    }
}
