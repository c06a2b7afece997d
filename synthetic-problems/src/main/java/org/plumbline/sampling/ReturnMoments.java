package org.plumbline.sampling;

import java.util.ArrayList;
import java.util.List;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.DecompositionSolver;
import org.apache.commons.math3.linear.LUDecomposition;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.RealVector;
import org.plumbline.numeric.MatrixConditions;
import org.plumbline.sampling.QFunctionEstimator.Estimation;

/**
 * The sums of {@link MonteCarloReturns}, for every cost at once. A cost is \(\omega^\top\psi(z)\), so a return is
 * \(\omega^\top\Gamma_t\) with \(\Gamma_t = \psi(z_t) + \gamma\Gamma_{t+1}\), and with the scores
 * \(s_t = \nabla_K\log\pi = -\tfrac1s\xi x^\top\) the estimate is
 * \[ \Bigl(\sum\gamma^t s_t\Gamma_t^\top - \sum\gamma^t s_t\chi_t^\top\,\bigl(\sum\chi_t\chi_t^\top\bigr)^{-1}\sum\chi_t\Gamma_t^\top\Bigr)\omega. \]
 */
final class ReturnMoments implements Estimation {
    /** A pivot of the baseline's system, scaled to unit diagonal, that counts as zero; see {@link LstdQ}. */
    private static final double SINGULAR = 1e-11;

    private final LinearGaussianPolicy policy;
    private final double discount;
    private final boolean baseline;
    private final QuadraticFeatures features;
    private final QuadraticFeatures stateFeatures;
    private final double[] z;

    /** The trajectory that is being seen: features, state features and scores, step by step. */
    private final List<double[][]> steps = new ArrayList<>();

    private int length;
    private final double[][] scoreReturns;
    private final double[][] scoreStates;
    private final double[][] squares;
    private final double[][] stateReturns;
    private RealMatrix gradients;

    ReturnMoments(LinearGaussianPolicy policy, double discount, boolean baseline) {
        this.policy = policy;
        this.discount = discount;
        this.baseline = baseline;
        z = new double[policy.states() + policy.inputs()];
        features = new QuadraticFeatures(z.length);
        stateFeatures = new QuadraticFeatures(policy.states());
        int entries = policy.states() * policy.inputs();
        scoreReturns = new double[entries][features.size()];
        scoreStates = new double[entries][stateFeatures.size()];
        squares = new double[stateFeatures.size()][stateFeatures.size()];
        stateReturns = new double[stateFeatures.size()][features.size()];
    }

    @Override
    public void visit(int step, double[] state, double[] noise, double[] action, double[] next) {
        if (step == 0) {
            endTrajectory();
        }
        if (length == steps.size()) {
            steps.add(new double[][] {
                new double[features.size()],
                new double[stateFeatures.size()],
                new double[policy.states() * policy.inputs()]
            });
        }
        double[][] kept = steps.get(length++);
        System.arraycopy(state, 0, z, 0, state.length);
        System.arraycopy(action, 0, z, state.length, action.length);
        features.evaluate(z, kept[0]);
        stateFeatures.evaluate(state, kept[1]);
        int entry = 0;
        for (double xi : noise) {
            for (double x : state) {
                kept[2][entry++] = -xi * x / policy.exploration();
            }
        }
    }

    /** Backwards, as a return goes forward from every step. */
    private void endTrajectory() {
        double[] toGo = new double[features.size()];
        for (int t = length - 1; t >= 0; t--) {
            double[] psi = steps.get(t)[0];
            double[] chi = steps.get(t)[1];
            double[] score = steps.get(t)[2];
            for (int i = 0; i < toGo.length; i++) {
                toGo[i] = psi[i] + discount * toGo[i];
            }
            double weight = Math.pow(discount, t);
            addProducts(weight, score, toGo, scoreReturns);
            if (baseline) {
                addProducts(weight, score, chi, scoreStates);
                addProducts(1, chi, chi, squares);
                addProducts(1, chi, toGo, stateReturns);
            }
        }
        length = 0;
    }

    private static void addProducts(double weight, double[] left, double[] right, double[][] sums) {
        for (int i = 0; i < left.length; i++) {
            double weighted = weight * left[i];
            double[] row = sums[i];
            for (int j = 0; j < right.length; j++) {
                row[j] += weighted * right[j];
            }
        }
    }

    @Override
    public int finish() {
        endTrajectory();
        RealMatrix returns = new Array2DRowRealMatrix(scoreReturns);
        if (!baseline) {
            gradients = returns;
            return 0;
        }
        gradients = projected(returns);
        return 1;
    }

    private RealMatrix projected(RealMatrix returns) {
        int size = squares.length;
        double[] scale = new double[size];
        RealMatrix system = new Array2DRowRealMatrix(size, size);
        for (int i = 0; i < size; i++) {
            scale[i] = 1 / Math.sqrt(squares[i][i]);
        }
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                system.setEntry(i, j, squares[i][j] * scale[i] * scale[j]);
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
        RealMatrix side = new Array2DRowRealMatrix(size, features.size());
        for (int i = 0; i < size; i++) {
            side.setRowVector(i, new ArrayRealVector(stateReturns[i]).mapMultiply(scale[i]));
        }
        RealMatrix coefficients = solver.solve(side);
        for (int i = 0; i < size; i++) {
            coefficients.setRowVector(i, coefficients.getRowVector(i).mapMultiply(scale[i]));
        }
        return returns.subtract(new Array2DRowRealMatrix(scoreStates).multiply(coefficients));
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
