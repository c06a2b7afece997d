package org.plumbline.problem.mdp;

import org.plumbline.problem.OuterTerms;

/**
 * A Stackelberg game: a guard commits to mixed strategies, and an intruder answers. There are two regions, in each of which
 * the guard is at the first site with probability \(\varphi_s\) and at the second with \(1-\varphi_s\). The intruder goes to
 * the first site, to the second, or waits. At an unguarded site it takes a value v and the guard loses d; at a guarded one
 * it pays a fine and the guard earns a reward for the catch, so that in expectation both rewards are linear in
 * \(\varphi\): at the first site \((1-\varphi_s)\,v - \varphi_s\,\text{fine}\) and
 * \(-(1-\varphi_s)\,d + \varphi_s\,\text{catch}\), at the second with \(\varphi_s\) and \(1-\varphi_s\) exchanged. The leader
 * moves first, and counts its reward per period, that is times \(1-\gamma\): the best commitment counts on the answer, and the best reply to a fixed answer is another strategy.
 */
final class PatrolGame {
    private static final double DISCOUNT = 0.8;
    private static final double SCALE = 1 - DISCOUNT;
    private static final double TEMPERATURE = 1;
    private static final double[][] VALUE = {{1.0, 0.6}, {0.5, 1.4}};
    private static final double[][] DAMAGE = {{1.2, 0.5}, {0.4, 1.0}};
    private static final double FINE = 0.8;
    private static final double CATCH = 0.5;

    /** Waiting keeps the region, mostly; after an attack the intruder tends to the other one. */
    private static final double[][][] TRANSITIONS = {
        {{0.3, 0.7}, {0.4, 0.6}, {0.9, 0.1}},
        {{0.6, 0.4}, {0.7, 0.3}, {0.2, 0.8}}
    };

    private PatrolGame() {}

    static SoftMdpProblem problem(String id) {
        double[][] gain = new double[2][3];
        double[][] loss = new double[2][3];
        double[][][] gainSlope = new double[2][3][2];
        double[][][] lossSlope = new double[2][3][2];
        for (int s = 0; s < 2; s++) {
            gain[s][0] = VALUE[s][0];
            gainSlope[s][0][s] = -VALUE[s][0] - FINE;
            loss[s][0] = -SCALE * DAMAGE[s][0];
            lossSlope[s][0][s] = SCALE * (DAMAGE[s][0] + CATCH);
            gain[s][1] = -FINE;
            gainSlope[s][1][s] = VALUE[s][1] + FINE;
            loss[s][1] = SCALE * CATCH;
            lossSlope[s][1][s] = -SCALE * (DAMAGE[s][1] + CATCH);
        }
        FiniteMdp mdp = new FiniteMdp(TRANSITIONS, new double[] {0.5, 0.5}, DISCOUNT);
        RewardModel intruder = new RewardModel(gain, gainSlope);
        RewardModel guard = new RewardModel(loss, lossSlope);
        return OuterTerms.manufactured(
                OuterTerms.centred(1, new double[] {0.55, 0.4}),
                terms -> new SoftMdpProblem(id, mdp, TEMPERATURE, intruder, guard, terms));
    }
}
