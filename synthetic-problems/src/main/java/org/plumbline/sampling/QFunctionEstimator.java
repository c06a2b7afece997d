package org.plumbline.sampling;

import org.plumbline.oracle.SoftmaxPolicy;
import org.plumbline.oracle.TransitionVisitor;

/**
 * How the gradient of a cost, or of a reward, in the parameters of the policy is read off trajectories: what stands for \(Q(x_t,u_t) - V(x_t)\) in the
 * policy-gradient theorem (Sutton, McAllester, Singh, Mansour, NeurIPS 1999, Theorem 1). An estimator is a value; what it adds
 * up along the trajectories of one policy is an {@link Estimation}.
 */
public interface QFunctionEstimator {
    /**
     * Begins with the trajectories of one policy.
     *
     * @param policy the policy that acts
     * @param discount γ, in (0, 1)
     * @return no data yet
     */
    Estimation begin(LinearGaussianPolicy policy, double discount);

    /**
     * Begins with the trajectories of one policy in a finite process.
     *
     * @param policy the policy that is evaluated
     * @param states S
     * @param actions A
     * @param discount γ, in (0, 1)
     * @return no data yet
     */
    TabularEstimation begin(SoftmaxPolicy policy, int states, int actions, double discount);

    /**
     * Reads a task that ends after H steps.
     *
     * @param episodes the trajectories of one policy
     * @param returns the returns to go of each kind of cost, rows and columns as those of the costs; replaced by what stands for
     *     \(Q_t - V_t\), and by NaN where the data do not determine it
     * @return how many linear systems were factored, for the ledger
     */
    int advantages(Episodes episodes, double[][] returns);

    /** What an estimator makes of the trajectories of one policy; it serves every quadratic cost. */
    interface Estimation extends TransitionVisitor {
        /**
         * Says that all trajectories have been seen.
         *
         * @return how many linear systems were factored, for the ledger
         */
        int finish();

        /**
         * Whether the data determine a gradient in the policy, and do not show that the policy fails to stabilise; not every
         * estimator can see the latter.
         *
         * @return false if gradients in the policy would be meaningless
         */
        boolean isUsable();

        /**
         * Whether means over the trajectories stand for values, which do not exist where a policy does not stabilise.
         *
         * @return false if the estimator could see that the policy stabilises, and does not see it
         */
        default boolean admitsPolicy() {
            return true;
        }

        /**
         * \(\sum\sum_t \gamma^t\,\nabla_K\log\pi(u_t \mid x_t)\,(\hat Q - \hat V)\), the mean over trajectories; NaN where the data do not determine it.
         *
         * @param cost the cost of one step
         * @param trajectories how many were seen
         * @param out receives it, m × n, row by row
         */
        void gradient(QuadraticCost cost, double trajectories, double[] out);
    }
}
