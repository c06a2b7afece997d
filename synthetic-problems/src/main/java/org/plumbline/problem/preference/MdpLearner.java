package org.plumbline.problem.preference;

import java.util.LinkedHashMap;
import java.util.Map;
import org.plumbline.oracle.Oracles;
import org.plumbline.problem.BilevelProblem;
import org.plumbline.problem.OuterTerms;
import org.plumbline.problem.mdp.AgentRewards;
import org.plumbline.problem.mdp.FiniteMdp;
import org.plumbline.problem.mdp.RewardModel;
import org.plumbline.problem.mdp.SoftMdpProblem;
import org.plumbline.sampling.PathSharing;
import org.plumbline.sampling.QFunctionEstimator;
import org.plumbline.sampling.UpperEstimator;

/** An entropy-regularised agent on a finite decision process that is best for the learnt reward. */
final class MdpLearner implements LearnerEnvironment {
    private final SoftMdpProblem lowerLevel;

    /**
     * An agent.
     *
     * @param center the centre of the box of φ
     * @throws org.plumbline.numeric.RefusedException if the rewards do not fit the process
     */
    MdpLearner(FiniteMdp mdp, double temperature, RewardModel rewards, double[] center) {
        double[][] nothing = new double[mdp.states()][mdp.actions()];
        this.lowerLevel =
                new SoftMdpProblem("lower level", mdp, temperature, rewards, nothing, OuterTerms.centred(0, center));
    }

    @Override
    public BilevelProblem lowerLevel() {
        return lowerLevel;
    }

    /** Oracles of this agent, with an upper loss that is read off its trajectories. */
    Oracles trajectories(UpperEstimator upper, int horizon, QFunctionEstimator estimator, PathSharing sharing) {
        return rewards().trajectories(lowerLevel.mdp(), upper, horizon, estimator, sharing);
    }

    /** The exact discounted value of a reward under the policy of some logits. */
    double value(double[] lambda, double[] reward) {
        return lowerLevel.value(lambda, reward);
    }

    /** Adds the agent to oracles of gradients. */
    Oracles beside(Oracles gradients) {
        return rewards().beside(gradients, lowerLevel.mdp());
    }

    private AgentRewards rewards() {
        return new AgentRewards(lowerLevel.rewards(), lowerLevel.agent().temperature());
    }

    @Override
    public Neighbourhood around(double[] phi) {
        return new MdpNeighbourhood(
                lowerLevel.mdp(),
                lowerLevel.agent().temperature(),
                lowerLevel.rewards(),
                lowerLevel.truth().functions(),
                phi,
                lowerLevel.truth().lowerSolution(phi));
    }

    @Override
    public Map<String, Object> data() {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("family", lowerLevel.family());
        data.putAll(lowerLevel.data());
        data.remove("designerReward");
        data.remove("upper");
        return data;
    }
}
