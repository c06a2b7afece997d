package org.plumbline.theory.claim.practice;

import java.util.Arrays;
import org.plumbline.numeric.Vectors;
import org.plumbline.problem.mdp.PolicyEvaluation;
import org.plumbline.problem.mdp.SoftMdpProblem;

/**
 * The PL ratio of a tabular softmax policy and the constants that bound it from below at that policy, for measuring only: d and
 * d* are the unnormalised occupancies of the policy and of the best one under \(r_\varphi\), S the number of states, τ the
 * temperature, ν the initial distribution.
 *
 * @param ratio \(\tfrac12\|\nabla_\lambda g\|^2/(g - g^*)\), meaningful where the gap is above rounding
 * @param bound \(\mu(\lambda) = 2\tau\min\pi^2\min_s d(s)^2/d^*(s)\) (docs/theory.md, section 8.10)
 * @param lemma \(C(\lambda)^2/2 = \tfrac\tau S\min\pi^2\min_s\nu(s)\min_s d(s)/d^*(s)\) of Mei et al.
 * @param uniform μ(λ) with 1/A in place of min π, which is no bound
 * @param leastShare min π, the least probability of an action in any state
 */
record SoftmaxConstants(double ratio, double bound, double lemma, double uniform, double leastShare) {
    /**
     * At one policy.
     *
     * @param problem the process
     * @param best d*, length S
     * @param lambda the logits, length S·A
     * @param gradient \(\nabla_\lambda g\), length S·A
     * @param gap \(g - g^*\)
     */
    static SoftmaxConstants of(SoftMdpProblem problem, double[] best, double[] lambda, double[] gradient, double gap) {
        double share = Arrays.stream(problem.policy(lambda).orElseThrow()).min().orElseThrow();
        double[] occupancy = occupancy(problem, lambda);
        double squares = Double.POSITIVE_INFINITY;
        double quotient = Double.POSITIVE_INFINITY;
        for (int s = 0; s < occupancy.length; s++) {
            squares = Math.min(squares, occupancy[s] * occupancy[s] / best[s]);
            quotient = Math.min(quotient, occupancy[s] / best[s]);
        }
        double temperature = problem.agent().temperature();
        double uniform = 1.0 / problem.mdp().actions();
        double least = Arrays.stream(problem.mdp().initial()).min().orElseThrow();
        return new SoftmaxConstants(
                Vectors.squaredNorm(gradient) / 2 / gap,
                2 * temperature * share * share * squares,
                temperature / occupancy.length * share * share * least * quotient,
                2 * temperature * uniform * uniform * squares,
                share);
    }

    /** The same with everything worked out at φ. */
    static SoftmaxConstants at(SoftMdpProblem problem, double[] phi, double[] lambda) {
        double[] gradient = new double[lambda.length];
        double loss = problem.truth().functions().lower(phi, lambda);
        problem.truth().functions().lowerGradient(phi, lambda, new double[phi.length], gradient);
        return of(
                problem,
                occupancy(problem, problem.truth().lowerSolution(phi)),
                lambda,
                gradient,
                loss - problem.truth().lowerOptimum(phi));
    }

    static double[] occupancy(SoftMdpProblem problem, double[] lambda) {
        return new PolicyEvaluation(problem.mdp(), problem.policy(lambda).orElseThrow()).occupancy();
    }
}
