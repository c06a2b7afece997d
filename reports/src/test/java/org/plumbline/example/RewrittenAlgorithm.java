package org.plumbline.example;

import java.util.Map;
import org.plumbline.algorithm.AlgorithmCard;
import org.plumbline.algorithm.AlgorithmSpec;
import org.plumbline.algorithm.Algorithms;
import org.plumbline.algorithm.BilevelAlgorithm;
import org.plumbline.algorithm.FirstOrderAlgorithm;
import org.plumbline.algorithm.Gradient;
import org.plumbline.algorithm.Stepper;
import org.plumbline.algorithm.penalty.FirstOrderPenalty;
import org.plumbline.numeric.Vectors;
import org.plumbline.oracle.FirstOrderOracle;
import org.plumbline.oracle.Start;
import org.plumbline.random.RandomStream;

/**
 * Algorithm 1 as a maintainer might rewrite it: the worked example of {@code docs/gate.md}.
 *
 * @param method the parameters
 * @param change what became another one on the way
 */
public record RewrittenAlgorithm(FirstOrderPenalty method, Change change) implements FirstOrderAlgorithm {
    /** What became another one on the way. */
    public enum Change {
        /** Nothing. */
        NONE,
        /** \((\hat g' - \hat g)/\sigma\) became \(\hat g'/\sigma - \hat g/\sigma\), which is the same but for rounding. */
        OTHER_ROUNDING,
        /** The chains descend at a copy of φ that is renewed after them, and so at the φ of the iteration before. */
        STALE_COPY
    }

    /**
     * Stands for the registered method.
     *
     * @param change what is other about it
     */
    public record Spec(Change change) implements AlgorithmSpec {
        private static final AlgorithmSpec REGISTERED = Algorithms.named("algorithm-1");

        @Override
        public AlgorithmCard card() {
            return REGISTERED.card();
        }

        @Override
        public Class<? extends BilevelAlgorithm> type() {
            return REGISTERED.type();
        }

        @Override
        public BilevelAlgorithm create(Map<String, ?> values) {
            return new RewrittenAlgorithm((FirstOrderPenalty) REGISTERED.create(values), change);
        }
    }

    @Override
    public String name() {
        return method.name();
    }

    @Override
    public Stepper start(FirstOrderOracle oracle, Start start, RandomStream stream) {
        return new Run(this, oracle, start, stream);
    }

    /** The state of a run. */
    private static final class Run implements Stepper {
        private final FirstOrderPenalty method;
        private final Change change;
        private final FirstOrderOracle oracle;
        private final RandomStream stream;
        private final double[] phi;
        private final double[] copy;
        private final double[] lambda;
        private final double[] penalised;
        private final Gradient g;
        private final Gradient f;
        private final Gradient atLower;

        Run(RewrittenAlgorithm algorithm, FirstOrderOracle oracle, Start start, RandomStream stream) {
            this.method = algorithm.method;
            this.change = algorithm.change;
            this.oracle = oracle;
            this.stream = stream;
            phi = start.phi();
            copy = start.phi();
            lambda = start.lambda();
            penalised = start.lambda();
            g = Gradient.of(oracle);
            f = Gradient.of(oracle);
            atLower = Gradient.of(oracle);
        }

        @Override
        public void step() {
            double[] at = change == Change.STALE_COPY ? copy : phi;
            for (int k = 0; k < method.innerSteps(); k++) {
                var first = oracle.draw(method.batch(), stream);
                var second = oracle.draw(method.batch(), stream);
                g.lower(oracle, first, at, lambda);
                descend(lambda, method.lowerStep(), 0);
                g.lower(oracle, second, at, penalised);
                f.upper(oracle, second, at, penalised);
                descend(penalised, method.penalisedStep(), method.sigma());
            }
            Vectors.copy(phi, copy);
            outerStep();
        }

        private void descend(double[] variable, double step, double sigma) {
            for (int j = 0; j < variable.length; j++) {
                variable[j] -= step * (g.lambda()[j] + sigma * f.lambda()[j]);
            }
        }

        private void outerStep() {
            var second = oracle.draw(method.batch(), stream);
            var first = oracle.draw(method.batch(), stream);
            f.upper(oracle, second, phi, penalised);
            g.lower(oracle, second, phi, penalised);
            atLower.lower(oracle, first, phi, lambda);
            for (int i = 0; i < phi.length; i++) {
                phi[i] -= method.outerStep() * (f.phi()[i] + difference(g.phi()[i], atLower.phi()[i]));
            }
        }

        private double difference(double second, double first) {
            return change == Change.OTHER_ROUNDING
                    ? second / method.sigma() - first / method.sigma()
                    : (second - first) / method.sigma();
        }

        @Override
        public double[] phi() {
            return phi.clone();
        }

        @Override
        public double[] lambda() {
            return lambda.clone();
        }

        @Override
        public double[] penalisedLambda() {
            return penalised.clone();
        }
    }
}
