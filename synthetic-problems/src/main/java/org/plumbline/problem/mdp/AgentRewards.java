package org.plumbline.problem.mdp;

import org.plumbline.oracle.Oracles;
import org.plumbline.sampling.KnownRewards;
import org.plumbline.sampling.PathSharing;
import org.plumbline.sampling.QFunctionEstimator;
import org.plumbline.sampling.SoftPolicyGradients;
import org.plumbline.sampling.UpperEstimator;

/**
 * The reward of an agent, without its process: what estimators and methods may know.
 *
 * @param reward the agent's
 * @param temperature \(\tau\), positive
 */
public record AgentRewards(RewardModel reward, double temperature) implements KnownRewards {
    @Override
    public int upperDimension() {
        return reward.dimension();
    }

    @Override
    public double[] agent(double[] phi) {
        return reward.at(phi);
    }

    @Override
    public double[] agentDerivative(double[] phi, int i) {
        return reward.feature(i);
    }

    /**
     * Oracles of the agent whose gradients are estimated from trajectories.
     *
     * @param mdp the process
     * @param estimated how gradients of the upper loss are read off
     * @param horizon H, at least 1
     * @param estimator how \(\hat Q\) is read off
     * @param sharing what a batch has in common at several policies
     * @return first-order oracles, with the tabular ones
     */
    public Oracles trajectories(
            FiniteMdp mdp, UpperEstimator estimated, int horizon, QFunctionEstimator estimator, PathSharing sharing) {
        SoftPolicyGradients gradients = new SoftPolicyGradients(this, estimated, horizon, estimator, sharing);
        return beside(gradients.oracles(ledger -> new FiniteEnvironment(mdp, ledger)), mdp);
    }

    /**
     * Adds what methods may see of the agent to oracles of gradients.
     *
     * @param gradients any oracles
     * @param mdp the process
     * @return the same, and the tabular ones
     */
    public Oracles beside(Oracles gradients, FiniteMdp mdp) {
        return AgentView.beside(gradients, mdp, this);
    }
}
