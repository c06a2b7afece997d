package org.plumbline.problem.control;

import java.util.Optional;
import org.plumbline.oracle.FirstOrderOracle;
import org.plumbline.oracle.Ledger;
import org.plumbline.oracle.Oracles;
import org.plumbline.oracle.SecondOrderOracle;
import org.plumbline.random.RandomStream;
import org.plumbline.sampling.NeuralPolicy;
import org.plumbline.sampling.QFunctionEstimator;

/**
 * Reward design for an agent with a neural policy on a nonlinear system. With trajectories of H steps under
 * \(u_t = \mu_\lambda(o_t) + s\,\xi_t\), \(\xi \sim N(0,I)\), and features of cost k,
 * \[ g(\varphi,\lambda) = E\sum_{t\lt H}\gamma^t\, w(\varphi)^\top k(x_t,u_t), \qquad
 *    f(\varphi,\lambda) = E\sum_{t\lt H}\gamma^t\, w_0^\top k(x_t,u_t) + \tfrac12\rho\|\varphi-\bar\varphi\|^2 + \langle c,\varphi\rangle, \]
 * \(w(\varphi)\) as {@link DesignedCosts} says. The horizon belongs to the task and is no truncation: no gradient
 * has a bias from it. \(g + \sigma f\) is, up to outer terms, the cost of the weights \(w(\varphi) + \sigma w_0\).
 *
 * <p>This is not a {@link org.plumbline.problem.BilevelProblem}: it has no ground truth in closed form, no constant, and, as
 * permuted hidden units make the same policy, no unique minimiser. What can be known of it is a {@link SampleAverage}.
 *
 * @param id its name
 * @param system the system with its features
 * @param policy the network
 * @param exploration s, the standard deviation of the noise of every action, positive
 * @param discount \(\gamma\), in (0, 1)
 * @param horizon H, at least 1
 * @param costs the weights of both levels
 * @param startPhi the upper variable at which runs begin, length p
 * @param movingPhi an upper variable whose agent cannot stand still, length p: where the agent is looked at by itself
 */
public record ControlTask(
        String id,
        ControlSystem system,
        NeuralPolicy policy,
        double exploration,
        double discount,
        int horizon,
        DesignedCosts costs,
        double[] startPhi,
        double[] movingPhi) {
    /** Checks the ranges and copies the point. */
    public ControlTask {
        if (!(exploration > 0)) {
            throw new IllegalArgumentException(
                    "exploration (" + exploration + ") must be positive, or a policy has no score. Maybe choose 0.3.");
        }
        if (!(discount > 0 && discount < 1)) {
            throw new IllegalArgumentException("discount (" + discount + ") must lie in (0, 1). Maybe choose 0.97.");
        }
        if (horizon < 1) {
            throw new IllegalArgumentException("horizon (" + horizon + ") must be at least 1. Maybe choose 30.");
        }
        startPhi = checked("startPhi", startPhi, system);
        movingPhi = checked("movingPhi", movingPhi, system);
    }

    private static double[] checked(String name, double[] phi, ControlSystem system) {
        if (phi.length != system.features() - 1) {
            throw new IllegalArgumentException(name + " (" + phi.length + " values) must have "
                    + (system.features() - 1) + ", one for each feature but the effort.");
        }
        return phi.clone();
    }

    @Override
    public double[] startPhi() {
        return startPhi.clone();
    }

    @Override
    public double[] movingPhi() {
        return movingPhi.clone();
    }

    /**
     * Dimension of the upper variable.
     *
     * @return p
     */
    public int upperDimension() {
        return startPhi.length;
    }

    /**
     * Dimension of the lower variable.
     *
     * @return d
     */
    public int lowerDimension() {
        return policy.dimension();
    }

    /**
     * Oracles that simulate, for a learner that sees trajectories only. Lower and upper gradients at one (batch, λ), at any
     * \(\varphi\), share the trajectories and their charge: n trajectories, nH transitions, and the linear solves of the
     * estimator. Returns have no bias, with a baseline or without; fitted critics have that of their features, which do not contain
     * the Q-function.
     *
     * @param estimator how the gradient in λ is read off the trajectories
     * @return the oracles; none of second order
     */
    public Oracles oracles(QFunctionEstimator estimator) {
        return oracles(Optional.of(estimator));
    }

    /**
     * The exact model-based estimator: the same trajectories with the gradient in λ by backpropagation through the known model, the
     * starts and the noise held fixed. On a batch it is the exact gradient of the batch's mean cost, and its mean is the gradient
     * of the expectation. A learner that sees trajectories only cannot do this: it is the reference.
     *
     * @return the oracles; none of second order
     */
    public Oracles modelOracles() {
        return oracles(Optional.empty());
    }

    private Oracles oracles(Optional<QFunctionEstimator> estimator) {
        return new Oracles() {
            @Override
            public FirstOrderOracle firstOrder(Ledger ledger) {
                return new ControlOracle(ControlTask.this, estimator, ledger);
            }

            @Override
            public Optional<SecondOrderOracle> secondOrder(Ledger ledger) {
                return Optional.empty();
            }
        };
    }

    /**
     * The losses over fixed scenarios, for measuring only.
     *
     * @param scenarios how many, at least 1
     * @param stream their randomness
     * @return the sample average; it belongs to one thread
     */
    public SampleAverage sampleAverage(int scenarios, RandomStream stream) {
        return new SampleAverage(this, scenarios, stream);
    }
}
