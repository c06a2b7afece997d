package org.plumbline.example;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.plumbline.algorithm.penalty.FirstOrderPenalty;
import org.plumbline.oracle.Constants;
import org.plumbline.oracle.NoiseModel;
import org.plumbline.problem.BilevelProblem;
import org.plumbline.problem.BilevelProblemContract;
import org.plumbline.problem.Fields;
import org.plumbline.problem.ProblemFamily;
import org.plumbline.random.SeedTree;
import org.plumbline.run.Probe;
import org.plumbline.run.Recording;
import org.plumbline.run.Runner;
import org.plumbline.run.StopReason;
import org.plumbline.run.StopRule;
import org.plumbline.run.Trace;

/** The example keeps the contract, and Algorithm 1 finds the stationary point of its penalty proxy. */
class ShiftedParabolaTest implements BilevelProblemContract {
    private static final double SIGMA = 0.1;

    private final BilevelProblem problem =
            new ShiftedParabola.Family().catalogue().get(0);

    @Override
    public BilevelProblem problem() {
        return problem;
    }

    /** The example is not registered, so the contract cannot find its family by name. */
    @Override
    public ProblemFamily family() {
        return new ShiftedParabola.Family();
    }

    /**
     * \(\nabla\Phi_\sigma = \varphi + a(\varphi+s)/(a+\sigma)\) vanishes at \(-as/(2a+\sigma)\). Without noise the error
     * contracts at every outer step by a factor below 0.7, so that after 200 of them rounding is left; the division by σ
     * amplifies it to about 1e-14.
     */
    @Test
    void algorithm1FindsTheStationaryPointOfTheProxy() {
        double step = 0.5 / problem.constants().require(Constants.L);
        Runner runner = new Runner(
                FirstOrderPenalty.exact(SIGMA, 1, 60, step, 0.2),
                problem.oracles(NoiseModel.NONE),
                problem.start(),
                StopRule.iterations(200),
                SeedTree.of(1).child("example"),
                Recording.ENDS);
        Trace trace = runner.run(Probe.NONE);
        assertEquals(StopReason.COMPLETED, trace.stop());
        assertEquals(-2.0 / (4 + SIGMA), trace.last().phi()[0], 1e-12);
    }

    @Test
    void aFileGivesTheSameProblem() {
        Fields fields = Fields.parse("{curvature: 2}", "example.yaml");
        assertEquals(problem, new ShiftedParabola.Family().read(problem.id(), fields));
        fields.refuseUnused();
    }

    @Test
    void theProxyIsStationaryThere() {
        double[] phi = {-2.0 / (4 + SIGMA)};
        assertEquals(0, problem.truth().penaltyHypergradient(phi, SIGMA)[0], 1e-14);
    }
}
