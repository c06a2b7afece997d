package org.plumbline.problem.mdp;

import org.plumbline.problem.OuterTerms;

/**
 * Incentive design: a household in a small economy, and a government that taxes it. States are poor, middle and rich;
 * actions are to rest, to work, and to work and save. \(\varphi\) = (rate on wages, rate on capital income). The household
 * earns \(w(s,a)\) by work and k(s) by capital and pays in effort and in what it saves,
 * \[ r_\varphi(s,a) = (1-\varphi_1)\,w(s,a) + (1-\varphi_2)\,k(s) - \text{cost}(a), \]
 * and a unit of public money is worth twice a unit that the household keeps, so that the government's reward is
 * \[ r_{0,\varphi}(s,a) = (1-\gamma)\,(w + k + \varphi_1 w + \varphi_2 k), \]
 * per period, so that it weighs as much as the outer terms whatever the discount is.
 * Taxes shift the household from work and saving to rest: the rates that look best for fixed behaviour are too high. That
 * response is the implicit part of \(\nabla\Phi\).
 */
final class TaxedEconomy {
    private static final double DISCOUNT = 0.8;
    private static final double TEMPERATURE = 0.5;
    private static final double[] WAGE = {0.6, 1.0, 1.2};
    private static final double[] CAPITAL = {0, 0.3, 1.0};
    private static final double[] COST = {0, 0.4, 0.7};

    /** Rows are the states after rest, work, and work with saving. */
    private static final double[][][] TRANSITIONS = {
        {{0.95, 0.05, 0.0}, {0.8, 0.2, 0.0}, {0.4, 0.6, 0.0}},
        {{0.4, 0.6, 0.0}, {0.1, 0.8, 0.1}, {0.05, 0.45, 0.5}},
        {{0.1, 0.4, 0.5}, {0.0, 0.3, 0.7}, {0.0, 0.1, 0.9}}
    };

    private TaxedEconomy() {}

    static SoftMdpProblem problem(String id) {
        int states = WAGE.length;
        int actions = COST.length;
        double[][] kept = new double[states][actions];
        double[][] valued = new double[states][actions];
        double[][][] paid = new double[states][actions][];
        double[][][] earned = new double[states][actions][];
        for (int s = 0; s < states; s++) {
            for (int a = 0; a < actions; a++) {
                double wage = a == 0 ? 0 : WAGE[s];
                double income = wage + CAPITAL[s];
                kept[s][a] = income - COST[a];
                valued[s][a] = (1 - DISCOUNT) * income;
                paid[s][a] = new double[] {-wage, -CAPITAL[s]};
                earned[s][a] = new double[] {(1 - DISCOUNT) * wage, (1 - DISCOUNT) * CAPITAL[s]};
            }
        }
        FiniteMdp mdp = new FiniteMdp(TRANSITIONS, new double[] {0.5, 0.3, 0.2}, DISCOUNT);
        RewardModel household = new RewardModel(kept, paid);
        RewardModel government = new RewardModel(valued, earned);
        return OuterTerms.manufactured(
                OuterTerms.centred(1, new double[] {0.3, 0.2}),
                terms -> new SoftMdpProblem(id, mdp, TEMPERATURE, household, government, terms));
    }
}
