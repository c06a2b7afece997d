package org.plumbline.problem.mdp;

import java.util.Arrays;
import org.plumbline.oracle.SoftmaxPolicy;

/**
 * The solution of a soft Bellman equation; see {@link SoftMdp}. Immutable.
 *
 * @param policy the best policy
 * @param logRatio \(\log(\pi/\pi_0)\) of the best policy and the reference, to full relative accuracy also where it is
 *     small, length S·A
 * @param relative w, length S
 * @param gain c; the values are \(w + c/(1-\gamma)\)
 * @param offset \(c/(1-\gamma)\)
 */
public record SoftSolution(SoftmaxPolicy policy, double[] logRatio, double[] relative, double gain, double offset) {
    /** Copies the arrays. */
    public SoftSolution {
        logRatio = logRatio.clone();
        relative = relative.clone();
    }

    @Override
    public double[] logRatio() {
        return logRatio.clone();
    }

    @Override
    public double[] relative() {
        return relative.clone();
    }

    /**
     * The optimal values.
     *
     * @return V, length S, a new array
     */
    public double[] values() {
        return Arrays.stream(relative).map(w -> w + offset).toArray();
    }

    /**
     * The optimal value of a distribution of states.
     *
     * @param initial length S
     * @return \(\sum_s \nu(s)\,V(s)\)
     */
    public double value(double[] initial) {
        double sum = 0;
        double mass = 0;
        for (int s = 0; s < initial.length; s++) {
            sum += initial[s] * relative[s];
            mass += initial[s];
        }
        return sum + mass * offset;
    }
}
