package org.plumbline.theory.claim.failure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.plumbline.algorithm.penalty.FirstOrderPenalty;
import org.plumbline.numeric.Vectors;
import org.plumbline.oracle.NoiseModel;
import org.plumbline.oracle.Start;
import org.plumbline.problem.BilevelProblem;
import org.plumbline.problem.Problems;
import org.plumbline.random.RandomStream;
import org.plumbline.random.SeedTree;
import org.plumbline.run.Probe;
import org.plumbline.run.Recording;
import org.plumbline.run.Runner;
import org.plumbline.run.StopRule;
import org.plumbline.run.Trace;

/** The measured chains are those of Algorithm 1. */
class ColdChainsTest {
    private static final double SIGMA = 0.1;
    private static final double STEP = 0.1;

    private final BilevelProblem problem = Problems.named("sine-composite/claims");
    private final double[] phi = problem.box().upper();
    private final double[] lambda = problem.sampleLower(phi, new RandomStream(9));
    private final ColdChains chains = new ColdChains(problem, phi, lambda, lambda, STEP, STEP);

    /** The direction is \((\varphi_0 - \varphi_1)/\eta\); with η = 1 rounding of numbers of order 10 is left. */
    @Test
    void itsErrorIsThatOfTheFirstStepOfAlgorithmOne() {
        Trace trace = new Runner(
                        FirstOrderPenalty.exact(SIGMA, 1, 7, STEP, 1).cold(),
                        problem.oracles(NoiseModel.NONE),
                        new Start(phi, lambda),
                        StopRule.iterations(1),
                        SeedTree.of(1),
                        Recording.ENDS)
                .run(Probe.NONE);
        double[] error = phi.clone();
        Vectors.add(-1, trace.last().phi(), error);
        Vectors.add(-1, problem.truth().penaltyHypergradient(phi, SIGMA), error);
        double expected = Vectors.squaredNorm(error);
        assertEquals(expected, chains.run(SIGMA, 1e-6, SIGMA).after(7), 1e-10 * expected);
        double violation = problem.truth().functions().lower(phi, trace.last().penalised())
                - problem.truth().lowerOptimum(phi);
        assertEquals(violation, chains.violation(SIGMA, 7), 1e-13);
    }

    /** Until the targets are reached errors fall below them; with 2σ in the second chain they never do. */
    @Test
    void enoughStepsAreFoundUnlessTheSecondChainDescendsAnotherLoss() {
        assertTrue(chains.run(SIGMA, 1e-6, SIGMA).enough(1e-6) > 7);
        assertEquals(-1, chains.run(SIGMA, 1e-6, 2 * SIGMA).enough(1e-6));
    }

    /** What is left falls from 1 by a factor of ten a step: to \(10^{-1.5}\) after one and a half. */
    @Test
    void thresholdsAreReadOffTheSeries() {
        ColdChains.Decay decay =
                new ColdChains.Decay(new double[] {5, 0.5, 2, 0.9, 0.1}, new double[] {1, 0.1, 0.01, 0.001, 0.0001});
        assertEquals(3, decay.enough(1));
        assertEquals(4, decay.enough(0.2));
        assertEquals(-1, decay.enough(0.05));
        assertEquals(1.5, decay.falls(Math.pow(10, -1.5)), 1e-12);
        assertEquals(0.9, decay.after(2.2));
        assertEquals(0.1, decay.after(40));
    }

    /** \(g = \lVert\lambda - C\varphi\rVert^2\) has the Hessian 2I, so the pull is half the squared gradient of f. */
    @Test
    void thePullIsThatOfTheInverseHessian() {
        BilevelProblem quadratic = Problems.named("quadratic/isotropic");
        double[] at = quadratic.box().upper();
        double[] solution = quadratic.truth().lowerSolution(at);
        double[] gradient = new double[solution.length];
        quadratic.truth().functions().upperGradient(at, solution, new double[at.length], gradient);
        LowerCurvature curvature = new LowerCurvature(quadratic, at);
        double expected = Vectors.squaredNorm(gradient) / 2;
        assertEquals(expected, curvature.pull(), 1e-12 * expected);
        assertEquals(solution.length, curvature.nonzero().length);
    }
}
