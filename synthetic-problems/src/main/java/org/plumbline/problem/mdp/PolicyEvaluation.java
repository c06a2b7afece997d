package org.plumbline.problem.mdp;

import java.util.Arrays;

/**
 * What follows from holding a policy for ever: its occupancy
 * \(d(s) = \sum_t \gamma^t \Pr(s_t = s)\) from the initial distribution (unnormalised: its sum is \(1/(1-\gamma)\)), and
 * values and advantages for any reward. Immutable.
 */
public final class PolicyEvaluation {
    /** The first step of refinement regains what \(1/(1-\gamma)\) costs, the second what the first one rounds. */
    private static final int REFINEMENTS = 2;

    private final FiniteMdp mdp;
    private final double[] policy;
    private final DiscountedChain chain;
    private final double[] occupancy;

    /**
     * Follows a policy.
     *
     * @param mdp the process
     * @param policy \(\pi(a|s)\), length S·A
     */
    public PolicyEvaluation(FiniteMdp mdp, double[] policy) {
        this.mdp = mdp;
        this.policy = policy.clone();
        this.chain = mdp.chain(policy);
        this.occupancy = chain.solveTransposed(mdp.initial());
    }

    /**
     * The unnormalised occupancy of states.
     *
     * @return d, length S, a copy
     */
    public double[] occupancy() {
        return occupancy.clone();
    }

    /**
     * The unnormalised occupancy of pairs.
     *
     * @return \(d(s)\,\pi(a|s)\), length S·A, a new array
     */
    public double[] pairOccupancy() {
        double[] result = new double[policy.length];
        for (int i = 0; i < result.length; i++) {
            result[i] = occupancy[i / mdp.actions()] * policy[i];
        }
        return result;
    }

    /**
     * The discounted sum of a reward from the initial distribution.
     *
     * @param reward \(r(s,a)\), length S·A
     * @return \(\sum_s d(s) \sum_a \pi(a|s)\,r(s,a)\)
     */
    public double total(double[] reward) {
        double sum = 0;
        for (int s = 0; s < occupancy.length; s++) {
            double mean = 0;
            for (int i = s * mdp.actions(); i < (s + 1) * mdp.actions(); i++) {
                mean += policy[i] * reward[i];
            }
            sum += occupancy[s] * mean;
        }
        return sum;
    }

    /**
     * The values of a reward.
     *
     * @param reward \(r(s,a)\), length S·A
     * @return \(V(s)\), length S, a new array
     */
    public double[] values(double[] reward) {
        PolicyValues values = evaluate(reward);
        double offset = values.gain() / (1 - mdp.gamma());
        return Arrays.stream(values.relative()).map(w -> w + offset).toArray();
    }

    /**
     * The advantages of a reward.
     *
     * @param reward \(r(s,a)\), length S·A
     * @return \(Q(s,a) - V(s)\), length S·A, a new array; their mean under the policy is 0 in every state
     */
    public double[] advantages(double[] reward) {
        return evaluate(reward).advantages();
    }

    PolicyValues evaluate(double[] reward) {
        double[] relative = new double[mdp.states()];
        double gain = 0;
        double[] advantages = advantages(reward, relative, gain);
        for (int step = 0; step <= REFINEMENTS; step++) {
            double[] correction = chain.solve(means(advantages));
            double middle = addCentred(relative, correction);
            gain += (1 - mdp.gamma()) * middle;
            advantages = advantages(reward, relative, gain);
        }
        return new PolicyValues(relative, gain, advantages);
    }

    /** Adds, and takes the middle of the range out. */
    static double addCentred(double[] relative, double[] correction) {
        double smallest = Double.POSITIVE_INFINITY;
        double largest = Double.NEGATIVE_INFINITY;
        for (int s = 0; s < relative.length; s++) {
            relative[s] += correction[s];
            smallest = Math.min(smallest, relative[s]);
            largest = Math.max(largest, relative[s]);
        }
        double middle = (smallest + largest) / 2;
        for (int s = 0; s < relative.length; s++) {
            relative[s] -= middle;
        }
        return middle;
    }

    private double[] advantages(double[] reward, double[] relative, double gain) {
        double[] result = mdp.discountedNext(relative, gain / (1 - mdp.gamma()));
        for (int i = 0; i < result.length; i++) {
            result[i] += reward[i] - gain - relative[i / mdp.actions()];
        }
        return result;
    }

    /**
     * Means over the policy's actions.
     *
     * @param x a number for each pair
     * @return \(\sum_a \pi(a|s)\,x(s,a)\), length S, a new array
     */
    public double[] means(double[] x) {
        double[] result = new double[mdp.states()];
        for (int i = 0; i < x.length; i++) {
            result[i / mdp.actions()] += policy[i] * x[i];
        }
        return result;
    }

    /**
     * The derivative of the occupancy when the policy changes.
     *
     * @param change \(\dot\pi(a|s)\), length S·A, of sum 0 in every state
     * @return \(\dot d = (I-\gamma P_\pi)^{-\top}\,\gamma \dot P^\top d\), length S, a new array
     */
    public double[] occupancyChange(double[] change) {
        double[] weights = new double[change.length];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = occupancy[i / mdp.actions()] * change[i];
        }
        return chain.solveTransposed(mdp.discountedFlow(weights));
    }
}
