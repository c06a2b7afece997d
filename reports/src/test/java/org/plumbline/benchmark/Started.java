package org.plumbline.benchmark;

import org.plumbline.algorithm.BilevelAlgorithm;
import org.plumbline.algorithm.FirstOrderAlgorithm;
import org.plumbline.algorithm.ModelAlgorithm;
import org.plumbline.algorithm.SecondOrderAlgorithm;
import org.plumbline.algorithm.Stepper;
import org.plumbline.oracle.Ledger;
import org.plumbline.oracle.NoiseModel;
import org.plumbline.oracle.Oracles;
import org.plumbline.oracle.Start;
import org.plumbline.problem.BilevelProblem;
import org.plumbline.random.RandomStream;

/** Runs that a benchmark steps itself: a runner copies iterates, which is no part of a method. */
final class Started {
    private Started() {}

    static Stepper of(BilevelAlgorithm algorithm, BilevelProblem problem, NoiseModel noise) {
        return of(algorithm, problem.oracles(noise), problem.start(), new Ledger());
    }

    static Stepper of(BilevelAlgorithm algorithm, Oracles oracles, Start start, Ledger ledger) {
        RandomStream stream = new RandomStream(20250317);
        if (algorithm instanceof FirstOrderAlgorithm first) {
            return first.start(oracles.firstOrder(ledger), start, stream);
        }
        if (algorithm instanceof SecondOrderAlgorithm second) {
            return second.start(oracles.secondOrder(ledger).orElseThrow(), start, stream);
        }
        if (algorithm instanceof ModelAlgorithm model) {
            return model.start(oracles.model(ledger).orElseThrow(), start, stream);
        }
        throw new IllegalArgumentException(algorithm + " is stepped by no benchmark.");
    }
}
