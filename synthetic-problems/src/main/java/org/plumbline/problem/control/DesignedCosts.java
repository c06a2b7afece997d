package org.plumbline.problem.control;

import org.plumbline.problem.OuterTerms;

/**
 * The costs of both levels as weights of the features of a {@link ControlSystem}. The agent's are
 * \[ w(\varphi) = \bigl(\bar w\,\varsigma(\varphi_1), \dots, \bar w\,\varsigma(\varphi_p), \epsilon\bigr), \qquad
 *    \varsigma(x) = 1/(1+e^{-x}), \]
 * positive and bounded whatever \(\varphi\): with weights \(e^\varphi\) the smoothness of \(g(\varphi,\cdot)\) would have no bound,
 * and one large outer step would make any inner step too long. The weight of the effort, the last feature, fixes the scale.
 * The designer's weights are constants.
 *
 * @param largest \(\bar w\), positive
 * @param effort \(\epsilon\), positive
 * @param designer the designer's weights, length p + 1, at least 0
 * @param outer the terms of the upper loss in \(\varphi\) alone
 */
public record DesignedCosts(double largest, double effort, double[] designer, OuterTerms outer) {
    /** Checks the scales and copies the weights. */
    public DesignedCosts {
        if (!(largest > 0) || !(effort > 0)) {
            throw new IllegalArgumentException("The largest weight (" + largest + ") and that of the effort (" + effort
                    + ") must be positive. Maybe choose 1.");
        }
        designer = designer.clone();
    }

    @Override
    public double[] designer() {
        return designer.clone();
    }

    private static double logistic(double x) {
        return 1 / (1 + Math.exp(-x));
    }

    /**
     * The agent's weights.
     *
     * @param phi upper variable, length p
     * @return \(w(\varphi)\), length p + 1
     */
    public double[] agent(double[] phi) {
        double[] weights = new double[designer.length];
        for (int i = 0; i < phi.length; i++) {
            weights[i] = largest * logistic(phi[i]);
        }
        weights[phi.length] = effort;
        return weights;
    }

    /**
     * The derivative of the agent's weight of a feature in its own coordinate.
     *
     * @param phi upper variable, length p
     * @param i a coordinate of it
     * @return \(\bar w\,\varsigma'(\varphi_i)\)
     */
    public double agentDerivative(double[] phi, int i) {
        return largest * logistic(phi[i]) * logistic(-phi[i]);
    }
}
