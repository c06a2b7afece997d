package org.plumbline.problem.mdp;

import org.plumbline.oracle.SoftmaxPolicy;
import org.plumbline.problem.BilevelFunctions;
import org.plumbline.problem.GroundTruth;
import org.plumbline.problem.Vectors;

/** The PL ratio of g + σf, and policies of the region where the PL constant holds. */
final class PlInequality {
    /** Below this gap, relative to 1 + |h|, the difference h − min h has lost half of its digits. */
    private static final double SMALLEST_GAP = 1e-7;

    private PlInequality() {}

    /** ½‖∇h‖²/(h − min h); 1e100 where the gap has no digits. */
    static double ratio(GroundTruth truth, double[] phi, double[] lambda, double sigma) {
        BilevelFunctions functions = truth.functions();
        double[] best = sigma == 0 ? truth.lowerSolution(phi) : truth.penalisedSolution(phi, sigma);
        double minimum = functions.lower(phi, best) + sigma * functions.upper(phi, best);
        double gap = functions.lower(phi, lambda) + sigma * functions.upper(phi, lambda) - minimum;
        double[] unused = new double[phi.length];
        double[] g = new double[lambda.length];
        double[] f = new double[lambda.length];
        functions.lowerGradient(phi, lambda, unused, g);
        functions.upperGradient(phi, lambda, unused, f);
        double norm = Vectors.norm(Vectors.plus(g, sigma, f));
        return gap > SMALLEST_GAP * (1 + Math.abs(minimum)) ? norm * norm / (2 * gap) : 1e100;
    }

    /** Logits of p_min + (1 − A·p_min)·softmax(θ). */
    static double[] logits(double[] theta, int actions, double pMin) {
        double[] policy = SoftmaxPolicy.of(theta, actions).probabilities();
        for (int i = 0; i < policy.length; i++) {
            policy[i] = Math.log(pMin + (1 - actions * pMin) * policy[i]);
        }
        return policy;
    }
}
