package org.plumbline.algorithm;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.plumbline.oracle.Batch;
import org.plumbline.oracle.DecisionEnvironment;
import org.plumbline.oracle.Draw;
import org.plumbline.oracle.FirstOrderOracle;
import org.plumbline.oracle.Ledger;
import org.plumbline.oracle.ModelOracle;
import org.plumbline.oracle.Oracles;
import org.plumbline.oracle.Paths;
import org.plumbline.oracle.SecondOrderOracle;
import org.plumbline.oracle.SoftmaxPolicy;
import org.plumbline.oracle.TabularOracle;

/**
 * An agent with one state and as many actions as the start has logits, for counting: every draw is charged as by the real
 * thing, gradients are 0, and of every batch of trajectories one of a single step is shown.
 */
final class ChargesOnly implements Oracles {
    @Override
    public FirstOrderOracle firstOrder(Ledger ledger) {
        return new Agent(ledger);
    }

    @Override
    public Optional<SecondOrderOracle> secondOrder(Ledger ledger) {
        return Optional.empty();
    }

    @Override
    public Optional<TabularOracle> tabular(Ledger ledger) {
        return Optional.of(new Agent(ledger));
    }

    @Override
    public Optional<ModelOracle> model(Ledger ledger) {
        return Optional.of(new Agent(ledger));
    }

    private record Agent(Ledger ledger) implements ModelOracle, DecisionEnvironment {
        private static final int UPPER = 3;
        private static final int ACTIONS = 6;

        @Override
        public int upperDimension() {
            return UPPER;
        }

        @Override
        public int lowerDimension() {
            return ACTIONS;
        }

        @Override
        public void lower(Batch batch, double[] phi, double[] lambda, double[] gradPhi, double[] gradLambda) {
            answer(Draw.LOWER_GRADIENT, batch, gradPhi, gradLambda);
        }

        @Override
        public void upper(Batch batch, double[] phi, double[] lambda, double[] gradPhi, double[] gradLambda) {
            answer(Draw.UPPER_GRADIENT, batch, gradPhi, gradLambda);
        }

        private void answer(Draw kind, Batch batch, double[] gradPhi, double[] gradLambda) {
            ledger.charge(kind, batch.size());
            Arrays.fill(gradPhi, 0);
            Arrays.fill(gradLambda, 0);
        }

        @Override
        public DecisionEnvironment environment() {
            return this;
        }

        @Override
        public int states() {
            return 1;
        }

        @Override
        public int actions() {
            return ACTIONS;
        }

        @Override
        public double discount() {
            return 0.5;
        }

        @Override
        public void rollOut(Batch batch, SoftmaxPolicy policy, int horizon, Consumer<Paths> visitor) {
            rollOutFrom(batch, 0, policy, horizon, visitor);
        }

        @Override
        public void rollOutFrom(Batch batch, int pair, SoftmaxPolicy policy, int horizon, Consumer<Paths> visitor) {
            ledger.charge(Draw.TRAJECTORY, batch.size());
            ledger.charge(Draw.TRANSITION, batch.size() * horizon);
            visitor.accept(new Paths(1, 1, new int[] {pair}, new int[1]));
        }

        @Override
        public UnaryOperator<double[]> solver(double[][] system) {
            ledger.charge(Draw.LINEAR_SOLVE, 1);
            return side -> new double[side.length];
        }

        @Override
        public double temperature() {
            return 1;
        }

        @Override
        public double[] agentReward(double[] phi) {
            return new double[ACTIONS];
        }

        @Override
        public double[] agentRewardDerivative(double[] phi, int i) {
            return new double[ACTIONS];
        }

        @Override
        public double[] transitions() {
            double[] transitions = new double[ACTIONS];
            Arrays.fill(transitions, 1);
            return transitions;
        }

        @Override
        public double[] initial() {
            return new double[] {1};
        }
    }
}
