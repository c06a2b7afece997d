package org.plumbline.theory.saboteur;

import org.plumbline.algorithm.FirstOrderAlgorithm;
import org.plumbline.algorithm.Gradient;
import org.plumbline.algorithm.Stepper;
import org.plumbline.algorithm.penalty.CentralDifferences;
import org.plumbline.numeric.Vectors;
import org.plumbline.oracle.FirstOrderOracle;
import org.plumbline.oracle.Start;
import org.plumbline.random.RandomStream;

/**
 * Central differences in σ with independent batches, written a second time:
 * \[ \tfrac12\bigl[\hat f_\varphi(\lambda_\sigma) + \hat f_\varphi(\lambda_{-\sigma})\bigr]
 *    + \frac{\hat g_\varphi(\lambda_\sigma) - \hat g_\varphi(\lambda_{-\sigma})}{c\,\sigma}, \]
 * where c is 2. With c = 1 the factor 2 is missing.
 *
 * @param method the parameters: order 2, no coupling, not normalised
 * @param factor c
 */
record HalvedDivisor(CentralDifferences method, double factor) implements FirstOrderAlgorithm {
    @Override
    public String name() {
        return method.name();
    }

    @Override
    public Stepper start(FirstOrderOracle oracle, Start start, RandomStream stream) {
        return new State(this, oracle, start, stream);
    }

    private static final class State implements Stepper {
        private final CentralDifferences method;
        private final double divisor;
        private final FirstOrderOracle oracle;
        private final RandomStream stream;
        private final double[] phi;
        private final double[] below;
        private final double[] above;
        private final Gradient g;
        private final Gradient f;

        State(HalvedDivisor broken, FirstOrderOracle oracle, Start start, RandomStream stream) {
            this.method = broken.method;
            this.divisor = broken.factor * method.sigma();
            this.oracle = oracle;
            this.stream = stream;
            phi = start.phi();
            below = start.lambda();
            above = start.lambda();
            g = Gradient.of(oracle);
            f = Gradient.of(oracle);
        }

        @Override
        public void step() {
            for (int k = 0; k < method.innerSteps(); k++) {
                descend(below, -method.sigma());
                descend(above, method.sigma());
            }
            double[] direction = new double[phi.length];
            add(direction, above, 1);
            add(direction, below, -1);
            Vectors.add(-method.outerStep(), direction, phi);
        }

        private void descend(double[] chain, double sigma) {
            var batch = oracle.draw(method.innerBatch(), stream);
            g.lower(oracle, batch, phi, chain);
            f.upper(oracle, batch, phi, chain);
            Vectors.add(sigma, f.lambda(), g.lambda());
            Vectors.add(-method.lowerStep(), g.lambda(), chain);
        }

        private void add(double[] direction, double[] chain, int sign) {
            var batch = oracle.draw(method.batch(), stream);
            f.upper(oracle, batch, phi, chain);
            Vectors.add(0.5, f.phi(), direction);
            g.lower(oracle, batch, phi, chain);
            Vectors.add(sign / divisor, g.phi(), direction);
        }

        @Override
        public double[] phi() {
            return phi.clone();
        }

        @Override
        public double[] lambda() {
            double[] mean = above.clone();
            for (int j = 0; j < mean.length; j++) {
                mean[j] = (mean[j] + below[j]) / 2;
            }
            return mean;
        }

        @Override
        public double[] penalisedLambda() {
            return above.clone();
        }
    }
}
