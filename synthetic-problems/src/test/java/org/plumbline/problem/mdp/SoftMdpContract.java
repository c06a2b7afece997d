package org.plumbline.problem.mdp;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.apache.commons.math3.optim.InitialGuess;
import org.apache.commons.math3.optim.MaxEval;
import org.apache.commons.math3.optim.SimpleBounds;
import org.apache.commons.math3.optim.SimpleValueChecker;
import org.apache.commons.math3.optim.nonlinear.scalar.GoalType;
import org.apache.commons.math3.optim.nonlinear.scalar.ObjectiveFunction;
import org.apache.commons.math3.optim.nonlinear.scalar.noderiv.CMAESOptimizer;
import org.apache.commons.math3.random.Well19937c;
import org.junit.jupiter.api.Test;
import org.plumbline.oracle.Constants;
import org.plumbline.problem.BilevelProblem;
import org.plumbline.problem.BilevelProblemContract;
import org.plumbline.problem.Point;

/** The contract, with the search for the worst PL ratio confined to the region of the PL constant. */
@FunctionalInterface
interface SoftMdpContract extends BilevelProblemContract {
    /**
     * The general search leaves the region: towards deterministic policies the ratio tends to 0. Policies are written as
     * p_min + (1 − A p_min)·softmax, which is the region and nothing else.
     */
    @Test
    @Override
    default void thePlInequalityHoldsAtTheWorstPointThatASearchFinds() {
        BilevelProblem problem = problem();
        double mu = problem.constants().require(Constants.MU);
        double pMin = problem.constants().require(SoftMdpProblem.P_MIN);
        int actions = ((SoftMdpProblem) problem).mdp().actions();
        int d = problem.lowerDimension();
        double[] spread = new double[d];
        Arrays.fill(spread, 1);
        for (Point x : points("pl", 3)) {
            CMAESOptimizer search = new CMAESOptimizer(
                    200,
                    0,
                    true,
                    0,
                    1,
                    new Well19937c(seeds("pl").child("search").seed()),
                    false,
                    new SimpleValueChecker(1e-12, 1e-14));
            double worst = search.optimize(
                            new MaxEval(2200),
                            new ObjectiveFunction(theta -> PlInequality.ratio(
                                    problem.truth(), x.phi(), PlInequality.logits(theta, actions, pMin), 0)),
                            GoalType.MINIMIZE,
                            new InitialGuess(x.lambda()),
                            SimpleBounds.unbounded(d),
                            new CMAESOptimizer.Sigma(spread),
                            new CMAESOptimizer.PopulationSize(10))
                    .getValue();
            assertTrue(worst >= mu, () -> "½‖∇g‖²/(g−g*) = " + worst + " < μ = " + mu);
        }
    }
}
