package org.plumbline.problem.control;

import org.plumbline.problem.OuterTerms;

/**
 * The costs of both levels as weights of the features of a {@link ControlSystem}. The agent's are
 * \(w(\varphi) = (e^{\varphi_1}, \dots, e^{\varphi_p}, \epsilon)\): positive whatever \(\varphi\), and the weight of the effort,
 * the last feature, fixes their scale. The designer's are constants.
 *
 * @param effort \(\epsilon\), positive
 * @param designer the designer's weights, length p + 1, at least 0
 * @param outer the terms of the upper loss in \(\varphi\) alone
 */
public record DesignedCosts(double effort, double[] designer, OuterTerms outer) {
    double[] agent(double[] phi) {
        double[] weights = new double[designer.length];
        for (int i = 0; i < phi.length; i++) {
            weights[i] = Math.exp(phi[i]);
        }
        weights[phi.length] = effort;
        return weights;
    }
}
