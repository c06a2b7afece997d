package org.plumbline.problem.lqr;

import java.util.OptionalDouble;
import org.apache.commons.math3.linear.RealMatrix;
import org.plumbline.numeric.Products;
import org.plumbline.numeric.Spectra;
import org.plumbline.numeric.Symmetric;
import org.plumbline.oracle.Constants;
import org.plumbline.problem.Box;

/**
 * PL constants of the cost of a gain, by gradient domination (Fazel, Ge, Kakade, Mesbahi, ICML 2018, Lemma 11): for a
 * cost (Q, R) with best gain \(K^*\), \(J(K) - J^* \le \operatorname{tr}(E^\top R^{-1} E\,\Sigma_{K^*})\) and
 * \(\nabla J = 2E\Sigma_K\) with \(\Sigma_K \succeq D\), so that at every stabilising K
 * \[ \tfrac12\|\nabla J\|_F^2 \ge \mu\,(J - J^*), \qquad
 *    \mu = \frac{2\,\lambda_{\min}(D)^2\,\lambda_{\min}(R)}{\|\Sigma_{K^*}\|}. \]
 *
 * <p><b>Over a box of \(\varphi\).</b> \(\Sigma_{K^*}\) depends on \(\varphi\), but
 * \(\lambda_{\min}(Q)\,\|\Sigma_{K^*}\| \le \operatorname{tr}(Q\,\Sigma_{K^*}) \le \operatorname{tr}(P^*D)\), the part of
 * the optimal cost that K can change. \(P^*\) is monotone in Q (the best gain of the larger Q costs less under the
 * smaller), and \(Q(\varphi)\) in \(\varphi\), so over the box \([l, u]\)
 * \[ \|\Sigma_{K^*(\varphi)}\| \le \frac{\operatorname{tr}(P^*(u)\,D)}{\lambda_{\min}(Q(l))}. \]
 * The same holds for \(g + \sigma f\). By {@link GainCost}'s shift it is the cost of
 * \(V = K - \hat K\) under \((\hat Q(\varphi), \hat R)\) on the system \((\tilde A - \tilde B\hat K, \tilde B)\), with
 * the same closed loops, occupancies and gradients; \(\hat R\) and \(\hat K\) do not depend on \(\varphi\), and
 * \(\hat Q(\varphi) - Q(\varphi)\) does not either, so that \(\hat Q\) is monotone where Q is.
 */
final class GradientDomination {
    private final LqrSystem system;
    private final AgentCost agent;
    private final GainCost upper;
    private final Box box;

    GradientDomination(LqrSystem system, AgentCost agent, GainCost upper, Box box) {
        this.system = system;
        this.agent = agent;
        this.upper = upper;
        this.box = box;
    }

    /** A modulus of \(g + \sigma f\) for every \(\varphi\) in the box; empty where \(Q(l) + \sigma Q_0\) is singular. */
    OptionalDouble overBox(double sigma) {
        GainCost smallest = GainCost.of(agent.at(box.lower())).plus(sigma, upper);
        if (!Symmetric.isPositiveDefinite(smallest.state())) {
            return OptionalDouble.empty();
        }
        GainCost largest = GainCost.of(agent.at(box.upper())).plus(sigma, upper);
        RealMatrix costToGo = largest.optimum(system).costToGo();
        double occupancy = Products.trace(costToGo, system.source()) / Symmetric.smallestEigenvalue(smallest.state());
        return OptionalDouble.of(modulus(smallest.action(), occupancy));
    }

    /** Whether f is a cost of states and actions, without a target for the gain. */
    boolean aimsAtZero() {
        return upper.target().getNorm() == 0;
    }

