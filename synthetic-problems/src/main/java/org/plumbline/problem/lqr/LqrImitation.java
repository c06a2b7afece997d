package org.plumbline.problem.lqr;

import java.util.Map;
import org.apache.commons.math3.linear.RealMatrix;
import org.plumbline.numeric.MatrixConditions;
import org.plumbline.numeric.RefusedException;
import org.plumbline.problem.Instance;
import org.plumbline.problem.OuterTerms;

/**
 * Imitation by inverse optimal control: the cost of a linear-quadratic regulator is designed so that its best gain acts
 * like an expert's. The lower level, its system and the meaning of λ are those of {@link LqrRewardDesignProblem}; with
 * an expert's gain \(K_E\), m × n,
 * \[ f(\varphi,K) = \tfrac12 E\sum_t \gamma^t\|(K-K_E)x_t\|^2 + \tfrac12\rho\|\varphi-\bar\varphi\|^2
 *      + \langle c,\varphi\rangle
 *    = \tfrac12\operatorname{tr}\bigl((K-K_E)\Sigma_K(K-K_E)^\top\bigr) + \dots, \]
 * over the learner's own discounted occupancy \(\Sigma_K = E\sum_t\gamma^tx_tx_t^\top\), which is not normalised and
 * contains what exploration adds to the states. Mean actions are compared, so exploration pays nothing else. The expert
 * need not stabilise: only K has to.
 *
 * <p><b>The penalised level.</b> f is the {@link GainCost} \((0, \tfrac12I, K_E, 0)\): for the mean action, the state cost
 * \(\tfrac12K_E^\top K_E\), the input cost \(\tfrac12I\) and the cross term \(x^\top K_E^\top u\). So \(g + \sigma f\) is a
 * regulator's cost with a cross term, and after the shift \(K = V + \hat K\),
 * \(\hat K = \tfrac\sigma2\hat R^{-1}K_E\), \(\hat R = R + \tfrac\sigma2I\), an ordinary one with
 * \(\hat Q = Q(\varphi) + K_E^\top\tfrac\sigma2\hat R^{-1}R\,K_E\): one Riccati solve gives \(K_\sigma\). The noise
 * \(s\xi\) pays R and not \(\hat R\). By the same shift \(g + \sigma f\) is PL for every \(\sigma \ge 0\) at every
 * stabilising K, with the modulus that {@link GradientDomination} proves for the whole box.
 *
 * <p><b>Known optimum.</b> \(f \ge c^\top\varphi\) always. Where c = 0 and \(K_E = K^*(\bar\varphi)\), so
 * \(\Phi(\bar\varphi) = 0\) is the <em>global</em> minimum, and the instance is aligned: \(\nabla_Kf = 0\) there, and
 * the penalty has no bias. A manufactured centre is only called stationary.
 *
 * <p>Inverse optimal control asks when there is a cost for which a given gain is best: R. E. Kalman, "When is a linear
 * control system optimal?", J. Basic Eng. 86, 1964, 51–60. Here the nearest one in behaviour is wanted.
 */
public final class LqrImitation {
    private LqrImitation() {}

    /**
     * An instance with the outer terms as given.
     *
     * @param id its name
     * @param system the system, n states and m inputs
     * @param agent the agent's cost
     * @param expert \(K_E\), m × n, finite
     * @param outer the terms in \(\varphi\) alone, of the dimension of the agent's cost
     * @return the instance
     * @throws RefusedException if a shape or sign is wrong, or the agent's cost does not see an unstable mode
     */
    public static Instance of(String id, LqrSystem system, AgentCost agent, RealMatrix expert, OuterTerms outer) {
        int m = system.inputs();
        int n = system.states();
        MatrixConditions.requireShape("expert", expert, m, n, "as B is " + n + " × " + m);
        MatrixConditions.requireFinite("expert", expert);
        GainCost distance = GainCost.distanceTo(expert);
        Map<String, Object> data = system.data();
        data.put("agent", agent.data());
        data.put("expert", distance.target());
        data.put("upper", outer.data());
        return new DesignedRegulator(system, agent, distance, outer).instance(LqrImitationFamily.NAME, id, data);
    }

    /**
     * The instance whose linear term makes the centre of the outer terms a stationary point of \(\Phi\).
     *
     * @param id its name
     * @param system the system
     * @param agent the agent's cost
     * @param expert \(K_E\)
     * @param outer its linear term is replaced
     * @return the instance
     */
    public static Instance manufactured(
            String id, LqrSystem system, AgentCost agent, RealMatrix expert, OuterTerms outer) {
        return OuterTerms.manufactured(outer, terms -> of(id, system, agent, expert, terms));
    }

    /**
     * The instance whose expert is the best gain at the centre of the outer terms, which is then a global minimiser of
     * \(\Phi\).
     *
     * @param id its name
     * @param system the system
     * @param agent the agent's cost
     * @param outer without a linear term
     * @return the instance
     */
    public static Instance aligned(String id, LqrSystem system, AgentCost agent, OuterTerms outer) {
        RealMatrix expert =
                GainCost.of(agent.at(outer.center())).optimum(system).gain();
        return of(id, system, agent, expert, outer);
    }
}
