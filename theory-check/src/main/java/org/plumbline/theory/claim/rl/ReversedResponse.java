package org.plumbline.theory.claim.rl;

import java.util.Optional;
import org.plumbline.oracle.Batch;
import org.plumbline.oracle.DecisionEnvironment;
import org.plumbline.oracle.FirstOrderOracle;
import org.plumbline.oracle.Ledger;
import org.plumbline.oracle.Oracles;
import org.plumbline.oracle.SecondOrderOracle;
import org.plumbline.oracle.TabularOracle;

/**
 * An agent as others are, but for the sign of its temperature: who divides the response of the policy by it follows the direct
 * part minus the implicit part. Gradients of g and f stay those of the agent.
 */
record ReversedResponse(Oracles honest) implements Oracles {
    @Override
    public FirstOrderOracle firstOrder(Ledger ledger) {
        return honest.firstOrder(ledger);
    }

    @Override
    public Optional<SecondOrderOracle> secondOrder(Ledger ledger) {
        return Optional.empty();
    }

    @Override
    public Optional<TabularOracle> tabular(Ledger ledger) {
        return honest.tabular(ledger).map(Agent::new);
    }

    private record Agent(TabularOracle honest) implements TabularOracle {
        @Override
        public double temperature() {
            return -honest.temperature();
        }

        @Override
        public DecisionEnvironment environment() {
            return honest.environment();
        }

        @Override
        public double[] agentReward(double[] phi) {
            return honest.agentReward(phi);
        }

        @Override
        public double[] agentRewardDerivative(double[] phi, int i) {
            return honest.agentRewardDerivative(phi, i);
        }

        @Override
        public int upperDimension() {
            return honest.upperDimension();
        }

        @Override
        public int lowerDimension() {
            return honest.lowerDimension();
        }

        @Override
        public void lower(Batch batch, double[] phi, double[] lambda, double[] gradPhi, double[] gradLambda) {
            honest.lower(batch, phi, lambda, gradPhi, gradLambda);
        }

        @Override
        public void upper(Batch batch, double[] phi, double[] lambda, double[] gradPhi, double[] gradLambda) {
            honest.upper(batch, phi, lambda, gradPhi, gradLambda);
        }
    }
}