    /**
     * Half of the largest σ with \(R - \sigma R_0 \succeq 0\) and \(Q(l) - \sigma Q_0 \succeq 0\), for an upper cost of
     * states and actions (no target); empty where \(Q(l)\) is singular. {@link LqrRewardDesignProblem} has the proof.
     */
    OptionalDouble negativeRange() {
        GainCost smallest = GainCost.of(agent.at(box.lower()));
        if (!Symmetric.isPositiveDefinite(smallest.state())) {
            return OptionalDouble.empty();
        }
        double critical = Math.min(
                Symmetric.largestMultiple(smallest.action(), upper.action()),
                Symmetric.largestMultiple(smallest.state(), upper.state()));
        double range = Math.min(critical / 2, Constants.EVERY_SIGMA);
        return range >= Double.MIN_NORMAL ? OptionalDouble.of(range) : OptionalDouble.empty();
    }

    private double modulus(RealMatrix action, double occupancyNorm) {
        double source = Symmetric.smallestEigenvalue(system.source());
        return 2 * source * source * Symmetric.smallestEigenvalue(action) / occupancyNorm;
    }

    /**
     * A smoothness constant of \(g(\varphi,\cdot)\) on \(\{K : g(\varphi,K) \le G\}\), for every \(\varphi\) in the box;
     * empty where \(Q(l)\) is singular. On the line \(K + tV\) the second derivative is
     * \[ 2\operatorname{tr}(V^\top NV\Sigma) - 4\operatorname{tr}(dP\,F\Sigma V^\top\tilde B^\top), \qquad
     *    N = R + \tilde B^\top P\tilde B. \]
     * Let \(c = G - \tfrac{s^2}{1-\gamma}\operatorname{tr}R\) and \(q = \lambda_{\min}(Q(l))\). As
     * \(\operatorname{tr}(PD) \le c\) and \(\operatorname{tr}(Q\Sigma) \le c\): \(\|P\| \le \bar p = c/\lambda_{\min}(D)\),
     * \(\operatorname{tr}\Sigma \le S = c/q\), \(\|N\| \le \bar N = \|R\| + \|\tilde B\|^2\bar p\).
     *
     * <p>For \(\varepsilon \gt 0\), completing squares in \(dP - F^\top dP\,F = V^\top RK + K^\top RV -
     * (\tilde BV)^\top PF - F^\top P\tilde BV\) gives
     * \(\pm(dP - F^\top dP\,F) \preceq \varepsilon(K^\top RK + F^\top PF) + \varepsilon^{-1} V^\top NV
     * = \varepsilon(P - Q) + \varepsilon^{-1}V^\top NV\). With the best ε this is at most
     * \(2\|V\|\sqrt{\bar N\bar p}\,I \preceq \theta\,(Q + K^\top RK)\), \(\theta = 2\|V\|\sqrt{\bar N\bar p}/q\); as P
     * solves the same equation with \(Q + K^\top RK\), \(\pm dP \preceq \theta P\). By Cauchy–Schwarz the last trace is
     * at most \(\theta\sqrt{\operatorname{tr}(F^\top PF\Sigma)\operatorname{tr}(V^\top\tilde B^\top P\tilde BV\Sigma)}
     * \le \theta\sqrt{\bar pS\cdot\bar NS}\,\|V\|\). Together
     * \[ L = 2\bar NS\,(1 + 4\bar p/q). \]
     */
    OptionalDouble smoothness(double sublevel) {
        GainCost smallest = GainCost.of(agent.at(box.lower()));
        if (!Symmetric.isPositiveDefinite(smallest.state())) {
            return OptionalDouble.empty();
        }
        double q = Symmetric.smallestEigenvalue(smallest.state());
        double changeable =
                sublevel - system.explorationShare() * smallest.action().getTrace();
        double costToGo = changeable / Symmetric.smallestEigenvalue(system.source());
        double input = Spectra.spectralNorm(system.discountedB());
        double curvature = Symmetric.largestEigenvalue(smallest.action()) + input * input * costToGo;
        return OptionalDouble.of(2 * curvature * changeable / q * (1 + 4 * costToGo / q));
    }
}
