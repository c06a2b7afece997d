package org.plumbline.algorithm.rl;

import org.plumbline.problem.OuterTerms;
import org.plumbline.problem.mdp.FiniteMdp;
import org.plumbline.problem.mdp.RewardModel;
import org.plumbline.problem.mdp.SoftMdpProblem;

/**
 * An agent of four states and two actions with γ = 0.8, τ = ½ and p = 2, for whom everything ends within three steps: state
 * 0 leads to 1 and 2, state 1 to 2 and the end, state 2 to the end, where nobody earns anything. A horizon of three steps
 * is exact, and values follow by backward induction, which is done here, without the library. At φ = 0 the best policy
 * consists of quarters, as its reward is \(\tau\log\pi + V - \gamma PV\) for a chosen π and V; so all trajectories can be
 * shown in proportion.
 */
final class ShortAgent {
    static final int HORIZON = 3;

    /** \(r_{0,\varphi}\) depends on φ, too, so that f has a direct part that depends on the policy. */
    private static final double[][][] DESIGNER_FEATURES = {
        {{0.5, -1}, {0, 0.5}}, {{-0.5, 0}, {1, 0.25}}, {{0.25, 1}, {-1, 0.5}}, {{0, 0}, {0, 0}}
    };

    private static final double[][] DESIGNER = {{1, -1}, {0.5, 2}, {-1.5, 1}, {0, 0}};
    private static final double[][][] FEATURES = {
        {{1, 0.5}, {-0.5, 0}}, {{0, 1}, {0.5, -1}}, {{-1, 0.5}, {1, 0}}, {{0, 0}, {0, 0}}
    };
    private static final double[][][] TRANSITIONS = {
        {{0, 0.5, 0.5, 0}, {0, 0, 1, 0}},
        {{0, 0, 1, 0}, {0, 0, 0.5, 0.5}},
        {{0, 0, 0, 1}, {0, 0, 0, 1}},
        {{0, 0, 0, 1}, {0, 0, 0, 1}}
    };
    private static final double[] INITIAL = {0.5, 0.25, 0.25, 0};
    private static final double[][] POLICY = {{0.25, 0.75}, {0.5, 0.5}, {0.75, 0.25}, {0.5, 0.5}};
    private static final double GAMMA = 0.8;
    private static final double TAU = 0.5;
    private static final int END = 3;

    /** Whoever earns nothing has the entropy of two actions for ever. */
    private static final double END_VALUE = TAU * Math.log(2) / (1 - GAMMA);

    private static final double[] VALUES = {0.5, -0.25, 1, END_VALUE};
    private static final double[] CENTRE = {0.25, -0.5};

    private ShortAgent() {}

    /** Logits and soft values of a best policy. */
    private record Best(double[][] logits, double[] values) {}

    static double[] phi() {
        return new double[2];
    }

    static SoftMdpProblem problem() {
        return new SoftMdpProblem(
                "soft-mdp/short",
                new FiniteMdp(TRANSITIONS, INITIAL, GAMMA),
                TAU,
                new RewardModel(base(), FEATURES),
                new RewardModel(DESIGNER, DESIGNER_FEATURES),
                OuterTerms.centred(1, CENTRE));
    }

    private static double[][] base() {
        double[][] base = new double[END + 1][2];
        for (int s = 0; s <= END; s++) {
            for (int a = 0; a < 2; a++) {
                base[s][a] = TAU * Math.log(POLICY[s][a]) + VALUES[s] - GAMMA * next(s, a, VALUES);
            }
        }
        return base;
    }

    private static double next(int s, int a, double[] values) {
        double sum = 0;
        for (int next = 0; next <= END; next++) {
            sum += TRANSITIONS[s][a][next] * values[next];
        }
        return sum;
    }

    private static double reward(double[][] base, double[][][] features, int s, int a, double[] phi) {
        return base[s][a] + features[s][a][0] * phi[0] + features[s][a][1] * phi[1];
    }

    /** Against \(r_\varphi + \sigma r_{0,\varphi}\), whose best policy minimises g + σf. */
    private static Best best(double[] phi, double sigma) {
        double[][] base = base();
        double[][] logits = new double[END + 1][2];
        double[] values = {0, 0, 0, END_VALUE};
        for (int s = END - 1; s >= 0; s--) {
            double sum = 0;
            for (int a = 0; a < 2; a++) {
                double q = reward(base, FEATURES, s, a, phi)
                        + sigma * reward(DESIGNER, DESIGNER_FEATURES, s, a, phi)
                        + GAMMA * next(s, a, values);
                logits[s][a] = q / TAU;
                sum += Math.exp(logits[s][a]);
            }
            values[s] = TAU * Math.log(sum);
            logits[s][0] -= Math.log(sum);
            logits[s][1] -= Math.log(sum);
        }
        return new Best(logits, values);
    }

    private static double fromStart(double[] values) {
        double sum = 0;
        for (int s = 0; s <= END; s++) {
            sum += INITIAL[s] * values[s];
        }
        return sum;
    }

    private static double outer(double[] phi) {
        return (Math.pow(phi[0] - CENTRE[0], 2) + Math.pow(phi[1] - CENTRE[1], 2)) / 2;
    }

    private static double upper(double[] phi, double[][] logits) {
        double[] values = new double[END + 1];
        for (int s = END - 1; s >= 0; s--) {
            for (int a = 0; a < 2; a++) {
                values[s] += Math.exp(logits[s][a])
                        * (reward(DESIGNER, DESIGNER_FEATURES, s, a, phi) + GAMMA * next(s, a, values));
            }
        }
        return outer(phi) - fromStart(values);
    }

    /** A minimiser of g + σf at φ = 0, pair by pair; of g for σ = 0. */
    static double[] solution(double sigma) {
        double[][] logits = best(phi(), sigma).logits();
        double[] lambda = new double[2 * (END + 1)];
        for (int pair = 0; pair < lambda.length; pair++) {
            lambda[pair] = logits[pair / 2][pair % 2];
        }
        return lambda;
    }

    /** Φ. */
    static double objective(double[] phi) {
        return upper(phi, best(phi, 0).logits());
    }

    /** Φ_σ: the outer terms and \((V_{r_\varphi} - V_{r_\varphi+\sigma r_0})/\sigma\), of soft values. */
    static double penalised(double[] phi, double sigma) {
        return outer(phi)
                + (fromStart(best(phi, 0).values()) - fromStart(best(phi, sigma).values())) / sigma;
    }

    /** f with the policy that is best at φ = 0. */
    static double withoutResponse(double[] phi) {
        return upper(phi, best(phi(), 0).logits());
    }
}
