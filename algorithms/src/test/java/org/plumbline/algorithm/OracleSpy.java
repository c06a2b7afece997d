package org.plumbline.algorithm;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.plumbline.oracle.Batch;
import org.plumbline.oracle.DecisionEnvironment;
import org.plumbline.oracle.Draw;
import org.plumbline.oracle.FiniteSumOracle;
import org.plumbline.oracle.FirstOrderOracle;
import org.plumbline.oracle.Ledger;
import org.plumbline.oracle.ModelOracle;
import org.plumbline.oracle.Oracles;
import org.plumbline.oracle.Paths;
import org.plumbline.oracle.SecondOrderOracle;
import org.plumbline.oracle.SoftmaxPolicy;
import org.plumbline.oracle.TabularOracle;

/**
 * Oracles that watch a run from outside: they count every query by themselves, and may spoil the answer of one.
 * One object serves one run.
 */
public final class OracleSpy implements Oracles {
    private final Oracles honest;
    private final Ledger seen = new Ledger();
    private long queries;
    private long spoiledQuery = -1;
    private double spoiledValue;
    private boolean withoutProducts;

    /**
     * Watches and changes nothing.
     *
     * @param honest answers
     */
    public OracleSpy(Oracles honest) {
        this.honest = honest;
    }

    /**
     * Spoils one answer.
     *
     * @param query which, from 0
     * @param value fills all outputs of that query
     * @return this
     */
    public OracleSpy spoiling(long query, double value) {
        spoiledQuery = query;
        spoiledValue = value;
        return this;
    }

    /**
     * Leaves gradients only.
     *
     * @return this
     */
    public OracleSpy withoutProducts() {
        withoutProducts = true;
        return this;
    }

    /**
     * The independent count.
     *
     * @return charged by this object, call by call
     */
    public Ledger seen() {
        return seen;
    }

    /**
     * How many queries were made.
     *
     * @return at least 0
     */
    public long queries() {
        return queries;
    }

    @Override
    public FirstOrderOracle firstOrder(Ledger ledger) {
        return new Watched<>(honest.firstOrder(ledger));
    }

    @Override
    public Optional<SecondOrderOracle> secondOrder(Ledger ledger) {
        return withoutProducts
                ? Optional.empty()
                : honest.secondOrder(ledger).map(oracle -> new WatchedProducts<>(oracle));
    }

    @Override
    public Optional<FiniteSumOracle> finiteSum(Ledger ledger) {
        return withoutProducts ? Optional.empty() : honest.finiteSum(ledger).map(WatchedTerms::new);
    }

    @Override
    public Optional<TabularOracle> tabular(Ledger ledger) {
        return withoutProducts ? Optional.empty() : honest.tabular(ledger).map(oracle -> new WatchedAgent<>(oracle));
    }

    @Override
    public Optional<ModelOracle> model(Ledger ledger) {
        return withoutProducts ? Optional.empty() : honest.model(ledger).map(WatchedModel::new);
    }

    private void note(Draw kind, Batch batch, double[]... outputs) {
        seen.charge(kind, batch.size());
        if (queries == spoiledQuery) {
            for (double[] output : outputs) {
                Arrays.fill(output, spoiledValue);
            }
        }
        queries++;
    }

    private class Watched<O extends FirstOrderOracle> implements FirstOrderOracle {
        final O oracle;

        Watched(O oracle) {
            this.oracle = oracle;
        }

        @Override
        public int upperDimension() {
            return oracle.upperDimension();
        }

        @Override
        public int lowerDimension() {
            return oracle.lowerDimension();
        }

        @Override
        public void lower(Batch batch, double[] phi, double[] lambda, double[] gradPhi, double[] gradLambda) {
            oracle.lower(batch, phi, lambda, gradPhi, gradLambda);
            note(Draw.LOWER_GRADIENT, batch, gradPhi, gradLambda);
        }

