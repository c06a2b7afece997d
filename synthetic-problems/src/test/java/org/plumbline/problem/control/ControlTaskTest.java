package org.plumbline.problem.control;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.plumbline.oracle.Batch;
import org.plumbline.oracle.Draw;
import org.plumbline.oracle.FirstOrderOracle;
import org.plumbline.oracle.Ledger;
import org.plumbline.oracle.Oracles;
import org.plumbline.problem.Differences;
import org.plumbline.random.RandomStream;
import org.plumbline.sampling.LeastSquaresCritic;
import org.plumbline.sampling.LeastSquaresCritic.Features;
import org.plumbline.sampling.MonteCarloReturns;

class ControlTaskTest {
    private static final int SCENARIOS = 5;

    static List<ControlTask> tasks() {
        return ControlTasks.all();
    }

    private static double[] lambda(ControlTask task) {
        return task.policy().random(new RandomStream(71));
    }

    /**
     * A five-point difference with step 1e-3; trajectories amplify a change by up to some hundreds, which puts the truncation
     * error near 1e-8 of the gradient.
     */
    @ParameterizedTest
    @MethodSource("tasks")
    void thePathwiseGradientIsTheDerivativeOfTheSampleAverage(ControlTask task) {
        SampleAverage average = task.sampleAverage(SCENARIOS, new RandomStream(72));
        double[] phi = {0.3, -0.4};
        double[] gradient = new double[task.lowerDimension()];
        double value = average.agentGradient(phi, lambda(task), gradient);
        assertEquals(average.losses(phi, lambda(task)).agent().mean(), value);
        double[] expected =
                Differences.gradient(x -> average.losses(phi, x).agent().mean(), lambda(task), 1e-4);
        Differences.assertAgree("pathwise gradient", expected, gradient, value, 1e-6);
    }

    /** Each feature by itself, so that no adjoint hides behind a larger one. */
    @ParameterizedTest
    @MethodSource("tasks")
    void everyFeatureHasItsAdjoint(ControlTask task) {
        Rollouts rollouts = new Rollouts(task, SCENARIOS);
        rollouts.draw(new RandomStream(73));
        for (int i = 0; i < task.system().features(); i++) {
            int feature = i;
            double[] weights = new double[task.system().features()];
            weights[i] = 1;
            double[] expected = Differences.gradient(
                    x -> {
                        rollouts.run(x);
                        rollouts.computeReturns();
                        return rollouts.mean(feature);
                    },
                    lambda(task),
                    1e-4);
            rollouts.run(lambda(task));
            double[] gradient = new double[task.lowerDimension()];
            rollouts.pathwiseGradient(weights, gradient);
            Differences.assertAgree("feature " + i, expected, gradient, 1, 1e-6);
        }
    }

    /** The oracle at a batch is the sample average over the scenarios of that batch; φ enters through the costs alone. */
    @ParameterizedTest
    @MethodSource("tasks")
    void theGradientInPhiIsTheDerivativeOfTheBatchMean(ControlTask task) {
        Batch batch = new Batch(SCENARIOS, new RandomStream(74));
        SampleAverage average = task.sampleAverage(SCENARIOS, batch.replay(0));
        double[] phi = {0.3, -0.4};
        List<Oracles> estimators = List.of(
                task.oracles(new MonteCarloReturns(false)),
                task.oracles(new MonteCarloReturns(true)),
                task.oracles(new LeastSquaresCritic(Features.POOR)),
                task.modelOracles());
        for (Oracles estimator : estimators) {
            FirstOrderOracle oracle = estimator.firstOrder(new Ledger());
            double[] gradPhi = new double[2];
            oracle.lower(batch, phi, lambda(task), gradPhi, new double[task.lowerDimension()]);
            double[] expected = Differences.gradient(
                    x -> average.losses(x, lambda(task)).agent().mean(), phi, 1e-3);
            // The cost is a sum of logistic functions of φ: truncation near 1e-13.
            Differences.assertAgree("gradient in φ", expected, gradPhi, 1, 1e-9);
            oracle.upper(batch, phi, lambda(task), gradPhi, new double[task.lowerDimension()]);
            expected = Differences.gradient(task.costs().outer()::value, phi, 1e-3);
            Differences.assertAgree("gradient of f in φ", expected, gradPhi, 1, 1e-9);
        }
    }

