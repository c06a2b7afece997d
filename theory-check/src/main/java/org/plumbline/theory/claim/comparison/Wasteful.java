package org.plumbline.theory.claim.comparison;

import java.util.ArrayList;
import java.util.List;
import org.plumbline.algorithm.AlgorithmCard;
import org.plumbline.algorithm.AlgorithmSpec;
import org.plumbline.algorithm.Algorithms;
import org.plumbline.algorithm.BilevelAlgorithm;
import org.plumbline.algorithm.FirstOrderAlgorithm;
import org.plumbline.algorithm.Gradient;
import org.plumbline.algorithm.Law;
import org.plumbline.algorithm.Parameter;
import org.plumbline.algorithm.Stepper;
import org.plumbline.algorithm.TheoremSchedule;
import org.plumbline.algorithm.penalty.FirstOrderPenalty;
import org.plumbline.oracle.FirstOrderOracle;
import org.plumbline.oracle.Start;
import org.plumbline.random.RandomStream;

/**
 * The negative control of the comparison: Algorithm 1 that draws \(32000\,(\epsilon_0/\epsilon)^5\) further samples an
 * iteration, \(\epsilon_0\) the largest target, and throws them away. It truly needs \(N = \tilde O(\epsilon^{-6})\) in squared units, and its errors are those of Algorithm 1.
 *
 * @param sigma as Algorithm 1
 * @param batch as Algorithm 1
 * @param innerSteps as Algorithm 1
 * @param lowerStep as Algorithm 1
 * @param outerStep as Algorithm 1
 * @param waste samples thrown away at every outer iteration
 */
record Wasteful(double sigma, long batch, int innerSteps, double lowerStep, double outerStep, long waste)
        implements FirstOrderAlgorithm {
    static final String NAME = "control: algorithm-1 that wastes ε⁻⁵ samples a step";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Stepper start(FirstOrderOracle oracle, Start start, RandomStream stream) {
        Stepper honest = FirstOrderPenalty.exact(sigma, batch, innerSteps, lowerStep, outerStep)
                .start(oracle, start, stream);
        return new Stepper() {
            private final Gradient unused = Gradient.of(oracle);
            private final RandomStream elsewhere = new RandomStream(waste);

            @Override
            public void step() {
                honest.step();
                unused.lower(oracle, oracle.draw(waste, elsewhere), honest.phi(), honest.lambda());
            }

            @Override
            public double[] phi() {
                return honest.phi();
            }

            @Override
            public double[] lambda() {
                return honest.lambda();
            }

            @Override
            public double[] penalisedLambda() {
                return honest.penalisedLambda();
            }
        };
    }

    /**
     * Not registered: only the control uses it.
     *
     * @param largest \(\epsilon_0\)
     */
    record Spec(double largest) implements AlgorithmSpec {
        private static final double SAMPLES = 32_000;

        @Override
        public AlgorithmCard card() {
            AlgorithmCard honest = Algorithms.named("algorithm-1").card();
            List<Law> laws = new ArrayList<>(honest.schedule().laws());
            laws.add(Law.fixed("waste", "cWaste", -5, SAMPLES * Math.pow(largest, 5)));
            return new AlgorithmCard(
                    NAME,
                    honest.description(),
                    List.of(Parameter.required("waste", "samples thrown away", "≥ 1")),
                    honest.oracles(),
                    honest.requirement(),
                    honest.rate(),
                    new TheoremSchedule(laws, 6, "a control", honest.schedule().source()),
                    honest.citation());
        }

        @Override
        public Class<? extends BilevelAlgorithm> type() {
            return Wasteful.class;
        }
    }
}
