package org.plumbline.theory.claim.practice;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import org.junit.jupiter.api.Test;
import org.plumbline.oracle.Batch;
import org.plumbline.oracle.Draw;
import org.plumbline.oracle.FirstOrderOracle;
import org.plumbline.oracle.Ledger;
import org.plumbline.problem.control.ControlTask;
import org.plumbline.problem.control.ControlTasks;
import org.plumbline.random.RandomStream;
import org.plumbline.random.SeedTree;
import org.plumbline.sampling.MonteCarloReturns;
import org.plumbline.theory.CellResult;

class LearningRunTest {
    private static final ControlTask TASK = ControlTasks.pendulum();

    private static LearningRun run(boolean intact) {
        SeedTree seeds = SeedTree.of(5).child("learning");
        return new LearningRun(TASK, 4, 10, seeds.child("evaluation"), intact, seeds.child("run"));
    }

    /** n(2K+2) trajectories an iteration, n fewer in all, as both chains begin at one point with one batch. */
    @Test
    void aRunCostsWhatIsPublished() {
        CellResult result = run(true).run();
        assertEquals("", result.failure());
        assertEquals(10 * 4 * 8 - 4, result.counts().of(Draw.TRAJECTORY));
        assertEquals(
                result.counts().of(Draw.TRAJECTORY) * TASK.horizon(),
                result.counts().of(Draw.TRANSITION));
        assertEquals(result.counts().of(Draw.TRAJECTORY), (long) result.series("trajectories")[10]);
    }

    @Test
    void aRunAndItsControlBeginAlikeAndPart() {
        CellResult learning = run(true).run();
        CellResult control = run(false).run();
        assertEquals(learning.series("designer")[0], control.series("designer")[0]);
        assertNotEquals(learning.series("designer")[10], control.series("designer")[10]);
        assertArrayEquals(learning.series("designer"), run(true).run().series("designer"));
    }

    @Test
    void theControlLosesThePenaltyTermAndNothingElse() {
        FirstOrderOracle intact = TASK.oracles(new MonteCarloReturns(true)).firstOrder(new Ledger());
        FirstOrderOracle dropped =
                new PenaltyDropped(TASK.oracles(new MonteCarloReturns(true))).firstOrder(new Ledger());
        Batch batch = new Batch(4, new RandomStream(6));
        double[] lambda = TASK.policy().random(new RandomStream(7));
        double[] phi = {0.2, 0.3};
        double[] ofPhi = new double[2];
        double[] ofPhiDropped = {1, 1};
        double[] ofLambda = new double[lambda.length];
        double[] ofLambdaDropped = new double[lambda.length];
        intact.lower(batch, phi, lambda, ofPhi, ofLambda);
        dropped.lower(batch, phi, lambda, ofPhiDropped, ofLambdaDropped);
        assertArrayEquals(new double[2], ofPhiDropped);
        assertNotEquals(0, ofPhi[0]);
        assertArrayEquals(ofLambda, ofLambdaDropped);
        intact.upper(batch, phi, lambda, ofPhi, ofLambda);
        dropped.upper(batch, phi, lambda, ofPhiDropped, ofLambdaDropped);
        assertArrayEquals(ofPhi, ofPhiDropped);
        assertArrayEquals(ofLambda, ofLambdaDropped);
    }
}