        @Override
        public void upper(Batch batch, double[] phi, double[] lambda, double[] gradPhi, double[] gradLambda) {
            oracle.upper(batch, phi, lambda, gradPhi, gradLambda);
            note(Draw.UPPER_GRADIENT, batch, gradPhi, gradLambda);
        }

        @Override
        public void displaced(Batch batch, double[] phi, double[] lambda, double[] gradPhi, double[] gradLambda) {
            oracle.displaced(batch, phi, lambda, gradPhi, gradLambda);
            note(Draw.DISPLACED_GRADIENT, batch, gradPhi, gradLambda);
        }
    }

    private class WatchedProducts<O extends SecondOrderOracle> extends Watched<O> implements SecondOrderOracle {
        WatchedProducts(O oracle) {
            super(oracle);
        }

        @Override
        public void hessianVector(Batch batch, double[] phi, double[] lambda, double[] vector, double[] product) {
            oracle.hessianVector(batch, phi, lambda, vector, product);
            note(Draw.HESSIAN_VECTOR, batch, product);
        }

        @Override
        public void jacobianVector(Batch batch, double[] phi, double[] lambda, double[] vector, double[] product) {
            oracle.jacobianVector(batch, phi, lambda, vector, product);
            note(Draw.JACOBIAN_VECTOR, batch, product);
        }
    }

    private final class WatchedTerms extends WatchedProducts<FiniteSumOracle> implements FiniteSumOracle {
        WatchedTerms(FiniteSumOracle oracle) {
            super(oracle);
        }

        @Override
        public int lowerTerms() {
            return oracle.lowerTerms();
        }

        @Override
        public int upperTerms() {
            return oracle.upperTerms();
        }
    }

    private class WatchedAgent<O extends TabularOracle> extends Watched<O> implements TabularOracle {
        WatchedAgent(O oracle) {
            super(oracle);
        }

        @Override
        public DecisionEnvironment environment() {
            return new WatchedEnvironment(oracle.environment());
        }

        @Override
        public double temperature() {
            return oracle.temperature();
        }

        @Override
        public double[] agentReward(double[] phi) {
            return oracle.agentReward(phi);
        }

        @Override
        public double[] agentRewardDerivative(double[] phi, int i) {
            return oracle.agentRewardDerivative(phi, i);
        }
    }

    private final class WatchedModel extends WatchedAgent<ModelOracle> implements ModelOracle {
        WatchedModel(ModelOracle oracle) {
            super(oracle);
        }

        @Override
        public double[] transitions() {
            return oracle.transitions();
        }

        @Override
        public double[] initial() {
            return oracle.initial();
        }
    }

    /** Trajectories are counted and not spoiled: they have no numbers that could be. */
    private final class WatchedEnvironment implements DecisionEnvironment {
        private final DecisionEnvironment environment;

        WatchedEnvironment(DecisionEnvironment environment) {
            this.environment = environment;
        }

        @Override
        public int states() {
            return environment.states();
        }

        @Override
        public int actions() {
            return environment.actions();
        }

        @Override
        public double discount() {
            return environment.discount();
        }

        @Override
        public void rollOut(Batch batch, SoftmaxPolicy policy, int horizon, Consumer<Paths> visitor) {
            environment.rollOut(batch, policy, horizon, visitor);
            note(batch, horizon);
        }

        @Override
        public void rollOutFrom(Batch batch, int pair, SoftmaxPolicy policy, int horizon, Consumer<Paths> visitor) {
            environment.rollOutFrom(batch, pair, policy, horizon, visitor);
            note(batch, horizon);
        }

        @Override
        public UnaryOperator<double[]> solver(double[][] system) {
            seen.charge(Draw.LINEAR_SOLVE, 1);
            return environment.solver(system);
        }

        private void note(Batch batch, int horizon) {
            seen.charge(Draw.TRAJECTORY, batch.size());
            seen.charge(Draw.TRANSITION, batch.size() * horizon);
        }
    }
}
