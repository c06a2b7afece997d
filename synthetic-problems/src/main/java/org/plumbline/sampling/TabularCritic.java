package org.plumbline.sampling;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.DiagonalMatrix;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.RealVector;
import org.plumbline.oracle.Paths;
import org.plumbline.oracle.SoftmaxPolicy;
import org.plumbline.sampling.TemporalDifferenceSystem.Solver;

/**
 * An estimation through a Q-function in a finite process that is fitted to all transitions. The transitions enter by their
 * numbers \(N(s,a,s')\) alone: with features \(\psi_q\), rows of \(\Psi\), the temporal differences vanish where
 * \[ \Psi^\top\bigl(\operatorname{diag}N - \gamma N\Pi\bigr)\Psi\,\theta = \Psi^\top\operatorname{diag}(N)\,r, \]
 * \(\Pi\) being the mean over the policy's next action, which is known. With a feature for every pair that was visited
 * this is the value in the model that the numbers estimate; pairs never visited have \(\hat Q = 0\).
 *
 * <p>Where trajectories come from another policy, the numbers are weighted for additive features only: their solution depends
 * on how often the policy is where. With a feature for every pair it depends on the shares \(N(s,a,s')/N(s,a)\) alone, which
 * estimate \(P(s'|s,a)\) whoever acted, and weights would add noise. The visits at which \(\hat Q\) is read are weighted
 * always.
 */
final class TabularCritic implements TabularEstimation {
    private final SoftmaxPolicy policy;
    private final int states;
    private final int actions;
    private final double discount;
    private final boolean additive;
    private final Function<TemporalDifferenceSystem, Optional<Solver>> method;
    private final int linearSolves;
    private final PathWeights weights;
    private final double[] visits;
    private final double[] numbers;
    private final double[] followed;
    private RealMatrix features;
    private RealVector pairNumbers;
    private TemporalDifferenceSystem system;
    private Optional<Solver> solver = Optional.empty();

    TabularCritic(
            SoftmaxPolicy policy,
            int states,
            int actions,
            double discount,
            LeastSquaresCritic.Features features,
            int linearSolves,
            Function<TemporalDifferenceSystem, Optional<Solver>> method) {
        this.policy = policy;
        this.states = states;
        this.actions = actions;
        this.discount = discount;
        this.additive = features == LeastSquaresCritic.Features.POOR;
        this.method = method;
        this.linearSolves = linearSolves;
        this.weights = new PathWeights(discount);
        this.visits = new double[states * actions];
        this.numbers = new double[states * actions * states];
        this.followed = new double[visits.length * visits.length];
    }

    /** Pairs are followed by pairs: their states would take a division at every step. */
    @Override
    public void add(Paths paths, double[] ratios) {
        int horizon = paths.horizon();
        weights.prepare(horizon);
        int[] pairs = paths.pairs();
        for (int i = 0; i < paths.count(); i++) {
            int from = i * horizon;
            int pair = pairs[from];
            double ratio = ratios[pair];
            visits[pair] += ratio;
            for (int t = 1; t < horizon; t++) {
                int next = pairs[from + t];
                followed[pair * visits.length + next] += additive ? ratio : 1;
                ratio *= ratios[next];
                visits[next] += weights.discount(t) * ratio;
                pair = next;
            }
            numbers[pair * states + paths.last()[i]] += additive ? ratio : 1;
        }
    }

    @Override
    public int finish() {
        int pairs = states * actions;
        double[] totals = new double[pairs];
        for (int i = 0; i < followed.length; i++) {
            numbers[i / pairs * states + i % pairs / actions] += followed[i];
        }
        for (int i = 0; i < numbers.length; i++) {
            totals[i / states] += numbers[i];
        }
        pairNumbers = new ArrayRealVector(totals, false);
        RealMatrix flow = flow(totals);
        if (additive) {
            features = additiveFeatures(totals);
            RealMatrix transposed = features.transpose();
            system = new TemporalDifferenceSystem(
                    transposed.multiply(new DiagonalMatrix(totals, false)).multiply(features),
                    transposed.multiply(flow).multiply(features));
        } else {
            // Products with indicators only select, and with few trajectories they would take longer than all the rest.
            int[] kept = visited(totals);
            features = indicators(kept, totals.length);
            double[] squares =
                    Arrays.stream(kept).mapToDouble(pair -> totals[pair]).toArray();
            system = new TemporalDifferenceSystem(new DiagonalMatrix(squares, false), flow.getSubMatrix(kept, kept));
        }
        solver = method.apply(system);
        return linearSolves;
    }

    /** \(\operatorname{diag}N - \gamma N\Pi\). */
    private RealMatrix flow(double[] totals) {
        double[][] flow = new double[totals.length][totals.length];
        for (int pair = 0; pair < totals.length; pair++) {
            for (int q = 0; q < totals.length; q++) {
                flow[pair][q] = -discount * numbers[pair * states + q / actions] * policy.probability(q);
            }
            flow[pair][pair] += totals[pair];
        }
        return new Array2DRowRealMatrix(flow, false);
    }

    /** One feature for every visited pair. */
    private static RealMatrix indicators(int[] kept, int pairs) {
        RealMatrix matrix = new Array2DRowRealMatrix(pairs, kept.length);
        for (int column = 0; column < kept.length; column++) {
            matrix.setEntry(kept[column], column, 1);
        }
        return matrix;
    }

    /** One for every visited state, and one for every visited action but the first: \(\hat Q(s,a) = v(s) + q(a)\). */
    private RealMatrix additiveFeatures(double[] totals) {
        double[] ofStates = new double[states];
        double[] ofActions = new double[actions];
        for (int pair = 0; pair < totals.length; pair++) {
            ofStates[pair / actions] += totals[pair];
            ofActions[pair % actions] += totals[pair];
        }
        int[] keptStates = visited(ofStates);
        int[] keptActions = Arrays.stream(visited(ofActions)).skip(1).toArray();
        RealMatrix matrix = new Array2DRowRealMatrix(totals.length, keptStates.length + keptActions.length);
        for (int pair = 0; pair < totals.length; pair++) {
            for (int i = 0; i < keptStates.length; i++) {
                matrix.setEntry(pair, i, pair / actions == keptStates[i] ? 1 : 0);
            }
            for (int i = 0; i < keptActions.length; i++) {
                matrix.setEntry(pair, keptStates.length + i, pair % actions == keptActions[i] ? 1 : 0);
            }
        }
        return matrix;
    }

    /** Also where a number is NaN, so that the system shows it. */
    private static int[] visited(double[] totals) {
        return IntStream.range(0, totals.length).filter(i -> totals[i] != 0).toArray();
    }

    @Override
    public boolean isUsable() {
        return solver.isPresent();
    }

    @Override
    public void advantageSums(double[] reward, double[] out) {
        if (solver.isEmpty()) {
            Arrays.fill(out, Double.NaN);
            return;
        }
        RealVector side = features.preMultiply(new ArrayRealVector(reward, false).ebeMultiply(pairNumbers));
        RealVector q = features.operate(solver.get().solve(side));
        for (int state = 0; state < states; state++) {
            double value = 0;
            for (int pair = state * actions; pair < (state + 1) * actions; pair++) {
                value += policy.probability(pair) * q.getEntry(pair);
            }
            for (int pair = state * actions; pair < (state + 1) * actions; pair++) {
                out[pair] = visits[pair] * (q.getEntry(pair) - value);
            }
        }
    }

    @Override
    public double[] visits() {
        return visits;
    }
}
