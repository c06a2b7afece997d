package org.plumbline.theory.saboteur;

import org.plumbline.algorithm.FirstOrderAlgorithm;
import org.plumbline.algorithm.Stepper;
import org.plumbline.algorithm.penalty.FirstOrderPenalty;
import org.plumbline.numeric.Vectors;
import org.plumbline.oracle.FirstOrderOracle;
import org.plumbline.oracle.Start;
import org.plumbline.problem.GroundTruth;
import org.plumbline.random.RandomStream;

/**
 * Algorithm 1 that draws, and pays for, what it always draws, and then reads the ends of both chains off the ground truth. What
 * a method is given has no type that leads there, and the architecture test keeps it so: here the truth is handed in by the
 * constructor, in a package that may see both.
 *
 * @param method the parameters
 * @param truth what no method may see
 */
record LeakingPenalty(FirstOrderPenalty method, GroundTruth truth) implements FirstOrderAlgorithm {
    @Override
    public String name() {
        return method.name();
    }

    @Override
    public Stepper start(FirstOrderOracle oracle, Start start, RandomStream stream) {
        return new BrokenStepper(method, PenaltyDefect.NONE, oracle, start, stream) {
            @Override
            void chainsEnd(double[] phi, double[] lambda, double[] penalised) {
                Vectors.copy(truth.lowerSolution(phi), lambda);
                Vectors.copy(truth.penalisedSolution(phi, method.sigma()), penalised);
            }
        };
    }
}
