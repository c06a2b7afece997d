package org.plumbline.theory.claim.rate;

import org.plumbline.algorithm.FirstOrderAlgorithm;
import org.plumbline.algorithm.Stepper;
import org.plumbline.algorithm.penalty.FirstOrderPenalty;
import org.plumbline.oracle.FirstOrderOracle;
import org.plumbline.oracle.Start;
import org.plumbline.random.RandomStream;

/**
 * Algorithm 1 whose second chain starts at a distance from the first: what the method, which starts both at one point, avoids.
 * Not registered, as only claims about that use it.
 *
 * @param chains the method
 * @param distance by how much every coordinate of the second start is larger
 */
record ApartPenalty(FirstOrderPenalty chains, double distance) implements FirstOrderAlgorithm {
    @Override
    public String name() {
        return chains.name() + ", chains that start apart";
    }

    @Override
    public Stepper start(FirstOrderOracle oracle, Start start, RandomStream stream) {
        double[] second = start.lambda();
        for (int j = 0; j < second.length; j++) {
            second[j] += distance;
        }
        return chains.startApart(oracle, start, second, stream);
    }
}
