package org.plumbline.problem.preference;

import java.util.LinkedHashMap;
import java.util.Map;
import org.plumbline.problem.BilevelProblem;
import org.plumbline.problem.OuterTerms;
import org.plumbline.problem.mdp.FiniteMdp;
import org.plumbline.problem.mdp.RewardModel;
import org.plumbline.problem.mdp.SoftMdpProblem;

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
