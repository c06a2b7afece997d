package org.plumbline.sampling;

import java.util.Arrays;
import org.plumbline.numeric.Vectors;
import org.plumbline.oracle.Paths;

/**
 * The sums of {@link MonteCarloReturns} in a finite process, for every reward at once: a return is linear in the reward,
 * \(G_t = \Gamma_t^\top r\) with \(\Gamma_t = \rho_t e_{(s_t,a_t)} + \gamma\Gamma_{t+1}\). The baseline of a state is the
 * mean return of all visits to it, whenever they happen: \(\hat b(s) = \sum_{s_t = s}\Gamma_t^\top r / \sum_{s_t = s}\rho_t\),
 * the least-squares fit of every function of the state.
 */
final class TabularReturns implements TabularEstimation {
    private final int actions;
    private final double discount;
    private final boolean baseline;
    private final PathWeights weights;
    private final double[] visits;
    private final double[][] returnsOfPairs;
    private final double[][] returnsOfStates;
    private final double[] visitsOfStates;
    private final double[] ahead;

    TabularReturns(int states, int actions, double discount, boolean baseline) {
        int pairs = states * actions;
        this.actions = actions;
        this.discount = discount;
        this.baseline = baseline;
        this.weights = new PathWeights(discount);
        this.visits = new double[pairs];
        this.returnsOfPairs = new double[pairs][pairs];
        this.returnsOfStates = new double[states][pairs];
        this.visitsOfStates = new double[states];
        this.ahead = new double[pairs];
    }

    @Override
    public void add(Paths paths, double[] ratios) {
        weights.prepare(paths.horizon());
        for (int i = 0; i < paths.count(); i++) {
            addPath(paths.pairs(), i * paths.horizon(), paths.horizon(), ratios);
        }
    }

    private void addPath(int[] pairs, int from, int horizon, double[] ratios) {
        weights.follow(pairs, from, ratios);
        Arrays.fill(ahead, 0);
        for (int t = horizon - 1; t >= 0; t--) {
            int pair = pairs[from + t];
            double ratio = weights.ratio(t);
            for (int q = 0; q < ahead.length; q++) {
                ahead[q] *= discount;
            }
            ahead[pair] += ratio;
            visits[pair] += weights.discount(t) * ratio;
            accumulate(weights.discount(t), returnsOfPairs[pair]);
            if (baseline) {
                visitsOfStates[pair / actions] += ratio;
                accumulate(1, returnsOfStates[pair / actions]);
            }
        }
    }

    private void accumulate(double weight, double[] sums) {
        for (int q = 0; q < sums.length; q++) {
            sums[q] += weight * ahead[q];
        }
    }

    @Override
    public int finish() {
        return 0;
    }

    @Override
    public boolean isUsable() {
        return true;
    }

    @Override
    public void advantageSums(double[] reward, double[] out) {
        for (int pair = 0; pair < out.length; pair++) {
            int state = pair / actions;
            out[pair] = Vectors.dot(returnsOfPairs[pair], reward);
            if (baseline && visitsOfStates[state] > 0) {
                out[pair] -= visits[pair] * Vectors.dot(returnsOfStates[state], reward) / visitsOfStates[state];
            }
        }
    }

    @Override
    public double[] visits() {
        return visits;
    }
}
