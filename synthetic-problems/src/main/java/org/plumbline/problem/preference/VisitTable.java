package org.plumbline.problem.preference;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.plumbline.numeric.RefusedException;
import org.plumbline.problem.mdp.FiniteMdp;

/**
 * All trajectories of H steps of a decision process, by what they visit. Scores are sums over the visited pairs, and the
 * probability of a trajectory is \(w\prod\pi(a_t|s_t)\), w the product of the initial and the transition probabilities:
 * both depend on the policy through the multiset of pairs only. So trajectories with the same visits are one entry, whose
 * w is the sum of theirs, and expectations over entries are those over trajectories: for three states and two actions, 56
 * entries stand for 216 trajectories of three steps. Immutable.
 */
final class VisitTable {
    /** Losses compare all entries with all: two million pairs at this size, a tenth of a second. */
    static final int LARGEST = 2000;

    private final int actions;
    private final int[][] visits;
    private final double[] weights;

    private VisitTable(int actions, Map<int[], Double> entries) {
        this.actions = actions;
        this.visits = entries.keySet().toArray(int[][]::new);
        this.weights =
                entries.values().stream().mapToDouble(Double::doubleValue).toArray();
    }

    /**
     * Enumerates forwards, so that a table that is too large is noticed before it is made.
     *
     * @throws RefusedException if there are more than {@link #LARGEST} entries
     */
    static VisitTable of(FiniteMdp mdp, int horizon) {
        Map<int[], double[]> layer = new TreeMap<>(Arrays::compare);
        layer.put(new int[0], mdp.initial());
        for (int t = 0; t < horizon - 1; t++) {
            Map<int[], double[]> next = new TreeMap<>(Arrays::compare);
            layer.forEach((past, states) -> forEachAction(mdp, past, states, (visits, pair, weight) -> {
                double[] after = next.computeIfAbsent(visits, key -> new double[mdp.states()]);
                requireFew(next.size());
                for (int s = 0; s < after.length; s++) {
                    after[s] += weight * mdp.probability(pair / mdp.actions(), pair % mdp.actions(), s);
                }
            }));
            layer = next;
        }
        Map<int[], Double> entries = new TreeMap<>(Arrays::compare);
        layer.forEach((past, states) -> forEachAction(mdp, past, states, (visits, pair, weight) -> {
            entries.merge(visits, weight, Double::sum);
            requireFew(entries.size());
        }));
        return new VisitTable(mdp.actions(), entries);
    }

    private static void requireFew(int entries) {
        if (entries > LARGEST) {
            throw new RefusedException("horizon must leave at most " + LARGEST + " trajectories with different visits,"
                    + " as all of them are compared, and there are more. Maybe choose a smaller horizon, or fewer"
                    + " states and actions.");
        }
    }

    @FunctionalInterface
    private interface Step {
        void take(int[] visits, int pair, double weight);
    }

    private static void forEachAction(FiniteMdp mdp, int[] past, double[] states, Step step) {
        for (int s = 0; s < states.length; s++) {
            for (int pair = s * mdp.actions(); pair < (s + 1) * mdp.actions() && states[s] > 0; pair++) {
                int[] visits = Arrays.copyOf(past, past.length + 1);
                visits[past.length] = pair;
                Arrays.sort(visits);
                step.take(visits, pair, states[s]);
            }
        }
    }

    /** The number of entries. */
    int size() {
        return weights.length;
    }

    /** The probability of every entry under a policy, given as \(\pi(a|s)\) of length S·A. */
    double[] probabilities(double[] policy) {
        double[] probabilities = weights.clone();
        for (int i = 0; i < probabilities.length; i++) {
            for (int pair : visits[i]) {
                probabilities[i] *= policy[pair];
            }
        }
        return probabilities;
    }

    /** The sum of a reward over the visits of every entry. */
    double[] scores(double[] reward) {
        return Arrays.stream(visits)
                .mapToDouble(pairs ->
                        Arrays.stream(pairs).mapToDouble(pair -> reward[pair]).sum())
                .toArray();
    }

    /** How often every pair is visited in all, when every entry counts with a factor. */
    double[] visitSums(double[] factors, int pairs) {
        double[] sums = new double[pairs];
        for (int i = 0; i < factors.length; i++) {
            for (int pair : visits[i]) {
                sums[pair] += factors[i];
            }
        }
        return sums;
    }

    /**
     * The derivatives in the logits of the logarithms of the probabilities, \(N_i(s,a) - N_i(s)\,\pi(a|s)\): one row an
     * entry.
     */
    double[][] logDerivatives(double[] policy) {
        List<double[]> rows = new ArrayList<>();
        for (int[] pairs : visits) {
            double[] row = new double[policy.length];
            for (int pair : pairs) {
                row[pair]++;
                int first = pair - pair % actions;
                for (int other = first; other < first + actions; other++) {
                    row[other] -= policy[other];
                }
            }
            rows.add(row);
        }
        return rows.toArray(double[][]::new);
    }
}
