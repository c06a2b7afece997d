package org.plumbline.theory.claim.bias;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.plumbline.oracle.Draw;
import org.plumbline.problem.BilevelProblem;
import org.plumbline.problem.Problems;
import org.plumbline.random.RandomStream;
import org.plumbline.theory.CellResult;

/** Descents on \(g = \tfrac12\cdot2\|\lambda - C\varphi\|^2\), where everything is known by hand. */
class InnerDescentTest {
    private final BilevelProblem problem = Problems.named("quadratic/isotropic");
    private final double[] phi = problem.box().upper();
    private final double[] solution = problem.truth().lowerSolution(phi);
    private final double[] bias = {0.6, 0, 0, -0.8, 0, 0};

    private CellResult descend(double radius, double step, int repetitions) {
        return new InnerDescent(problem, phi, solution, bias, radius, step, 3).repeat(repetitions, new RandomStream(5));
    }

    /**
     * The deviation is \(e_k = -c_k\beta\) with \(c_{k+1} = (1-2\tau)c_k + \tau\), so \(\delta_k = c_k^2\|\beta\|^2\); for
     * \(\tau = \tfrac14\), \(c = 0, \tfrac14, \tfrac38, \tfrac7{16}\). Rounding of positions of order 1.
     */
    @Test
    void withoutNoiseTheGapsAreThoseByHand() {
        double[] expected = {0, 1.0 / 16, 9.0 / 64, 49.0 / 256};
        assertArrayEquals(expected, descend(0, 0.25, 2).series("means"), 1e-14);
    }

    /** With \(\tau = 1/L\) every step forgets the last one: \(E\,\delta = (b^2+v)/(2L)\); 4 standard errors. */
    @Test
    void withNoiseTheMeanIsBiasAndVarianceOverTwiceL() {
        CellResult result = descend(0.5, 0.5, 5000);
        double[] means = result.series("means");
        double[] errors = result.series("standard errors");
        for (int k = 1; k <= 3; k++) {
            assertEquals((1 + 0.25) / 4, means[k], 4 * errors[k]);
        }
    }

    /** Curvature and PL ratio are 2 everywhere; the differences that they are made of have ten digits. */
    @Test
    void whatTheRecursionUsesIsMeasuredAlongTheRuns() {
        CellResult result = descend(0.5, 0.25, 10);
        assertEquals(2, result.value("largest curvature"), 1e-9);
        assertEquals(2, result.value("least PL ratio"), 1e-9);
        assertEquals(0, result.value("outside"));
        assertEquals(30, result.counts().of(Draw.LOWER_GRADIENT));
    }

    /** A gain that does not stabilise has no cost, and a mean of infinities is none: the claim is then not decided. */
    @Test
    void aRunThatLeavesTheDomainIsAFailure() {
        BilevelProblem regulator = Problems.named("lqr-reward-design/claims");
        double[] start = regulator.start().lambda();
        CellResult result = new InnerDescent(
                        regulator, regulator.start().phi(), start, new double[] {50, 0, 0, 50}, 0, 0.1, 2)
                .repeat(2, new RandomStream(7));
        assertEquals("a run left the domain of the lower loss", result.failure());
    }

    /**
     * At rest \(\lambda - \lambda^* = -\beta/2\), so the gap is \(b^2/4\), for every bias. Descent ends with 1e-7 of the
     * gradient left, which changes the gap by at most 2e-7 of itself.
     */
    @Test
    void theFloorOfTheIsotropicQuadraticIsAQuarterOfTheSquaredBias() {
        double[] biases = {1, 0.5, 0.25};
        CellResult result = new BiasFloor(problem, 0.25, biases).measure(new RandomStream(6));
        double[] ratios = result.series("gaps");
        Arrays.setAll(ratios, i -> ratios[i] / (biases[i] * biases[i] / 4));
        assertArrayEquals(new double[] {1, 1, 1}, ratios, 2.1e-7);
    }
}
