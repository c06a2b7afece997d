package org.plumbline.problem.lqr;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import org.junit.jupiter.api.Test;
import org.plumbline.oracle.Batch;
import org.plumbline.oracle.Ledger;
import org.plumbline.random.RandomStream;
import org.plumbline.random.SeedTree;
import org.plumbline.sampling.FittedQ;
import org.plumbline.sampling.LinearGaussianPolicy;
import org.plumbline.sampling.LstdQ;
import org.plumbline.sampling.QuadraticCost;

/** LSTD-Q on trajectories of the claims instance against the Q-function in closed form. */
class FittedQTest {
    private final LqrRewardDesignProblem problem = RewardDesigns.claims();
    private final LqrSystem system = problem.system();
    private final QuadraticCost cost = problem.costs().agent(problem.box().upper());
    private final double[] lambda = problem.start().lambda();

    /** \(\Theta = \operatorname{diag}(Q, R) + [\tilde A, \tilde B]^\top P\,[\tilde A, \tilde B]\). */
    private RealMatrix exact() {
        RealMatrix costToGo = ClosedLoop.of(system, lambda).orElseThrow().costToGo(GainCost.of(cost));
        RealMatrix map = MatrixUtils.createRealMatrix(2, 4);
        map.setSubMatrix(system.discountedA().getData(), 0, 0);
        map.setSubMatrix(system.discountedB().getData(), 0, 2);
        RealMatrix theta = map.transpose().multiply(costToGo).multiply(map);
        RealMatrix perStep = MatrixUtils.createRealMatrix(4, 4);
        perStep.setSubMatrix(cost.state().getData(), 0, 0);
        perStep.setSubMatrix(cost.action().getData(), 2, 2);
        return theta.add(perStep);
    }

    /** \(Q(x,u) = z^\top\Theta z + \theta_0\), \(\theta_0 = \gamma(\operatorname{tr}(PW) + V(0))\), V(0) of the closed form. */
    private double exactConstant() {
        RealMatrix costToGo = ClosedLoop.of(system, lambda).orElseThrow().costToGo(GainCost.of(cost));
        double s2 = system.exploration() * system.exploration();
        RealMatrix perStep =
                system.noise().add(system.b().multiply(system.b().transpose()).scalarMultiply(s2));
        double gamma = system.gamma();
        double atOrigin = (gamma * costToGo.multiply(perStep).getTrace()
                        + s2 * cost.action().getTrace())
                / (1 - gamma);
        return gamma * (costToGo.multiply(system.noise()).getTrace() + atOrigin);
    }

    private FittedQ fit(long trajectories, RandomStream stream) {
        LinearGaussianPolicy policy = new LinearGaussianPolicy(2, lambda, system.exploration());
        LstdQ temporalDifferences = new LstdQ(policy, system.gamma());
        new LinearGaussianEnvironment(system, new Ledger())
                .rollOut(
                        new Batch(trajectories, stream),
                        policy,
                        30,
                        (step, count, state, noise, action, next) ->
                                temporalDifferences.add(count, state, action, next));
        LstdQ.Fit fit = temporalDifferences.solve();
        assertTrue(fit.showsStability());
        return fit.of(cost);
    }

    private double squaredError(FittedQ fit) {
        double[] theta = fit.matrix();
        RealMatrix exact = exact();
        double sum = 0;
        for (int i = 0; i < 4; i++) {
            for (int j = 0; j < 4; j++) {
                sum += Math.pow(theta[4 * i + j] - exact.getEntry(i, j), 2);
            }
        }
        return sum;
    }

    /**
     * Mean squared errors at n = 100 and 1600, 60 times each, have a relative standard deviation of at most
     * √(2/60) = 0.18 (one dominant entry), their ratio of 0.26: 16 within a factor 2.2, that is three deviations of its
     * logarithm; false alarm 0.3 % over all seeds. An error that did not fall would give 1.
     */
    @Test
    void theErrorFallsAsOneOverTheRootOfTheTrajectories() {
        RandomStream stream = SeedTree.of(20250317).child("fitted-q").stream();
        double few = 0;
        double many = 0;
        for (int r = 0; r < 60; r++) {
            few += squaredError(fit(100, stream));
            many += squaredError(fit(1600, stream));
        }
        assertEquals(0, Math.log(few / many / 16), Math.log(2.2));
    }

    /** At n = 20 000 the relative standard error is below one per cent; five are allowed. */
    @Test
    void theFitIsTheQFunctionOfTheClosedForm() {
        FittedQ fit = fit(20_000, SeedTree.of(20250317).child("fitted-q-exact").stream());
        assertEquals(0, Math.sqrt(squaredError(fit)), 0.05 * exact().getFrobeniusNorm());
        assertEquals(exactConstant(), fit.constant(), 0.05 * exactConstant());
    }

    @Test
    void withoutDataThereIsNoFit() {
        LinearGaussianPolicy policy = new LinearGaussianPolicy(2, lambda, system.exploration());
        LstdQ.Fit fit = new LstdQ(policy, system.gamma()).solve();
        assertTrue(Double.isNaN(fit.of(cost).constant()));
        assertTrue(!fit.showsStability());
    }
}