    @ParameterizedTest
    @MethodSource("tasks")
    void oneBatchAtTwoPointsIsTheSameScenarios(ControlTask task) {
        FirstOrderOracle oracle = task.oracles(new MonteCarloReturns(true)).firstOrder(new Ledger());
        Batch batch = new Batch(4, new RandomStream(75));
        double[] first = new double[task.lowerDimension()];
        double[] again = new double[task.lowerDimension()];
        double[] unused = new double[2];
        double[] elsewhere = lambda(task);
        elsewhere[0] += 0.1;
        oracle.lower(batch, task.startPhi(), lambda(task), unused, first);
        oracle.lower(batch, task.startPhi(), elsewhere, unused, again);
        oracle.lower(new Batch(3, new RandomStream(76)), task.startPhi(), lambda(task), unused, again);
        oracle.lower(batch, task.startPhi(), lambda(task), unused, again);
        assertArrayEquals(first, again);
    }

    @ParameterizedTest
    @MethodSource("tasks")
    void lossesAtOnePointShareTheirTrajectories(ControlTask task) {
        Ledger ledger = new Ledger();
        FirstOrderOracle oracle = task.oracles(new MonteCarloReturns(true)).firstOrder(ledger);
        Batch batch = new Batch(4, new RandomStream(77));
        double[] unused = new double[2];
        double[] gradient = new double[task.lowerDimension()];
        oracle.lower(batch, task.startPhi(), lambda(task), unused, gradient);
        oracle.upper(batch, new double[2], lambda(task), unused, gradient);
        assertEquals(4, ledger.counts().of(Draw.TRAJECTORY));
        assertEquals(4L * task.horizon(), ledger.counts().of(Draw.TRANSITION));
        assertEquals(2, ledger.counts().of(Draw.LINEAR_SOLVE));
        oracle.lower(batch, task.startPhi(), new double[task.lowerDimension()], unused, gradient);
        assertEquals(8, ledger.counts().of(Draw.TRAJECTORY));
        assertEquals(8, ledger.counts().samples());
        double[] again = new double[task.lowerDimension()];
        oracle.upper(batch, new double[2], lambda(task), unused, again);
        oracle.lower(batch, task.startPhi(), new double[task.lowerDimension()], unused, gradient);
        assertEquals(8, ledger.counts().samples(), "one batch at two points in turn");
        task.oracles(new MonteCarloReturns(true))
                .firstOrder(new Ledger())
                .upper(batch, new double[2], lambda(task), unused, gradient);
        assertArrayEquals(gradient, again);
    }

    @Test
    void theStandardErrorIsThatOfTheMean() {
        ControlTask task = ControlTasks.pendulum();
        SampleAverage.Estimate few = task.sampleAverage(400, new RandomStream(78))
                .losses(new double[2], lambda(task))
                .designer();
        SampleAverage.Estimate many = task.sampleAverage(40_000, new RandomStream(79))
                .losses(new double[2], lambda(task))
                .designer();
        // The ratio of two estimates of one deviation, the first from 400 values: relative error √(2/400) for normal
        // costs.
        assertEquals(10, few.standardError() / many.standardError(), 3);
        // Five standard errors of the difference: false alarm 6e-7.
        double error = Math.hypot(few.standardError(), many.standardError());
        assertTrue(Math.abs(few.mean() - many.mean()) <= 5 * error, few + " " + many);
    }

    @Test
    void whatHasNoMeaningIsRefused() {
        ControlTask task = ControlTasks.pendulum();
        assertThrows(IllegalArgumentException.class, () -> with(task, 0, 0.9, 10));
        assertThrows(IllegalArgumentException.class, () -> with(task, 0.3, 1, 10));
        assertThrows(IllegalArgumentException.class, () -> with(task, 0.3, 0.9, 0));
    }

    private static ControlTask with(ControlTask task, double exploration, double discount, int horizon) {
        return new ControlTask(
                "changed",
                task.system(),
                task.policy(),
                exploration,
                discount,
                horizon,
                task.costs(),
                task.startPhi(),
                task.movingPhi());
    }
}
