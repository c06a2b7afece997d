package org.plumbline.problem.lqr;

import org.apache.commons.math3.linear.RealMatrix;
import org.plumbline.numeric.Products;
import org.plumbline.numeric.RefusedException;
import org.plumbline.numeric.Spectra;
import org.plumbline.sampling.QuadraticCost;

/**
 * What a finite horizon misses of the discounted cost of a gain, in closed form; for measuring only. With the cost
 * \(J_H\) of the steps \(t \lt H\), \(A_K = A - BK\), \(X_t = E\,x_tx_t^\top\), \(M = W + s^2BB^\top\) and the value
 * \(x^\top Px + v\),
 * \[ J - J_H = T_H = \gamma^H\bigl[\operatorname{tr}(PX_H) + v\bigr], \qquad
 *    v = \frac{\gamma\operatorname{tr}(PM) + s^2\operatorname{tr}R}{1-\gamma}, \qquad X_{t+1} = A_KX_tA_K^\top + M, \]
 * as what comes after step H is the value of \(x_H\).
 *
 * <p><b>Gradient.</b> Along V, \(dP = V^\top E + E^\top V + F^\top dP\,F\), so that the part of \(dT_H\) from P and v is
 * \(\operatorname{tr}(dP\,Y) = 2\langle V, E\Sigma_Y\rangle\) with \(Y = \gamma^H(X_H + \tfrac{\gamma}{1-\gamma}M)\) and
 * \(\Sigma_Y = Y + F\Sigma_YF^\top\), which is \(\Sigma_{\ge H} = \sum_{t\ge H}\gamma^tX_t\). The part from \(X_H\) follows the
 * recursion of the moments backwards: with \(S_H = P\), \(S_t = A_K^\top S_{t+1}A_K\),
 * \[ \nabla_KT_H = 2E\,\Sigma_{\ge H} - 2\gamma^H\sum_{t \lt H}B^\top S_{t+1}A_KX_t . \]
 * So returns, whose mean is \(\nabla J_H\), have the bias \(-\nabla T_H\); an exact Q-function under truncated visitation,
 * whose mean is \(2E(\Sigma - \Sigma_{\ge H})\), has the first part of it alone.
 */
public final class FiniteHorizon {
    private final LqrSystem system;
    private final QuadraticCost cost;
    private final ClosedLoop loop;
    private final RealMatrix mean;
    private final RealMatrix perStep;
    private final RealMatrix costToGo;

    private FiniteHorizon(LqrSystem system, QuadraticCost cost, double[] lambda) {
        this.system = system;
        this.cost = cost;
        this.loop = ClosedLoop.of(system, lambda)
                .orElseThrow(() -> new RefusedException("The gain must stabilise the discounted system, or its cost is"
                        + " infinite and every horizon misses all of it. Maybe use the best gain."));
        this.mean =
                system.a().subtract(system.b().multiply(ClosedLoop.matrix(lambda, system.inputs(), system.states())));
        double variance = system.exploration() * system.exploration();
        this.perStep =
                system.noise().add(system.b().multiply(system.b().transpose()).scalarMultiply(variance));
        this.costToGo = loop.costToGo(GainCost.of(cost));
    }

    /**
     * What is missed of the cost of a gain.
     *
     * @param system the system, n states and m inputs
     * @param cost the cost of one step
     * @param lambda K, m × n, row by row, stabilising
     * @return the closed forms
     * @throws RefusedException if the gain does not stabilise
     */
    public static FiniteHorizon of(LqrSystem system, QuadraticCost cost, double[] lambda) {
        return new FiniteHorizon(system, cost, lambda);
    }

    /**
     * What is missed of the lower loss of a problem.
     *
     * @param problem the instance
     * @param phi upper variable, length p
     * @param lambda K, m × n, row by row, stabilising
     * @return the closed forms
     * @throws RefusedException if the gain does not stabilise
     */
    public static FiniteHorizon of(LqrRewardDesignProblem problem, double[] phi, double[] lambda) {
        return new FiniteHorizon(problem.system(), problem.costs().agent(phi), lambda);
    }

