package org.plumbline.problem.preference;

import java.util.Arrays;
import org.plumbline.problem.mdp.FiniteMdp;
import org.plumbline.problem.mdp.RewardModel;

/**
 * The decision process of the catalogue: three states in a ring, "stay" and "go", trajectories of three steps. The true
 * reward is no combination of the two features, so that learning has to compromise, and which compromise is best depends
 * on where the agent goes.
 */
final class SmallProcess {
    static final double RHO = 0.1;
    static final double[] CENTER = {0.6, -0.4};

    private static final int HORIZON = 3;
    private static final double TEMPERATURE = 0.5;
    private static final double[][] BASE = {{0.2, 0.0}, {0.0, -0.1}, {0.0, 0.3}};
    private static final double[][][] FEATURES = {
        {{1.0, 0.0}, {0.2, 0.5}},
        {{-0.5, 1.0}, {0.3, -0.8}},
        {{0.4, -0.6}, {-1.0, 0.7}}
    };
    private static final double[][] TRUTH = {{1.5, -0.5}, {0.2, 1.2}, {-1.4, 0.4}};

    private SmallProcess() {}

    private static FiniteMdp mdp() {
        double[][][] transitions = {
            {{0.8, 0.1, 0.1}, {0.1, 0.8, 0.1}},
            {{0.1, 0.7, 0.2}, {0.2, 0.1, 0.7}},
            {{0.1, 0.2, 0.7}, {0.6, 0.3, 0.1}}
        };
        return new FiniteMdp(transitions, new double[] {0.5, 0.3, 0.2}, 0.8);
    }

    private static RewardModel rewards() {
        return new RewardModel(BASE, FEATURES);
    }

    static Setting current() {
        return Setting.of(mdp(), TEMPERATURE, rewards(), MdpPairs.current(mdp(), rewards(), TRUTH, HORIZON));
    }

    static Setting reference() {
        return fixed(TRUTH);
    }

    /** The true reward is the learnt one at the centre. */
    static Setting aligned() {
        double[] learnt = rewards().at(CENTER);
        double[][] truth = new double[TRUTH.length][];
        int actions = TRUTH[0].length;
        Arrays.setAll(truth, s -> Arrays.copyOfRange(learnt, s * actions, (s + 1) * actions));
        return fixed(truth);
    }

    private static Setting fixed(double[][] truth) {
        MdpPairs pairs = MdpPairs.reference(mdp(), rewards(), truth, HORIZON, PreferenceFields.uniform(mdp()));
        return Setting.of(mdp(), TEMPERATURE, rewards(), pairs);
    }
}
