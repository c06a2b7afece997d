package org.plumbline.problem.lqr;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.RealVector;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.plumbline.numeric.Symmetric;
import org.plumbline.oracle.Batch;
import org.plumbline.oracle.Ledger;
import org.plumbline.problem.lqr.RecordedRollout.Transition;
import org.plumbline.random.RandomStream;
import org.plumbline.sampling.LinearGaussianPolicy;

/** Trajectories that advance in blocks are the trajectories that one would simulate one at a time. */
class BlockRolloutTest {
    private static final int HORIZON = 9;

    private static RecordedRollout recorded(LqrRewardDesignProblem problem, Batch batch) {
        LqrSystem system = problem.system();
        RecordedRollout record = new RecordedRollout();
        new LinearGaussianEnvironment(system, new Ledger())
                .rollOut(
                        batch,
                        new LinearGaussianPolicy(
                                system.states(), problem.start().lambda(), system.exploration()),
                        HORIZON,
                        record);
        return record;
    }

    /** What a block draws, in its order: signs, then exploration and disturbances of every step; rows of coordinates. */
    private record Noise(double[][] signs, double[][][] exploration, double[][][] disturbance) {
        static Noise draw(LqrSystem system, int count, RandomStream stream) {
            double[][] signs = new double[system.states()][count];
            for (double[] row : signs) {
                for (int k = 0; k < count; k++) {
                    row[k] = stream.sign();
                }
            }
            double[][][] exploration = new double[HORIZON][system.inputs()][count];
            double[][][] disturbance = new double[HORIZON][system.states()][count];
            for (int t = 0; t < HORIZON; t++) {
                fill(exploration[t], stream);
                fill(disturbance[t], stream);
            }
            return new Noise(signs, exploration, disturbance);
        }

        private static void fill(double[][] rows, RandomStream stream) {
            for (double[] row : rows) {
                for (int k = 0; k < row.length; k++) {
                    row[k] = stream.gaussian();
                }
            }
        }
    }

    private static void assertTrajectory(
            LqrRewardDesignProblem problem, Noise noise, int column, List<Transition> trajectory) {
        LqrSystem system = problem.system();
        RealVector x = Symmetric.squareRoot(system.initial())
                .operate(new ArrayRealVector(RecordedRollout.column(noise.signs, column)));
        for (int t = 0; t < HORIZON; t++) {
            double[] xi = RecordedRollout.column(noise.exploration[t], column);
            RealVector w = new ArrayRealVector(RecordedRollout.column(noise.disturbance[t], column));
            RealVector u = ClosedLoop.matrix(problem.start().lambda(), system.inputs(), system.states())
                    .operate(x)
                    .mapMultiply(-1)
                    .add(new ArrayRealVector(xi).mapMultiply(system.exploration()));
            RealVector next = system.a()
                    .operate(x)
                    .add(system.b().operate(u))
                    .add(Symmetric.squareRoot(system.noise()).operate(w));
            Transition seen = trajectory.get(t);
            assertEquals(t, seen.t());
            assertArrayEquals(x.toArray(), seen.state(), 1e-12);
            assertArrayEquals(xi, seen.noise());
            assertArrayEquals(u.toArray(), seen.action(), 1e-12);
            assertArrayEquals(next.toArray(), seen.next(), 1e-12);
            x = next;
        }
        assertEquals(HORIZON, trajectory.size());
    }

    /**
     * A batch of less than a block, of a block, and of two blocks and a rest. States are of order 1 and sums have some five terms:
     * 1e-12 leaves rounding a factor of about a thousand.
     */
    @ParameterizedTest
    @CsvSource({"1, 1, 1", "2, 1, 7", "2, 2, 256", "3, 2, 549"})
    void aBlockIsItsTrajectoriesOneAtATime(int states, int inputs, int size) {
        LqrRewardDesignProblem problem = RewardDesigns.draw(20250317, states, inputs, 2);
        Batch batch = new Batch(size, new RandomStream(20250317));
        List<List<Transition>> trajectories = recorded(problem, batch).trajectories();
        assertEquals(size, trajectories.size());
        RandomStream stream = batch.replay(0);
        for (int begun = 0; begun < size; begun += LinearGaussianEnvironment.BLOCK) {
            int count = Math.min(LinearGaussianEnvironment.BLOCK, size - begun);
            Noise noise = Noise.draw(problem.system(), count, stream);
            for (int k = 0; k < count; k++) {
                assertTrajectory(problem, noise, k, trajectories.get(begun + k));
            }
        }
    }
}
