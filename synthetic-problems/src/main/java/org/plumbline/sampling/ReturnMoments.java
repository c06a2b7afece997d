package org.plumbline.sampling;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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
 * \(\omega^\top\Gamma_t\) with \(\Gamma_t = \psi(z_t) + \gamma\Gamma_{t+1}\), and with the scores
 * \(s_t = \nabla_K\log\pi = -\tfrac1s\xi x^\top\) the estimate is
 * \[ \Bigl(\sum\gamma^t s_t\Gamma_t^\top - \sum\gamma^t s_t\chi_t^\top\,\bigl(\sum\chi_t\chi_t^\top\bigr)^{-1}\sum\chi_t\Gamma_t^\top\Bigr)\omega. \]
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

    /** The block that is being seen: as many steps as the longest trajectory had, used again for every block. */
    private final List<Step> steps = new ArrayList<>();

    private int length;
    private int columns;
    private double[][] psi;
    private double[][] chi;
    private double[][] scores;

    /** \(\Gamma_t\), a row for each feature. */
    private double[][] toGo;

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
        toGo = new double[features.size()][0];
    }

    /** One step of a block: \((x_t, u_t)\) and \(\xi_t\), a row for each coordinate. */
    private record Step(double[][] z, double[][] noise) {
        Step(int states, int inputs, int columns) {
            this(new double[states + inputs][columns], new double[inputs][columns]);
        }
    }

    @Override
    public void visit(int step, int count, double[][] state, double[][] noise, double[][] action, double[][] next) {
        if (step == 0) {
            endBlock();
            makeRoom(count);
        }
        if (length == steps.size()) {
            steps.add(new Step(state.length, action.length, psi[0].length));
        }
        Step kept = steps.get(length++);
        copy(state, count, kept.z, 0);
        copy(action, count, kept.z, state.length);
        copy(noise, count, kept.noise, 0);
    }

    private void makeRoom(int count) {
        columns = count;
        if (psi[0].length < count) {
            steps.clear();
        }
        psi = Columns.withRoom(psi, count);
        chi = Columns.withRoom(chi, count);
        scores = Columns.withRoom(scores, count);
        toGo = Columns.withRoom(toGo, count);
    }

    private static void copy(double[][] rows, int count, double[][] out, int first) {
        for (int i = 0; i < rows.length; i++) {
            System.arraycopy(rows[i], 0, out[first + i], 0, count);
        }
    }

    /** Backwards, as a return goes forward from every step. */
    private void endBlock() {
        for (double[] row : toGo) {
            Arrays.fill(row, 0);
        }
        for (int t = length - 1; t >= 0; t--) {
            double[][] z = steps.get(t).z;
            features.evaluate(z, columns, psi);
            for (int i = 0; i < toGo.length; i++) {
                discountAndAdd(discount, psi[i], columns, toGo[i]);
            }
            policy.evaluateScores(z, steps.get(t).noise, columns, scores);
            double weight = Math.pow(discount, t);
            scoreReturns.add(weight, scores, toGo, columns);
            if (baseline) {
                stateFeatures.evaluate(z, columns, chi);
                scoreStates.add(weight, scores, chi, columns);
                squares.add(1, chi, chi, columns);
                stateReturns.add(1, chi, toGo, columns);
            }
        }
        length = 0;
    }

    private static void discountAndAdd(double discount, double[] term, int count, double[] sum) {
        for (int k = 0; k < count; k++) {
            sum[k] = term[k] + discount * sum[k];
        }
    }

    @Override
    public int finish() {
        endBlock();
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
