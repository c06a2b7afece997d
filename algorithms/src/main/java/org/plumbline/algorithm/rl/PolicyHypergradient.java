package org.plumbline.algorithm.rl;

import org.plumbline.algorithm.Gradient;
import org.plumbline.algorithm.Stepper;
import org.plumbline.numeric.Vectors;
import org.plumbline.oracle.SoftmaxPolicy;
import org.plumbline.oracle.Start;
import org.plumbline.oracle.TabularOracle;
import org.plumbline.random.RandomStream;

/**
 * Descent along the hypergradient of an agent who regularises by entropy, as it follows from his optimality condition.
 *
 * <p>\(V^*(s) = \tau\log\sum_a e^{Q^*(s,a)/\tau}\), \(Q^* = r_\varphi + \gamma PV^*\) and \(\log\pi^* = (Q^*-V^*)/\tau\).
 * The derivative of the first is \(\partial_iV^* = \sum_a\pi^*\,\partial_iQ^*\), so \(\partial_iQ^* = Q_i\) are the values of
 * the reward \(\partial_i r_\varphi\) under \(\pi^*\), and \(\partial_i\log\pi^* = A_i/\tau\), their advantages. A minimiser
 * \(\lambda^*(\varphi)\) is \(\log\pi^*\) plus a number for each state; f depends on the policy only, so
 * \(\sum_a f_\lambda(s,a) = 0\), and
 * \[ \partial_i\Phi = f_{\varphi_i} + \frac1\tau\sum_{s,a} f_\lambda(s,a)\,Q_i(s,a). \]
 * For \(f = -E\sum_t\gamma^tr_0\) it is \(f_\lambda = -d\,\pi A_0\): the product of two advantages that is published.
 *
 * <p>An outer iteration makes K policy-gradient steps, warm-started, takes the gradient of f, estimates \(Q_i\) under the
 * policy, and steps. All batches are independent, so that the product has the product of the means. \(Q_i\) enters less its
 * mean over the policy's actions: the same where \(\hat f_\lambda\) adds to 0 in every state, and less noise where its noise
 * does not.
 */
final class PolicyHypergradient implements Stepper {
    private final Settings settings;
    private final ValueGradients estimator;
    private final TabularOracle oracle;
    private final RandomStream stream;
    private final double[] phi;
    private final double[] lambda;
    private final Gradient gradient;

    /**
     * What these methods have in common.
     *
     * @param batch n, samples per gradient
     * @param innerSteps K
     * @param lowerStep the inner step size
     * @param outerStep \(\eta\)
     */
    record Settings(long batch, int innerSteps, double lowerStep, double outerStep) {}

    PolicyHypergradient(
            Settings settings, ValueGradients estimator, TabularOracle oracle, Start start, RandomStream stream) {
        this.settings = settings;
        this.estimator = estimator;
        this.oracle = oracle;
        this.stream = stream;
        phi = start.phi();
        lambda = start.lambda();
        gradient = Gradient.of(oracle);
    }

    @Override
    public void step() {
        for (int k = 0; k < settings.innerSteps(); k++) {
            gradient.lower(oracle, oracle.draw(settings.batch(), stream), phi, lambda);
            Vectors.add(-settings.lowerStep(), gradient.lambda(), lambda);
        }
        gradient.upper(oracle, oracle.draw(settings.batch(), stream), phi, lambda);
        SoftmaxPolicy policy = SoftmaxPolicy.of(lambda, oracle.environment().actions());
        double[][] values = estimator.estimate(oracle, phi, policy, stream);
        for (int i = 0; i < phi.length; i++) {
            double implicit = implicit(gradient.lambda(), policy, values[i]) / oracle.temperature();
            phi[i] -= settings.outerStep() * (gradient.phi()[i] + implicit);
        }
    }

    /** \(\sum_{s,a}\hat f_\lambda(s,a)\,(\hat Q_i(s,a) - \sum_b\pi(b|s)\hat Q_i(s,b))\). */
    private double implicit(double[] upper, SoftmaxPolicy policy, double[] values) {
        int actions = oracle.environment().actions();
        double sum = 0;
        for (int first = 0; first < values.length; first += actions) {
            double mean = 0;
            for (int pair = first; pair < first + actions; pair++) {
                mean += policy.probability(pair) * values[pair];
            }
            for (int pair = first; pair < first + actions; pair++) {
                sum += upper[pair] * (values[pair] - mean);
            }
        }
        return sum;
    }

    @Override
    public double[] phi() {
        return phi.clone();
    }

    @Override
    public double[] lambda() {
        return lambda.clone();
    }
}
