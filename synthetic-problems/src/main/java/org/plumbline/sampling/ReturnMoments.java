package org.plumbline.sampling;

import java.util.Arrays;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.DecompositionSolver;
import org.apache.commons.math3.linear.LUDecomposition;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.RealVector;
import org.plumbline.numeric.Columns;
import org.plumbline.numeric.MatrixConditions;
import org.plumbline.sampling.QFunctionEstimator.Estimation;

/**
 * The sums of {@link MonteCarloReturns}, for every cost at once. A cost is \(\omega^\top\psi(z)\), so a return is
 * \(\omega^\top\Gamma_t\) with \(\Gamma_t = \sum_{k\ge t}\gamma^{k-t}\psi(z_k)\), and with the scores
 * \(s_t = \nabla_K\log\pi = -\tfrac1s\xi x^\top\) the estimate is
 * \[ \Bigl(\sum\gamma^t s_t\Gamma_t^\top - \sum\gamma^t s_t\chi_t^\top\,\bigl(\sum\chi_t\chi_t^\top\bigr)^{-1}\sum\chi_t\Gamma_t^\top\Bigr)\omega. \]
 * Both sums with returns are taken forwards, so that no trajectory has to be kept: exchanging t and k,
 * \[ \sum_t\gamma^t s_t\Gamma_t^\top = \sum_k\gamma^k\Bigl(\sum_{t\le k}s_t\Bigr)\psi(z_k)^\top, \qquad
 *    \sum_t\chi_t\Gamma_t^\top = \sum_k\Bigl(\sum_{t\le k}\gamma^{k-t}\chi_t\Bigr)\psi(z_k)^\top. \]
 */
final class ReturnMoments implements Estimation {
    /** A pivot of the baseline's system, scaled to unit diagonal, that counts as zero; see {@link TemporalDifferenceSystem}. */
    private static final double SINGULAR = 1e-11;

    private final LinearGaussianPolicy policy;
    private final double discount;
    private final boolean baseline;
    private final QuadraticFeatures features;
    private final QuadraticFeatures stateFeatures;
    private final ProductSums scoreReturns;
    private final ProductSums scoreStates;
    private final ProductSums squares;
    private final ProductSums stateReturns;

    /** (x, u), a row for each coordinate. */
    private final double[][] z;

    private double weight;
    private double[][] psi;
    private double[][] chi;
    private double[][] scores;

    /** \(\sum_{t\le k}s_t\), but for a factor, and \(\sum_{t\le k}\gamma^{k-t}\chi_t\), a row for each entry. */
    private double[][] scoreTrace;

    private double[][] stateTrace;

    private RealMatrix gradients;

    ReturnMoments(LinearGaussianPolicy policy, double discount, boolean baseline) {
        this.policy = policy;
        this.discount = discount;
        this.baseline = baseline;
        features = new QuadraticFeatures(policy.states() + policy.inputs());
        stateFeatures = new QuadraticFeatures(policy.states());
        int entries = policy.states() * policy.inputs();
        scoreReturns = ProductSums.of(entries, features.size());
        scoreStates = ProductSums.of(entries, stateFeatures.size());
        squares = ProductSums.squares(stateFeatures.size());
        stateReturns = ProductSums.of(stateFeatures.size(), features.size());
        psi = new double[features.size()][0];
        chi = new double[stateFeatures.size()][0];
        scores = new double[entries][0];
        scoreTrace = new double[entries][0];
        stateTrace = new double[stateFeatures.size()][0];
        z = new double[policy.states() + policy.inputs()][];
    }

    @Override
    public void visit(int step, int count, double[][] state, double[][] noise, double[][] action, double[][] next) {
        if (step == 0) {
            begin(count);
        } else {
            weight *= discount;
        }
        System.arraycopy(state, 0, z, 0, state.length);
        System.arraycopy(action, 0, z, state.length, action.length);
        features.evaluate(z, count, psi);
        policy.evaluateScores(state, noise, count, scores);
        for (int i = 0; i < scores.length; i++) {
            discountAndAdd(1, scores[i], count, scoreTrace[i]);
        }
        scoreReturns.add(weight, scoreTrace, psi, count);
        if (baseline) {
            stateFeatures.evaluate(state, count, chi);
            for (int i = 0; i < chi.length; i++) {
                discountAndAdd(discount, chi[i], count, stateTrace[i]);
            }
            scoreStates.add(weight, scores, chi, count);
            squares.add(1, chi, chi, count);
            stateReturns.add(1, stateTrace, psi, count);
        }
    }

    private void begin(int count) {
        weight = 1;
        psi = Columns.withRoom(psi, count);
        chi = Columns.withRoom(chi, count);
        scores = Columns.withRoom(scores, count);
        scoreTrace = Columns.withRoom(scoreTrace, count);
        stateTrace = Columns.withRoom(stateTrace, count);
        for (double[] row : scoreTrace) {
            Arrays.fill(row, 0);
        }
        for (double[] row : stateTrace) {
            Arrays.fill(row, 0);
        }
    }

    private static void discountAndAdd(double discount, double[] term, int count, double[] sum) {
        for (int k = 0; k < count; k++) {
            sum[k] = term[k] + discount * sum[k];
        }
    }

    @Override
    public int finish() {
        RealMatrix returns = scoreReturns.matrix();
        gradients = (baseline ? projected(returns) : returns).scalarMultiply(-1 / policy.exploration());
        return baseline ? 1 : 0;
    }

    private RealMatrix projected(RealMatrix returns) {
        int size = stateFeatures.size();
        double[] scale = new double[size];
        RealMatrix system = new Array2DRowRealMatrix(size, size);
        for (int i = 0; i < size; i++) {
            scale[i] = 1 / Math.sqrt(squares.get(i, i));
        }
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                system.setEntry(i, j, squares.get(i, j) * scale[i] * scale[j]);
            }
        }
        RealMatrix nothing =
                new Array2DRowRealMatrix(returns.getRowDimension(), returns.getColumnDimension()).scalarAdd(Double.NaN);
        if (!MatrixConditions.isFinite(system)) {
            return nothing;
        }
        DecompositionSolver solver = new LUDecomposition(system, SINGULAR).getSolver();
        if (!solver.isNonSingular()) {
            return nothing;
        }
        RealMatrix side = stateReturns.matrix();
        for (int i = 0; i < size; i++) {
            side.setRowVector(i, side.getRowVector(i).mapMultiply(scale[i]));
        }
        RealMatrix coefficients = solver.solve(side);
        for (int i = 0; i < size; i++) {
            coefficients.setRowVector(i, coefficients.getRowVector(i).mapMultiply(scale[i]));
        }
        return returns.subtract(scoreStates.matrix().multiply(coefficients));
    }

    @Override
    public boolean isUsable() {
        return MatrixConditions.isFinite(gradients);
    }

    @Override
    public void gradient(QuadraticCost cost, double trajectories, double[] out) {
        RealVector sums = gradients.operate(new ArrayRealVector(features.coefficients(cost.form(), 0), false));
        for (int i = 0; i < out.length; i++) {
            out[i] = sums.getEntry(i) / trajectories;
        }
    }
}
