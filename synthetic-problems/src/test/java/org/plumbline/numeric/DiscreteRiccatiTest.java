package org.plumbline.numeric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.apache.commons.math3.linear.LUDecomposition;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.plumbline.numeric.StabilisableSystems.Kind;
import org.plumbline.numeric.StabilisableSystems.LinearQuadratic;
import org.plumbline.random.SeedTree;

/** Every test is deterministic: data are constants or drawn from fixed seeds. */
class DiscreteRiccatiTest {
    /** \(p = q + a^2 p r / (r + b^2 p)\) is the quadratic \(b^2 p^2 + (r - a^2 r - b^2 q) p - q r = 0\). */
    @ParameterizedTest
    @CsvSource({
        "0.5, 1, 1, 1",
        "1, 1, 1, 1",
        "2, 1, 1, 1",
        "-3, 0.1, 2, 5",
        "1, 1, 1e-6, 1",
        "0, 1, 3, 1",
        "2, 1e-9, 1, 1e-18"
    })
    void aScalarProblemHasItsClosedForm(double a, double b, double q, double r) {
        double linear = r - a * a * r - b * b * q;
        double root = Math.sqrt(linear * linear + 4 * b * b * q * r);
        double p = linear < 0 ? (root - linear) / (2 * b * b) : 2 * q * r / (linear + root);
        DiscreteRiccati.Solution solution = DiscreteRiccati.solve(scalar(a), scalar(b), scalar(q), scalar(r));
        assertEquals(p, solution.costToGo().getEntry(0, 0), 1e-13 * p);
        assertEquals(a * b * p / (r + b * b * p), solution.gain().getEntry(0, 0), 1e-13 * Math.abs(a / b));
    }

    /**
     * P. Benner, A. J. Laub, V. Mehrmann, "A collection of benchmark examples for the numerical solution of algebraic
     * Riccati equations II: discrete-time case" (DAREX), 1995, example 1.1: \(P = \tfrac12(1+\sqrt5)\,Q\), checked by
     * hand from \(Q = vv^\top\), \(A^\top v = v\), \(B^\top v = 1\), \(v = (3, 2)\). A has the eigenvalue 1.
     */
    @Test
    void theGoldenRatioExampleOfDarexIsReproduced() {
        RealMatrix q = matrix(new double[][] {{9, 6}, {6, 4}});
        RealMatrix p = DiscreteRiccati.solve(
                        matrix(new double[][] {{4, 3}, {-4.5, -3.5}}), matrix(new double[][] {{1}, {-1}}), q, scalar(1))
                .costToGo();
        assertClose(q.scalarMultiply((1 + Math.sqrt(5)) / 2), p, 1e-13);
    }

    /** The example in the documentation of MATLAB's {@code dare}, which prints four decimals. */
    @Test
    void theExampleOfMatlabsDareIsReproduced() {
        DiscreteRiccati.Solution solution = DiscreteRiccati.solve(
                matrix(new double[][] {{-0.9, -0.3}, {0.7, 0.1}}),
                matrix(new double[][] {{1}, {1}}),
                MatrixUtils.createRealDiagonalMatrix(new double[] {1, 3}),
                scalar(0.1));
        double[][] published = {{4.7687, 0.9438}, {0.9438, 3.2369}};
        double[] gain = {-0.2216, -0.1297};
        for (int i = 0; i < 2; i++) {
            assertEquals(gain[i], solution.gain().getEntry(0, i), 5e-5);
            for (int j = 0; j < 2; j++) {
                assertEquals(published[i][j], solution.costToGo().getEntry(i, j), 5e-5);
            }
        }
    }

    /** DAREX example 4.1: a chain of n delays with Q = I has \(P = \operatorname{diag}(1, \dots, n)\) and K = 0. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 10, 50})
    void aChainOfDelaysCostsItsLength(int n) {
        RealMatrix a = MatrixUtils.createRealMatrix(n, n);
        RealMatrix b = MatrixUtils.createRealMatrix(n, 1);
        double[] costs = new double[n];
        for (int i = 0; i < n; i++) {
            costs[i] = i + 1;
            if (i > 0) {
                a.setEntry(i - 1, i, 1);
            }
        }
        b.setEntry(n - 1, 0, 1);
        DiscreteRiccati.Solution solution =
                DiscreteRiccati.solve(a, b, MatrixUtils.createRealIdentityMatrix(n), scalar(7));
        assertClose(MatrixUtils.createRealDiagonalMatrix(costs), solution.costToGo(), 1e-14);
        assertEquals(0, solution.gain().getFrobeniusNorm());
    }

    /**
     * In exact arithmetic, with R of condition number \(10^6\) for even n and 1 for odd n. The bound is the exactness
     * that every ground truth states.
     */
    @ParameterizedTest
    @EnumSource(Kind.class)
    void theResidualIsBelowOneInATrillionUpToFiftyStates(Kind kind) {
        double worstCost = 0;
        double worstGain = 0;
        for (int n : new int[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 15, 22, 31, 40, 50}) {
            double condition = n % 2 == 0 ? 1e6 : 1;
            LinearQuadratic system = StabilisableSystems.draw(
                    kind, SeedTree.of(1).child(kind.name(), n).stream(), n, Math.min(n, Math.max(2, n / 2)), condition);
            DiscreteRiccati.Solution solution = solve(system);
            worstCost = Math.max(worstCost, ExactArithmetic.costResidual(system, solution));
            worstGain = Math.max(worstGain, ExactArithmetic.gainResidual(system, solution));
        }
        assertTrue(worstCost <= 1e-12, "residual of P " + worstCost);
        assertTrue(worstGain <= 1e-12, "residual of K " + worstGain);
    }

    /**
     * Value iteration from zero, an independent method; it has converged when no entry moves, and where the closed
     * loop has spectral radius ≤ 0.95 it then errs by at most \(n 2^{-53} / (1 - 0.95^2)\), below \(10^{-13}\).
     */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 8, 20})
    void valueIterationConvergesToTheSameCost(int n) {
        LinearQuadratic s =
                StabilisableSystems.draw(Kind.STABLE, SeedTree.of(2).child("value iteration", n).stream(), n, n, 10);
        RealMatrix p = s.q();
        for (int step = 0; step < 2000; step++) {
            RealMatrix bp = s.b().transpose().multiply(p);
            RealMatrix gain = new LUDecomposition(s.r().add(bp.multiply(s.b())), 0)
                    .getSolver()
                    .solve(bp.multiply(s.a()));
            p = s.q().add(s.a().transpose().multiply(p).multiply(s.a().subtract(s.b().multiply(gain))));
        }
        assertClose(p, solve(s).costToGo(), 1e-12);
    }

    @Test
    void freeStatesThatDecayCostNothing() {
        DiscreteRiccati.Solution solution = DiscreteRiccati.solve(scalar(0.5), scalar(1), scalar(0), scalar(1));
        assertEquals(0, solution.costToGo().getEntry(0, 0));
        assertEquals(0, solution.gain().getEntry(0, 0));
    }

    private static DiscreteRiccati.Solution solve(LinearQuadratic s) {
        return DiscreteRiccati.solve(s.a(), s.b(), s.q(), s.r());
    }

    private static void assertClose(RealMatrix expected, RealMatrix actual, double relative) {
        double error = expected.subtract(actual).getFrobeniusNorm() / expected.getFrobeniusNorm();
        assertTrue(error <= relative, "relative error " + error);
    }

    private static RealMatrix scalar(double x) {
        return matrix(new double[][] {{x}});
    }

    private static RealMatrix matrix(double[][] rows) {
        return MatrixUtils.createRealMatrix(rows);
    }
}
