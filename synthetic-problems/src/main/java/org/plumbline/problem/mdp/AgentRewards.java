package org.plumbline.problem.mdp;

import java.util.Optional;
import org.plumbline.sampling.KnownRewards;

/**
 * The rewards around an agent, without its process: what estimators and methods may know.
 *
 * @param reward the agent's
 * @param temperature \(\tau\), positive
 * @param designer the designer's, where the upper loss is a discounted sum of it
 */
public record AgentRewards(RewardModel reward, double temperature, Optional<RewardModel> designer)
        implements KnownRewards {
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

    Optional<double[]> upper(double[] phi) {
        return designer.map(known -> known.at(phi));
    }
}
