package org.plumbline.problem.lqr;

import java.util.LinkedHashMap;
import java.util.Map;
import org.plumbline.numeric.RefusedException;
import org.plumbline.oracle.Constants;
import org.plumbline.oracle.LowerLevel;
import org.plumbline.oracle.Oracles;
import org.plumbline.oracle.Start;
import org.plumbline.problem.Box;
import org.plumbline.problem.GroundTruth;
import org.plumbline.problem.Instance;
import org.plumbline.problem.OuterTerms;
import org.plumbline.problem.SampledProblem;
import org.plumbline.random.RandomStream;
import org.plumbline.sampling.LeastSquaresCritic;
import org.plumbline.sampling.PathSharing;
import org.plumbline.sampling.PolicyGradients;
import org.plumbline.sampling.QFunctionEstimator;
import org.plumbline.sampling.QuadraticCost;

/**
 * Reward design for a linear-quadratic regulator. On an {@link LqrSystem}, λ is the gain K (m × n, row by row) of the
 * policy \(u = -Kx + s\xi\), and
 * \[ g(\varphi,K) = E\sum_t \gamma^t \bigl(x_t^\top Q(\varphi)x_t + u_t^\top Ru_t\bigr), \qquad
 *    f(\varphi,K) = E\sum_t \gamma^t \bigl(x_t^\top Q_0x_t + u_t^\top R_0u_t\bigr)
 *      + \tfrac12\rho\|\varphi-\bar\varphi\|^2 + \langle c,\varphi\rangle, \]
 * \(Q(\varphi)\) as in {@link AgentCost}. Both are infinite where \(\rho(\sqrt\gamma(A-BK)) \ge 1\). g is not convex in
 * K, but PL at every stabilising K by gradient domination, and \(g + \sigma f\) is the cost of
 * \((Q(\varphi)+\sigma Q_0, R+\sigma R_0)\), so it is PL for every \(\sigma \ge 0\). Constants are those that
 * {@link GradientDomination} proves for the whole box; they are undeclared where \(Q(\varphi)\) is singular.
 *
 * <p><b>The Hessian at the best gain is nonsingular.</b> By gradient domination a stationary point is \(K^*\), where
 * \(E = (R + \tilde B^\top P\tilde B)K - \tilde B^\top P\tilde A = 0\). As \(\nabla_Kg = 2E\Sigma_K\), and P is itself
 * stationary at \(K^*\), only the explicit K in E has a derivative there:
 * \[ \nabla^2_{KK}g\,[V,V] = 2\operatorname{tr}\bigl(V^\top(R + \tilde B^\top P\tilde B)V\,\Sigma\bigr)
 *    \ge 2\lambda_{\min}(R)\lambda_{\min}(D)\|V\|_F^2 \gt 0, \]
 * because \(P \succeq 0\), \(R \succ 0\) and \(\Sigma \succeq D \succ 0\).
 *
 * <p><b>Negative σ.</b> \(g - \sigma f\) is the cost of \((Q(\varphi)-\sigma Q_0, R-\sigma R_0)\). Let \(\sigma_c\) be the
 * largest σ with \(R - \sigma R_0 \succeq 0\) and \(Q(l) - \sigma Q_0 \succeq 0\) at the lower corner of the box, and
 * so, \(Q(\varphi)\) being monotone, in all of it. Declared is half of \(\sigma_c\), within one per cent: for
 * \(\sigma \le \tfrac12\sigma_c\), \(Q(\varphi) - \sigma Q_0 \succeq \tfrac12Q(\varphi)\) and
 * \(R - \sigma R_0 \succeq \tfrac12R\), as a convex combination of a matrix with one that is positive semidefinite. So
 * the cost is not negative, and gradient domination holds for it; in the modulus of {@link GradientDomination} the factors
 * \(\lambda_{\min}(R)\) and \(\lambda_{\min}(Q(l))\) halve at worst, and \(P^*(u)\) does not grow: at least
 * \(\mu/4\) remains. The condition on Q is sufficient and not necessary.
 */
public final class LqrRewardDesignProblem implements SampledProblem {
    /** Symbol of the factor by which the bias of a finite horizon falls with every further step. */
    public static final String DECAY = "r";

    private final LqrSystem system;
    private final DesignCosts costs;
    private final DesignedRegulator regulator;
    private final Instance instance;

