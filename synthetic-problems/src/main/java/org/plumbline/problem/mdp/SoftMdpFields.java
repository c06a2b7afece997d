package org.plumbline.problem.mdp;

import org.plumbline.problem.Fields;

/**
 * What the files of all families with this agent say alike: {@code transitions} [s][a][s′], {@code initial} [s],
 * {@code gamma}, {@code temperature}, {@code features} [s][a][i], {@code baseReward} [s][a] (default 0).
 *
 * @param mdp the process
 * @param temperature \(\tau\), positive
 * @param rewards the agent's reward
 */
public record SoftMdpFields(FiniteMdp mdp, double temperature, RewardModel rewards) {
    /**
     * Reads these keys.
     *
     * @param fields the file, or the part of it that has them
     * @return what they say
     * @throws org.plumbline.numeric.RefusedException if a value is out of range or a shape is wrong
     */
    public static SoftMdpFields read(Fields fields) {
        double[][][] transitions = fields.matrices("transitions", -1, -1, -1);
        double[] initial = fields.vector("initial", transitions.length);
        double gamma = discount(fields, fields.number("gamma"));
        FiniteMdp mdp = fields.build(() -> new FiniteMdp(transitions, initial, gamma));
        double temperature = temperature(fields, fields.number("temperature"));
        double[][][] features = fields.matrices("features", mdp.states(), mdp.actions(), -1);
        double[][] base = fields.has("baseReward")
                ? fields.matrix("baseReward", mdp.states(), mdp.actions())
                : new double[mdp.states()][mdp.actions()];
        RewardModel rewards = fields.build(() -> new RewardModel(base, features));
        return new SoftMdpFields(mdp, temperature, rewards);
    }

    static double discount(Fields fields, double gamma) {
        if (!(gamma > 0 && gamma < 1)) {
            throw fields.refusal("gamma", "lie in (0, 1)", "choose 0.9");
        }
        return gamma;
    }

    static double temperature(Fields fields, double temperature) {
        if (!(temperature > 0)) {
            throw fields.refusal("temperature", "be above 0, or there is no unique best policy", "choose 0.5");
        }
        return temperature;
    }
}
