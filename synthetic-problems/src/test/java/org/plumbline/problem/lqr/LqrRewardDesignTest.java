package org.plumbline.problem.lqr;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import org.junit.jupiter.api.Test;
import org.plumbline.numeric.RefusedException;
import org.plumbline.problem.BilevelFunctions;
import org.plumbline.problem.BilevelProblem;
import org.plumbline.problem.KnownOptimum;
import org.plumbline.problem.OuterTerms;
import org.plumbline.sampling.QuadraticCost;

class LqrRewardDesignTest {
    /** 3000 steps leave a tail of at most 0.99^3000 ≈ 1e-13 of the sum; 1e-11 is its rounding. */
    @Test
    void theCostIsTheSumOfDiscountedMoments() {
        for (long seed = 1; seed <= 10; seed++) {
            LqrRewardDesignProblem problem = RewardDesigns.draw(seed, 3, 2, 2);
            double[] phi = problem.box().upper();
            double[] lambda = problem.start().lambda();
            double expected = sum(problem.system(), problem.costs().agent(phi), lambda, 3000);
            assertEquals(expected, problem.truth().functions().lower(phi, lambda), 1e-11 * expected);
        }
    }

    private static double sum(LqrSystem system, QuadraticCost cost, double[] lambda, int steps) {
        RealMatrix gain = ClosedLoop.matrix(lambda, system.inputs(), system.states());
        RealMatrix loop = system.a().subtract(system.b().multiply(gain));
        double s2 = system.exploration() * system.exploration();
        RealMatrix perStep =
                system.noise().add(system.b().multiply(system.b().transpose()).scalarMultiply(s2));
        RealMatrix weighted =
                cost.state().add(gain.transpose().multiply(cost.action()).multiply(gain));
        RealMatrix moment = system.initial();
        double discount = 1;
        double total = 0;
        for (int t = 0; t < steps; t++) {
            double now =
                    weighted.multiply(moment).getTrace() + s2 * cost.action().getTrace();
            total += discount * now;
            discount *= system.gamma();
            moment = loop.multiply(moment).multiply(loop.transpose()).add(perStep);
        }
        return total;
    }

    @Test
    void aGainThatDoesNotStabiliseCostsInfinitelyMuch() {
        LqrRewardDesignProblem problem = RewardDesigns.claims();
        BilevelFunctions functions = problem.truth().functions();
        double[] phi = problem.box().lower();
        for (double[] lambda : new double[][] {
            {-5, 0, 0, -5}, {1e200, 1e200, -1e200, 1e200}, {1e308, 1e308, 1e308, 1e308}, {Double.NaN, 0, 0, 0}
        }) {
            assertEquals(Double.POSITIVE_INFINITY, functions.lower(phi, lambda));
            assertEquals(Double.POSITIVE_INFINITY, functions.upper(phi, lambda));
            double[] gradPhi = new double[2];
            double[] gradLambda = new double[4];
            functions.lowerGradient(phi, lambda, gradPhi, gradLambda);
            assertTrue(Double.isNaN(gradPhi[0]) && Double.isNaN(gradLambda[3]));
            functions.upperGradient(phi, lambda, gradPhi, gradLambda);
            assertTrue(Double.isNaN(gradPhi[0]) && Double.isNaN(gradLambda[3]));
            functions.hessianVector(phi, lambda, new double[] {1, 0, 0, 0}, gradLambda);
            functions.jacobianVector(phi, lambda, new double[] {1, 0, 0, 0}, gradPhi);
            assertTrue(Double.isNaN(gradPhi[1]) && Double.isNaN(gradLambda[0]));
        }
    }

    @Test
    void theKnownOptimumIsStationaryAndNotAligned() {
        for (BilevelProblem problem : new LqrFamily().catalogue()) {
            KnownOptimum optimum = problem.truth().knownOptimum().orElseThrow();
            double[] phi = optimum.phi();
            for (double entry : problem.truth().hypergradient(phi)) {
                assertEquals(0, entry, 1e-12);
            }
            double[] gradLambda = new double[problem.lowerDimension()];
            double[] best = problem.truth().lowerSolution(phi);
            problem.truth().functions().upperGradient(phi, best, new double[phi.length], gradLambda);
            // Far above rounding, so that a penalty has a bias to show.
            assertTrue(Math.abs(gradLambda[0]) > 0.1, problem.id() + " is aligned");
        }
    }

