package org.plumbline.problem.mdp;

import org.plumbline.problem.OuterTerms;
import org.plumbline.random.RandomStream;

/** Random instances whose rewards have a given size, with outer terms that are 0, so that f is the designer's alone. */
final class RandomMdps {
    private RandomMdps() {}

    static SoftMdpProblem scaled(
            int states, int actions, int p, double gamma, double temperature, double size, RandomStream stream) {
        SoftMdpProblem plain = SoftMdpFamily.random("plain", states, actions, p, gamma, temperature, 10, stream);
        double[][] base = plain.rewards().base();
        double[][][] features = plain.rewards().features();
        double[][] designer = RewardModel.rows(plain.designer(), actions);
        for (int s = 0; s < states; s++) {
            for (int a = 0; a < actions; a++) {
                base[s][a] *= size;
                designer[s][a] *= size;
                for (int i = 0; i < p; i++) {
                    features[s][a][i] *= size;
                }
            }
        }
        return new SoftMdpProblem(
                "soft-mdp/scaled",
                plain.mdp(),
                temperature,
                new RewardModel(base, features),
                designer,
                OuterTerms.centred(0, new double[p]));
    }

    /** The instance with every transition replaced by one that is certain: nothing mixes, and states may be absorbing. */
    static SoftMdpProblem certain(SoftMdpProblem plain, RandomStream stream) {
        int states = plain.mdp().states();
        double[][][] transitions = new double[states][plain.mdp().actions()][states];
        for (double[][] rows : transitions) {
            for (double[] row : rows) {
                row[stream.nextInt(states)] = 1;
            }
        }
        FiniteMdp mdp =
                new FiniteMdp(transitions, plain.mdp().initial(), plain.mdp().gamma());
        return OuterTerms.manufactured(
                OuterTerms.centred(1, new double[plain.upperDimension()]),
                outer -> new SoftMdpProblem(
                        "soft-mdp/certain",
                        mdp,
                        plain.agent().temperature(),
                        plain.rewards(),
                        RewardModel.rows(plain.designer(), mdp.actions()),
                        outer));
    }
}
