package org.plumbline.problem.lqr;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.plumbline.numeric.RefusedException;
import org.plumbline.random.RandomStream;
import org.plumbline.sampling.QuadraticCost;

/** The closed forms of what a horizon misses, against sums over steps in plain arrays and against differences. */
class FiniteHorizonTest {
    private final LqrRewardDesignProblem problem = RewardDesigns.claims();
    private final double[] phi = {0.4, -0.7};
    private final double[] lambda = problem.sampleLower(phi, new RandomStream(41));
    private final FiniteHorizon missed = FiniteHorizon.of(problem, phi, lambda);

    /** \(E x_tx_t^\top\) for t below H, and the cost of these steps, entry by entry. */
    private final class StraightLine {
        private final double[][] a = problem.system().a().getData();
        private final double[][] b = problem.system().b().getData();
        private final double[][] w = problem.system().noise().getData();
        private final double[][] q = problem.costs().agent(phi).state().getData();
        private final double[][] r = problem.costs().agent(phi).action().getData();
        private final double gamma = problem.system().gamma();
        private final double s2 =
                problem.system().exploration() * problem.system().exploration();
        private final double[][] k;
        private double[][] x = problem.system().initial().getData();

        StraightLine(double[] gain) {
            k = new double[][] {{gain[0], gain[1]}, {gain[2], gain[3]}};
        }

        /** \(E(x^\top Qx + u^\top Ru)\) with \(u = -Kx + s\xi\). */
        private double stepCost() {
            double sum = s2 * (r[0][0] + r[1][1]);
            for (int i = 0; i < 2; i++) {
                for (int j = 0; j < 2; j++) {
                    double form = q[i][j];
                    for (int c = 0; c < 2; c++) {
                        for (int e = 0; e < 2; e++) {
                            form += k[c][i] * r[c][e] * k[e][j];
                        }
                    }
                    sum += form * x[i][j];
                }
            }
            return sum;
        }

        private void step() {
            double[][] next = new double[2][2];
            for (int i = 0; i < 2; i++) {
                for (int j = 0; j < 2; j++) {
                    next[i][j] = w[i][j] + s2 * (b[i][0] * b[j][0] + b[i][1] * b[j][1]);
                    for (int m = 0; m < 2; m++) {
                        for (int n = 0; n < 2; n++) {
                            next[i][j] += mean(i, m) * x[m][n] * mean(j, n);
                        }
                    }
                }
            }
            x = next;
        }

        private double mean(int i, int j) {
            return a[i][j] - b[i][0] * k[0][j] - b[i][1] * k[1][j];
        }

        double cost(int horizon) {
            double sum = 0;
            double weight = 1;
            for (int t = 0; t < horizon; t++) {
                sum += weight * stepCost();
                step();
                weight *= gamma;
            }
            return sum;
        }
    }

    private double missingAt(double[] gain, int horizon) {
        return problem.truth().functions().lower(phi, gain) - new StraightLine(gain).cost(horizon);
    }

    /** Costs of order 10, and what is missed at H = 25 is of order 0.01: rounding of the difference is 1e-12 of it. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 7, 25})
    void theMissingCostIsTheCostMinusThatOfTheSteps(int horizon) {
        double expected = missingAt(lambda, horizon);
        assertEquals(expected, missed.missing(horizon), 1e-9 * Math.abs(expected));
    }

    /** Central differences with a step of 1e-5 are good to 1e-9 here. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 25})
    void theBiasOfReturnsIsMinusTheGradientOfTheMissingCost(int horizon) {
        double[] expected = Differences.gradient(gain -> -missingAt(gain, horizon), lambda);
        assertArrayEquals(expected, missed.returnsBias(horizon), 1e-7);
    }

    /** \(2E\) is \(\nabla J\,\Sigma^{-1}\), and \(\Sigma_{\ge H}\) the occupancy without the sum of the first moments. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 25})
    void theBiasOfVisitationIsTheTailOfTheGradient(int horizon) {
        ClosedLoop loop = ClosedLoop.of(problem.system(), lambda).orElseThrow();
        RealMatrix tail = loop.occupancy();
        StraightLine line = new StraightLine(lambda);
        for (int t = 0; t < horizon; t++) {
            tail = tail.subtract(MatrixUtils.createRealMatrix(line.x)
                    .scalarMultiply(Math.pow(problem.system().gamma(), t)));
            line.step();
        }
        RealMatrix expected = loop.gradient(GainCost.of(problem.costs().agent(phi)))
                .multiply(MatrixUtils.inverse(loop.occupancy()))
                .multiply(tail)
                .scalarMultiply(-1);
        double[] flat = new double[4];
        ClosedLoop.flatten(expected, flat);
        assertArrayEquals(flat, missed.visitationBias(horizon), 1e-10);
    }

    /** At the best gain E = 0, to the rounding of the Riccati solver; the returns are biased there all the same. */
    @Test
    void atTheBestGainOnlyReturnsAreBiased() {
        FiniteHorizon best = FiniteHorizon.of(problem, phi, problem.truth().lowerSolution(phi));
        assertArrayEquals(new double[4], best.visitationBias(3), 1e-12);
        assertEquals(true, Arrays.stream(best.returnsBias(3)).anyMatch(x -> Math.abs(x) > 1e-2));
    }

    /**
     * By hand in one dimension without noise: \(T_H = (\gamma a^2)^H(q + rk^2)/(1-\gamma a^2)\) with \(a = A - Bk\), and its
     * derivative in k by the product rule.
     */
    @Test
    void inOneDimensionWithoutNoiseItIsAPower() {
        RealMatrix none = scalar(0);
        LqrSystem system = new LqrSystem(scalar(1.1), scalar(0.5), none, scalar(1), 0.9, 0);
        double k = 0.4;
        double a = 1.1 - 0.5 * k;
        double c = 2 + 3 * k * k;
        double d = 1 - 0.9 * a * a;
        int h = 6;
        double power = Math.pow(0.9 * a * a, h);
        double derivative = power * (6 * k / d + c * 2 * 0.9 * a * -0.5 / (d * d) + 2 * h * -0.5 / a * c / d);
        FiniteHorizon scalar = FiniteHorizon.of(system, new QuadraticCost(scalar(2), scalar(3)), new double[] {k});
        assertEquals(power * c / d, scalar.missing(h), 1e-13);
        assertEquals(-derivative, scalar.returnsBias(h)[0], 1e-12);
        assertEquals(0.9 * a * a, scalar.discountedRadius(), 1e-15);
        assertEquals(0.9, scalar.decay(), 0);
    }

    private static RealMatrix scalar(double x) {
        return MatrixUtils.createRealMatrix(new double[][] {{x}});
    }

    @Test
    void aGainThatDoesNotStabiliseIsRefused() {
        assertThrows(RefusedException.class, () -> FiniteHorizon.of(problem, phi, new double[] {-9, 0, 0, -9}));
    }
}
