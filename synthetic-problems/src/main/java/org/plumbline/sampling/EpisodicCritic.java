package org.plumbline.sampling;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.RealVector;
import org.plumbline.sampling.LeastSquaresCritic.Features;
import org.plumbline.sampling.TemporalDifferenceSystem.Solver;

/**
 * Temporal differences for the Q-function of a task that ends after H steps. It depends on the time,
 * \[ Q_t(x_t,u_t) = c(x_t,u_t) + \gamma\,E\,Q_{t+1}(x_{t+1},u_{t+1}), \qquad Q_H = 0, \]
 * and one θ serves all times, as the time is in the features ({@link EpisodeFeatures}): with
 * \(\hat Q_t = \theta^\top\psi_t\), \(\psi_H = 0\) and the mean \(\bar\psi\) over the action,
 * \[ \sum\psi_t(\psi_t - \gamma\,\bar\psi_{t+1})^\top\,\theta = \sum\psi_t\,c_t \]
 * over all steps of all trajectories. The features do not contain the Q-function of a nonlinear task: what is left is an
 * approximation error, which no number of trajectories reduces, besides O(1/n).
 *
 * <p>In expectation \(\theta^\top A\theta \ge (1-\gamma)\sum E(\theta^\top\psi_t)^2\) for the matrix A of the system, since
 * \(E(\theta^\top\bar\psi_{t+1})^2 \le E(\theta^\top\psi_{t+1})^2\), every step but the first is a next one, and the last has none. So
 * sweeps of small steps converge whatever the policy is, which they need not where a horizon cuts a task off.
 */
final class EpisodicCritic {
    /** Observations may be dependent (a cosine and a sine). Relative to the mean square of a feature this only chooses a solution. */
    private static final double RIDGE = 1e-9;

    /** Trajectories that are added up together; a row of features then stays near the processor. */
    private static final int BLOCK = 64;

    private final Episodes episodes;
    private final EpisodeFeatures features;
    private final int block;

    /** \(\psi_t\), those of a value first, a row for each. */
    private final double[][] psi;

    private final ProductSums squares;
    private final ProductSums products;
    private final ProductSums costs;

    EpisodicCritic(Episodes episodes, Features chosen) {
        this.episodes = episodes;
        features = new EpisodeFeatures(episodes, chosen);
        block = Math.min(BLOCK, episodes.trajectories());
        psi = new double[features.values() + features.slopes()][block];
        squares = ProductSums.squares(psi.length);
        products = ProductSums.of(psi.length, features.values());
        costs = ProductSums.of(psi.length, episodes.cost().length);
    }

    /**
     * What stands for \(Q_t - V_t\) at every step, for each kind of cost; NaN where the data do not determine it.
     *
     * @param method how the system is solved
     * @param out receives it, rows and columns as those of the costs
     */
    void advantages(Function<TemporalDifferenceSystem, Optional<Solver>> method, double[][] out) {
        addUp();
        int[] kept = IntStream.range(0, psi.length)
                .filter(i -> squares.get(i, i) != 0)
                .toArray();
        Optional<Solver> solver = method.apply(system(kept));
        double[][] theta = new double[out.length][psi.length];
        for (int r = 0; r < out.length; r++) {
            if (solver.isEmpty()) {
                Arrays.fill(theta[r], Double.NaN);
                continue;
            }
            RealVector side = new ArrayRealVector(kept.length);
            for (int i = 0; i < kept.length; i++) {
                side.setEntry(i, costs.get(kept[i], r));
            }
            RealVector solution = solver.get().solve(side);
            for (int i = 0; i < kept.length; i++) {
                theta[r][kept[i]] = solution.getEntry(i);
            }
        }
        evaluate(theta, out);
    }

    private void addUp() {
        int values = features.values();
        double[][] next = new double[values][block];
        double[][] cost = new double[episodes.cost().length][block];
        for (int first = 0; first < episodes.trajectories(); first += block) {
            int count = Math.min(block, episodes.trajectories() - first);
            features.values(0, first, count, psi);
            for (int t = 0; t < episodes.horizon(); t++) {
                features.slopes(t, first, count, psi, values);
                int column = t * episodes.trajectories() + first;
                for (int r = 0; r < cost.length; r++) {
                    System.arraycopy(episodes.cost()[r], column, cost[r], 0, count);
                }
                squares.add(1, psi, psi, count);
                costs.add(1, psi, cost, count);
                if (t + 1 < episodes.horizon()) {
                    features.values(t + 1, first, count, next);
                    products.add(1, psi, next, count);
                    exchange(next);
                }
            }
        }
    }

    /** The next values are those of the next step. */
    private void exchange(double[][] next) {
        for (int i = 0; i < next.length; i++) {
            double[] row = psi[i];
            psi[i] = next[i];
            next[i] = row;
        }
    }

    /** In the features that do not vanish on all data. */
    private TemporalDifferenceSystem system(int[] kept) {
        RealMatrix sums = squares.matrix();
        RealMatrix system = sums.copy();
        for (int i = 0; i < psi.length; i++) {
            system.multiplyEntry(i, i, 1 + RIDGE);
            for (int j = 0; j < features.values(); j++) {
                system.addToEntry(i, j, -episodes.discount() * products.get(i, j));
            }
        }
        return new TemporalDifferenceSystem(sums.getSubMatrix(kept, kept), system.getSubMatrix(kept, kept));
    }

    private void evaluate(double[][] theta, double[][] out) {
        int values = features.values();
        for (int first = 0; first < episodes.trajectories(); first += block) {
            int count = Math.min(block, episodes.trajectories() - first);
            for (int t = 0; t < episodes.horizon(); t++) {
                features.slopes(t, first, count, psi, values);
                int column = t * episodes.trajectories() + first;
                for (int r = 0; r < out.length; r++) {
                    Arrays.fill(out[r], column, column + count, 0);
                    for (int i = values; i < psi.length; i++) {
                        addMultiple(theta[r][i], psi[i], count, out[r], column);
                    }
                }
            }
        }
    }

    private static void addMultiple(double factor, double[] x, int count, double[] out, int from) {
        for (int k = 0; k < count; k++) {
            out[from + k] += factor * x[k];
        }
    }
}
