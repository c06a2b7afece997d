package org.plumbline.problem;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.plumbline.oracle.Batch;
import org.plumbline.oracle.FirstOrderOracle;
import org.plumbline.oracle.Ledger;
import org.plumbline.oracle.Oracles;
import org.plumbline.oracle.Start;
import org.plumbline.problem.control.ControlTask;
import org.plumbline.problem.control.ControlTasks;
import org.plumbline.random.RandomStream;
import org.plumbline.sampling.LeastSquaresCritic;
import org.plumbline.sampling.LeastSquaresCritic.Features;
import org.plumbline.sampling.MonteCarloReturns;
import org.plumbline.sampling.PathSharing;
import org.plumbline.sampling.QFunctionEstimator;
import org.plumbline.sampling.TemporalDifferenceCritic;

/**
 * Once an oracle has answered as often as it remembers answers, a further batch allocates as much whatever its horizon and its
 * number of trajectories are: the sums of the estimator and a block of rows. What it allocates at two horizons, or for two numbers of
 * trajectories, is compared. The smallest object has 16 bytes, and half of one for every step more, or for every trajectory more,
 * is allowed.
 */
class TrajectoryAllocationTest {
    private static final int MORE_STEPS = 200;
    private static final int MORE_TRAJECTORIES = 1000;

    /** Above the size of every block. */
    private static final int TRAJECTORIES = 300;

    private static final int STEPS = 10;

    /** The number of points that an oracle remembers, at most. */
    private static final int WARM_UP = 4;

    /** What the virtual machine does now and then can only add to one of them. */
    private static final int MEASURED = 3;

    /**
     * What is simulated.
     *
     * @param name says what
     * @param oracles at a horizon
     * @param start where
     * @param kept bytes that a batch may take for a step of the horizon, whatever the number of trajectories is
     */
    private record Setting(String name, IntFunction<Oracles> oracles, Start start, int kept) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static final List<QFunctionEstimator> ESTIMATORS = List.of(
            new LeastSquaresCritic(Features.COMPLETE),
            new LeastSquaresCritic(Features.POOR),
            new TemporalDifferenceCritic(0.1, 5),
            new TemporalDifferenceCritic(0.1, 5, Features.POOR),
            new MonteCarloReturns(false),
            new MonteCarloReturns(true));

    static List<Setting> settings() {
        List<Setting> settings = new ArrayList<>();
        for (QFunctionEstimator estimator : ESTIMATORS) {
            settings.add(problem("lqr-reward-design/claims", estimator, PathSharing.COMMON_NUMBERS, 0));
            // A discount and a likelihood ratio for every step of a trajectory.
            settings.add(problem("soft-mdp/claims", estimator, PathSharing.COMMON_NUMBERS, 16));
            for (ControlTask task : ControlTasks.all()) {
                settings.add(control(
                        task,
                        estimator.toString(),
                        horizon -> lasting(task, horizon).oracles(estimator)));
            }
        }
        settings.add(problem("soft-mdp/claims", new MonteCarloReturns(true), PathSharing.REWEIGHTED, 16));
        for (ControlTask task : ControlTasks.all()) {
            settings.add(
                    control(task, "model", horizon -> lasting(task, horizon).modelOracles()));
        }
        return settings;
    }

    private static Setting problem(String id, QFunctionEstimator estimator, PathSharing sharing, int kept) {
        SampledProblem problem = (SampledProblem) Problems.named(id);
        return new Setting(
                id + ", " + estimator + ", " + sharing,
                horizon -> problem.trajectories(horizon, estimator, sharing),
                problem.start(),
                kept);
    }

    private static Setting control(ControlTask task, String name, IntFunction<Oracles> oracles) {
        return new Setting(
                task.id() + ", " + name,
                oracles,
                new Start(task.startPhi(), task.policy().random(new RandomStream(1))),
                0);
    }

    private static ControlTask lasting(ControlTask task, int horizon) {
        return new ControlTask(
                task.id(),
                task.system(),
                task.policy(),
                task.exploration(),
                task.discount(),
                horizon,
                task.costs(),
                task.startPhi(),
                task.movingPhi());
    }

    /** The bytes that both gradients of one more batch allocate, the least of some. */
    private static long allocated(Setting setting, int steps, int trajectories) {
        return allocated(setting.oracles.apply(steps).firstOrder(new Ledger()), setting.start, trajectories);
    }

    private static long allocated(FirstOrderOracle oracle, Start start, int trajectories) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        double[] phi = start.phi();
        double[] lambda = start.lambda();
        double[] gradPhi = new double[phi.length];
        double[] gradLambda = new double[lambda.length];
        RandomStream stream = new RandomStream(2);
        long least = Long.MAX_VALUE;
        for (int b = 0; b < WARM_UP + MEASURED; b++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            Batch batch = oracle.draw(trajectories, stream);
            oracle.lower(batch, phi, lambda, gradPhi, gradLambda);
            oracle.upper(batch, phi, lambda, gradPhi, gradLambda);
            long bytes = threads.getCurrentThreadAllocatedBytes() - before;
            least = b < WARM_UP ? least : Math.min(least, bytes);
        }
        return least;
    }

    private static boolean growsWithSteps(long few, long many, int kept) {
        return many - few > (8L + kept) * MORE_STEPS;
    }

    private static boolean growsWithTrajectories(long few, long many) {
        return many - few > 8L * MORE_TRAJECTORIES;
    }

    @ParameterizedTest
    @MethodSource("settings")
    void aStepAllocatesNothing(Setting setting) {
        long few = allocated(setting, STEPS, TRAJECTORIES);
        long many = allocated(setting, STEPS + MORE_STEPS, TRAJECTORIES);
        assertTrue(!growsWithSteps(few, many, setting.kept), () -> few + " bytes, then " + many);
    }

    @ParameterizedTest
    @MethodSource("settings")
    void aTrajectoryAllocatesNothing(Setting setting) {
        long few = allocated(setting, STEPS, TRAJECTORIES);
        long many = allocated(setting, STEPS, TRAJECTORIES + MORE_TRAJECTORIES);
        assertTrue(!growsWithTrajectories(few, many), () -> few + " bytes, then " + many);
    }

    /** What the tests above would have seen: the first answer, for which the arrays are made. */
    @Test
    void arraysOfABatchAreSeen() {
        ControlTask task = ControlTasks.pendulum();
        long few = first(lasting(task, STEPS), TRAJECTORIES);
        assertTrue(growsWithSteps(few, first(lasting(task, STEPS + MORE_STEPS), TRAJECTORIES), 16));
        assertTrue(growsWithTrajectories(few, first(lasting(task, STEPS), TRAJECTORIES + MORE_TRAJECTORIES)));
    }

    private static long first(ControlTask task, int trajectories) {
        FirstOrderOracle oracle = task.modelOracles().firstOrder(new Ledger());
        double[] gradPhi = new double[task.upperDimension()];
        double[] gradLambda = new double[task.lowerDimension()];
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        Batch batch = oracle.draw(trajectories, new RandomStream(3));
        oracle.lower(batch, task.startPhi(), task.policy().random(new RandomStream(1)), gradPhi, gradLambda);
        return threads.getCurrentThreadAllocatedBytes() - before;
    }
}