    /**
     * What is missed of the designer's cost of a problem.
     *
     * @param problem the instance
     * @param lambda K, m × n, row by row, stabilising
     * @return the closed forms
     * @throws RefusedException if the gain does not stabilise
     */
    public static FiniteHorizon upper(LqrRewardDesignProblem problem, double[] lambda) {
        return new FiniteHorizon(problem.system(), problem.costs().designer(), lambda);
    }

    /**
     * The factor by which what is missed falls with every further step, up to powers of H.
     *
     * @return \(r = \gamma\max(1, \rho(A_K)^2)\), below 1; where nothing excites the loop (M = 0), what is missed falls by
     *     \(\gamma\rho(A_K)^2\), which may be less
     */
    public double decay() {
        return Math.max(system.gamma(), discountedRadius());
    }

    /**
     * The same factor for a loop that nothing excites.
     *
     * @return \(\gamma\rho(A_K)^2\)
     */
    public double discountedRadius() {
        double radius = Spectra.spectralRadius(loop.loop());
        return radius * radius;
    }

    /**
     * The missing cost.
     *
     * @param horizon H, at least 0
     * @return \(T_H = J - J_H\)
     */
    public double missing(int horizon) {
        double variance = system.exploration() * system.exploration();
        double v = (system.gamma() * Products.trace(costToGo, perStep)
                        + variance * cost.action().getTrace())
                / (1 - system.gamma());
        return Math.pow(system.gamma(), horizon) * (Products.trace(costToGo, moments(horizon)[horizon]) + v);
    }

    /**
     * The bias of a policy gradient from returns that end at the horizon.
     *
     * @param horizon H, at least 0
     * @return \(\nabla_KJ_H - \nabla_KJ = -\nabla_KT_H\), m × n, row by row
     */
    public double[] returnsBias(int horizon) {
        RealMatrix[] moments = moments(horizon);
        RealMatrix sum = visitationBias(horizon, moments[horizon]);
        double weight = 2 * Math.pow(system.gamma(), horizon);
        RealMatrix backwards = costToGo;
        for (int t = horizon - 1; t >= 0; t--) {
            RealMatrix half = backwards.multiply(mean);
            sum = sum.add(
                    system.b().transpose().multiply(half).multiply(moments[t]).scalarMultiply(weight));
            backwards = mean.transpose().multiply(half);
        }
        return flat(sum);
    }

    /**
     * The bias of a policy gradient with the exact Q-function, whose visitation ends at the horizon.
     *
     * @param horizon H, at least 0
     * @return \(-2E\,\Sigma_{\ge H}\), m × n, row by row; 0 at the best gain
     */
    public double[] visitationBias(int horizon) {
        return flat(visitationBias(horizon, moments(horizon)[horizon]));
    }

    private RealMatrix visitationBias(int horizon, RealMatrix moment) {
        double gamma = system.gamma();
        RealMatrix source = moment.add(perStep.scalarMultiply(gamma / (1 - gamma)));
        return loop.residual(GainCost.of(cost), costToGo)
                .multiply(loop.occupancyOf(source))
                .scalarMultiply(-2 * Math.pow(gamma, horizon));
    }

    /** \(X_0, \dots, X_H\). */
    private RealMatrix[] moments(int horizon) {
        RealMatrix[] moments = new RealMatrix[horizon + 1];
        moments[0] = system.initial();
        for (int t = 0; t < horizon; t++) {
            moments[t + 1] = Products.congruence(mean, moments[t]).add(perStep);
        }
        return moments;
    }

    private double[] flat(RealMatrix matrix) {
        double[] flat = new double[system.states() * system.inputs()];
        ClosedLoop.flatten(matrix, flat);
        return flat;
    }
}