    @Test
    void theStartIsFeasibleAndAwayFromTheBestGain() {
        for (BilevelProblem problem : new LqrFamily().catalogue()) {
            double[] phi = problem.start().phi();
            double cost = problem.truth().functions().lower(phi, problem.start().lambda());
            assertTrue(cost > 1.001 * problem.truth().lowerOptimum(phi), problem.id());
            assertTrue(Double.isFinite(cost), problem.id());
        }
    }

    private static final RealMatrix ONE = MatrixUtils.createRealIdentityMatrix(2);
    private static final RealMatrix ZERO = ONE.scalarMultiply(0);
    private static final RealMatrix INDEFINITE = MatrixUtils.createRealDiagonalMatrix(new double[] {1, -1});
    private static final RealMatrix FIRST = MatrixUtils.createRealDiagonalMatrix(new double[] {1, 0});

    private static String refusal(Runnable construction) {
        return assertThrows(RefusedException.class, construction::run).getMessage();
    }

    private static LqrSystem system(RealMatrix a) {
        return new LqrSystem(a, ONE, ONE, ONE, 0.9, 0.1);
    }

    private static void problem(LqrSystem system, AgentCost agent, QuadraticCost designer, int p) {
        new LqrRewardDesignProblem("x", system, agent, designer, OuterTerms.centred(1, new double[p]));
    }

    @Test
    void aSystemThatBreaksARuleIsRefusedByName() {
        assertTrue(refusal(() -> new LqrSystem(ONE, ONE, ONE, ONE, 1, 0.1)).contains("gamma (1.0)"));
        assertTrue(refusal(() -> new LqrSystem(ONE, ONE, ONE, ONE, 0.9, -1)).contains("exploration (-1.0)"));
        assertTrue(refusal(() -> new LqrSystem(ONE, ONE, ZERO, FIRST, 0.9, 0)).contains("D = Sigma0"));
        assertTrue(
                refusal(() -> new LqrSystem(ONE, ONE, INDEFINITE, ONE, 0.9, 0)).contains("W"));
        RealMatrix unstable = ONE.scalarMultiply(1.2);
        assertTrue(
                refusal(() -> new LqrSystem(unstable, FIRST, ONE, ONE, 0.9, 0)).contains("not stabilisable"));
        RealMatrix tall = MatrixUtils.createRealMatrix(3, 1);
        assertTrue(refusal(() -> new LqrSystem(ONE, tall, ONE, ONE, 0.9, 0)).contains("B"));
        // Unstable, but not after discounting.
        new LqrSystem(ONE.scalarMultiply(1.04), FIRST, ONE, ONE, 0.9, 0);
    }

    @Test
    void costsThatBreakARuleAreRefusedByName() {
        assertTrue(refusal(() -> new AgentCost(ONE, List.of(), ONE)).contains("agent.weights"));
        assertTrue(refusal(() -> new AgentCost(INDEFINITE, List.of(ONE), ONE)).contains("agent.Q"));
        assertTrue(
                refusal(() -> new AgentCost(ONE, List.of(ONE, INDEFINITE), ONE)).contains("agent.weights[2]"));
        assertTrue(refusal(() -> new AgentCost(ONE, List.of(ONE), FIRST)).contains("agent.R"));
        AgentCost agent = new AgentCost(ONE, List.of(ONE), ONE);
        assertTrue(refusal(() -> problem(system(ONE), agent, new QuadraticCost(INDEFINITE, ONE), 1))
                .contains("designer.Q"));
        assertTrue(refusal(() -> problem(system(ONE), agent, new QuadraticCost(ONE, INDEFINITE), 1))
                .contains("designer.R"));
        assertTrue(refusal(() -> problem(system(ONE), agent, new QuadraticCost(ONE, ONE), 2))
                .contains("upper.center"));
        AgentCost blind = new AgentCost(ZERO, List.of(FIRST), ONE);
        assertTrue(refusal(() -> problem(system(ONE.scalarMultiply(1.2)), blind, new QuadraticCost(ONE, ONE), 1))
                .contains("not detectable"));
    }

    @Test
    void constantsStayUndeclaredWhereTheCostIsSingular() {
        AgentCost blind = new AgentCost(ZERO, List.of(FIRST), ONE);
        LqrRewardDesignProblem problem = new LqrRewardDesignProblem(
                "x",
                system(ONE.scalarMultiply(0.9)),
                blind,
                new QuadraticCost(ONE, ZERO),
                OuterTerms.centred(1, new double[1]));
        assertTrue(problem.constants().find("mu").isEmpty());
        assertTrue(problem.constants().find("L").isEmpty());
        assertTrue(problem.truth().penalisedModulus(0).isEmpty());
        assertTrue(problem.truth().penalisedModulus(0.1).isPresent());
    }
}
