package org.plumbline.problem.preference;

import java.util.function.Function;
import org.plumbline.problem.OuterTerms;
import org.plumbline.problem.lqr.AgentCost;
import org.plumbline.problem.lqr.LqrSystem;
import org.plumbline.problem.mdp.FiniteMdp;
import org.plumbline.problem.mdp.RewardModel;

/**
 * All of an instance but its name and its outer terms.
 *
 * @param dimension p
 * @param environment makes the environment around the centre of the box of φ
 * @param pairs the law of the pairs
 */
record Setting(int dimension, Function<double[], LearnerEnvironment> environment, PairLoss pairs) {
    static Setting of(LqrSystem system, AgentCost agent, PairLoss pairs) {
        return new Setting(agent.dimension(), center -> new LqrLearner(system, agent, center), pairs);
    }

    static Setting of(FiniteMdp mdp, double temperature, RewardModel rewards, PairLoss pairs) {
        return new Setting(rewards.dimension(), center -> new MdpLearner(mdp, temperature, rewards, center), pairs);
    }

    PreferenceProblem with(String id, OuterTerms outer) {
        return new PreferenceProblem(id, environment.apply(outer.center()), pairs, outer);
    }

    /** The instance whose linear term makes the centre stationary. */
    PreferenceProblem manufactured(String id, OuterTerms outer) {
        return OuterTerms.manufactured(outer, terms -> with(id, terms));
    }
}
