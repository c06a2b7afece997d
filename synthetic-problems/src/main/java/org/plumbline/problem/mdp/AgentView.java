package org.plumbline.problem.mdp;

import java.util.Optional;
import org.plumbline.oracle.Batch;
import org.plumbline.oracle.DecisionEnvironment;
import org.plumbline.oracle.FiniteSumOracle;
import org.plumbline.oracle.FirstOrderOracle;
import org.plumbline.oracle.Ledger;
import org.plumbline.oracle.ModelOracle;
import org.plumbline.oracle.Oracles;
import org.plumbline.oracle.SecondOrderOracle;
import org.plumbline.oracle.TabularOracle;

/**
 * What a method may see of an agent beside gradients, which come from other oracles. Two final classes and no common
 * object, so that a cast of the one does not lead to the model that the other has.
 */
abstract class AgentView implements TabularOracle {
    private final FirstOrderOracle gradients;
    private final DecisionEnvironment environment;
    private final AgentRewards rewards;

    private AgentView(FirstOrderOracle gradients, DecisionEnvironment environment, AgentRewards rewards) {
        this.gradients = gradients;
        this.environment = environment;
        this.rewards = rewards;
    }

    /** Adds the views of an agent to oracles of its gradients. */
    static Oracles beside(Oracles oracles, FiniteMdp mdp, AgentRewards rewards) {
        return new Oracles() {
            @Override
            public FirstOrderOracle firstOrder(Ledger ledger) {
                return oracles.firstOrder(ledger);
            }

            @Override
            public Optional<SecondOrderOracle> secondOrder(Ledger ledger) {
                return oracles.secondOrder(ledger);
            }

            @Override
            public Optional<FiniteSumOracle> finiteSum(Ledger ledger) {
                return oracles.finiteSum(ledger);
            }

            @Override
            public Optional<TabularOracle> tabular(Ledger ledger) {
                return Optional.of(
                        new Sampled(oracles.firstOrder(ledger), new FiniteEnvironment(mdp, ledger), rewards));
            }

            @Override
            public Optional<ModelOracle> model(Ledger ledger) {
                return Optional.of(
                        new Known(oracles.firstOrder(ledger), new FiniteEnvironment(mdp, ledger), rewards, mdp));
            }
        };
    }

    private static final class Sampled extends AgentView {
        Sampled(FirstOrderOracle gradients, DecisionEnvironment environment, AgentRewards rewards) {
            super(gradients, environment, rewards);
        }
    }

    private static final class Known extends AgentView implements ModelOracle {
        private final FiniteMdp mdp;

        Known(FirstOrderOracle gradients, DecisionEnvironment environment, AgentRewards rewards, FiniteMdp mdp) {
            super(gradients, environment, rewards);
            this.mdp = mdp;
        }

        @Override
        public double[] transitions() {
            return mdp.flatTransitions();
        }

        @Override
        public double[] initial() {
            return mdp.initial();
        }
    }

    @Override
    public int upperDimension() {
        return gradients.upperDimension();
    }

    @Override
    public int lowerDimension() {
        return gradients.lowerDimension();
    }

    @Override
    public void lower(Batch batch, double[] phi, double[] lambda, double[] gradPhi, double[] gradLambda) {
        gradients.lower(batch, phi, lambda, gradPhi, gradLambda);
    }

    @Override
    public void upper(Batch batch, double[] phi, double[] lambda, double[] gradPhi, double[] gradLambda) {
        gradients.upper(batch, phi, lambda, gradPhi, gradLambda);
    }

    @Override
    public DecisionEnvironment environment() {
        return environment;
    }

    @Override
    public double temperature() {
        return rewards.temperature();
    }

    @Override
    public double[] agentReward(double[] phi) {
        return rewards.agent(phi);
    }

    @Override
    public double[] agentRewardDerivative(double[] phi, int i) {
        return rewards.agentDerivative(phi, i);
    }
}