    /**
     * An instance with the outer terms as given.
     *
     * @param id the name of the instance
     * @param system the system, n states and m inputs
     * @param agent the agent's cost
     * @param designer the designer's cost, \(Q_0, R_0 \succeq 0\)
     * @param outer the terms in \(\varphi\) alone, of the dimension of the agent's cost
     * @throws RefusedException if a shape or sign is wrong, or the costs do not see an unstable mode
     */
    public LqrRewardDesignProblem(
            String id, LqrSystem system, AgentCost agent, QuadraticCost designer, OuterTerms outer) {
        AgentCost.requireCost("designer.Q", designer.state(), system.states());
        AgentCost.requireCost("designer.R", designer.action(), system.inputs());
        this.system = system;
        this.costs = new DesignCosts(agent, designer, outer);
        this.regulator = new DesignedRegulator(system, agent, GainCost.of(designer), outer);
        this.instance = regulator.instance(LqrFamily.NAME, id, content());
    }

    private Map<String, Object> content() {
        Map<String, Object> data = system.data();
        data.put("agent", costs.agent().data());
        Map<String, Object> designer = new LinkedHashMap<>();
        designer.put("Q", costs.designer().state());
        designer.put("R", costs.designer().action());
        data.put("designer", designer);
        data.put("upper", costs.outer().data());
        return data;
    }

    /**
     * The instance whose linear term makes the centre of the outer terms a stationary point of \(\Phi\).
     *
     * @param id the name of the instance
     * @param system the system
     * @param agent the agent's cost
     * @param designer the designer's cost
     * @param outer its linear term is replaced
     * @return the instance
     */
    public static LqrRewardDesignProblem manufactured(
            String id, LqrSystem system, AgentCost agent, QuadraticCost designer, OuterTerms outer) {
        return OuterTerms.manufactured(outer, terms -> new LqrRewardDesignProblem(id, system, agent, designer, terms));
    }

    /**
     * The sublevel of the lower loss on which the smoothness constant is declared.
     *
     * @return G
     */
    public double sublevel() {
        return regulator.sublevel();
    }

    @Override
    public String family() {
        return instance.family();
    }

    @Override
    public String id() {
        return instance.id();
    }

    @Override
    public Box box() {
        return instance.box();
    }

    /** The upper corner of the box, and the best gain of the cost \(\|x\|^2 + \|u\|^2\). */
    @Override
    public Start start() {
        return instance.start();
    }

    @Override
    public Constants constants() {
        return instance.constants();
    }

    /** PL with a nonsingular Hessian at the one best gain, where a PL constant is declared. */
    @Override
    public LowerLevel lowerLevel() {
        return instance.lowerLevel();
    }

    @Override
    public double[] sampleLower(double[] phi, RandomStream stream) {
        return instance.sampleLower(phi, stream);
    }

    /**
     * Oracles whose gradients are estimated from trajectories with a fitted Q-function.
     *
     * @param horizon H
     * @return as {@link #trajectories(int, QFunctionEstimator)} with {@link LeastSquaresCritic} on all quadratic features
     */
    public Oracles trajectories(int horizon) {
        return trajectories(horizon, new LeastSquaresCritic(LeastSquaresCritic.Features.COMPLETE));
    }

    /**
     * Oracles whose gradients are estimated from trajectories; see {@link PolicyGradients#oracles} for their bias and what is
     * charged.
     *
     * @param horizon H, the number of transitions of a trajectory, at least 1; the truncation bias falls as
     *     \(r^H\), r being the constant {@link #DECAY}
     * @param estimator how the gradient in the gain is read off the trajectories
     * @return first-order oracles only
     */
    public Oracles trajectories(int horizon, QFunctionEstimator estimator) {
        // A local, so that the lambda holds the system and not this problem.
        LqrSystem dynamics = system;
        return PolicyGradients.oracles(
                ledger -> new LinearGaussianEnvironment(dynamics, ledger),
                costs,
                system.gamma(),
                system.exploration(),
                horizon,
                estimator);
    }

    /** Common numbers are the start, the disturbances and the exploration noise. */
    @Override
    public Oracles trajectories(int horizon, QFunctionEstimator estimator, PathSharing sharing) {
        if (sharing != PathSharing.COMMON_NUMBERS) {
            throw new RefusedException("The sharing (" + sharing + ") must be " + PathSharing.COMMON_NUMBERS
                    + " for a regulator, whose trajectories are smooth in the gain for fixed noise. Maybe use that.");
        }
        return trajectories(horizon, estimator);
    }

    /** Minus the designer's cost. */
    @Override
    public double trueReturn(double[] phi, double[] lambda) {
        return costs.outer().value(phi) - truth().functions().upper(phi, lambda);
    }

    /**
     * The discount.
     *
     * @return γ, in (0, 1)
     */
    public double discount() {
        return system.gamma();
    }

    LqrSystem system() {
        return system;
    }

    DesignCosts costs() {
        return costs;
    }

    @Override
    public Map<String, Object> data() {
        return instance.data();
    }

    @Override
    public GroundTruth truth() {
        return instance.truth();
    }
}
