package org.plumbline.theory.panel;

import org.plumbline.oracle.Oracles;
import org.plumbline.problem.BilevelProblem;

/**
 * Where methods are compared: an instance under one law of sampling, the same for all of them.
 *
 * @param name a short name, such as "sine-composite"
 * @param problem the instance
 * @param sampling the law of sampling, in words; part of the cells' keys
 * @param oracles the only access of the methods
 * @param inverseL 1/L of the lower level where the runs go: the unit of inner steps
 * @param largest the largest target \(\epsilon_0\) of \(\mathbb E\|\nabla\Phi\|^2\); the others are its halvings
 */
public record Arena(
        String name, BilevelProblem problem, String sampling, Oracles oracles, double inverseL, double largest) {
    /**
     * The targets.
     *
     * @param count how many, at least 1
     * @return halvings of the largest
     */
    public double[] targets(int count) {
        double[] targets = new double[count];
        for (int i = 0; i < count; i++) {
            targets[i] = Math.scalb(largest, -i);
        }
        return targets;
    }
}
