package org.plumbline.sampling;

import org.plumbline.oracle.Paths;

/**
 * What an estimator makes of the trajectories of a policy in a finite process; it serves every reward. Trajectories may come
 * from another policy β: then what happens at step t carries the likelihood ratio
 * \(\rho_t = \prod_{k\le t}\pi(a_k|s_k)/\beta(a_k|s_k)\), so that sums over steps have the mean that they have under π. Ratios
 * of such sums, as a baseline and a fitted critic are, have it up to O(1/n) only, as without weights, with a larger constant.
 */
public interface TabularEstimation {
    /**
     * Adds trajectories.
     *
     * @param paths what they visit
     * @param ratios \(\pi(a|s)/\beta(a|s)\), length S·A
     */
    void add(Paths paths, double[] ratios);

    /**
     * Says that all trajectories have been seen.
     *
     * @return how many linear systems were factored, for the ledger
     */
    int finish();

    /**
     * Whether the data determine values.
     *
     * @return false if {@link #advantageSums} answers NaN
     */
    boolean isUsable();

    /**
     * What is gained at each pair over the baseline of its state, added up over trajectories and steps; NaN where the data do
     * not determine it. Only after {@link #finish}.
     *
     * @param reward of one step, length S·A
     * @param out receives \(\sum\sum_t\gamma^t\rho_t\,1\{(s_t,a_t) = (s,a)\}\,(\hat Q - \hat V)\), length S·A
     */
    void advantageSums(double[] reward, double[] out);

    /**
     * The discounted visits, whether or not the data determine values.
     *
     * @return \(\sum\sum_t\gamma^t\rho_t\,1\{(s_t,a_t) = (s,a)\}\), length S·A, not to be changed
     */
    double[] visits();
}
