package org.plumbline.sampling;

import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.CholeskyDecomposition;
import org.apache.commons.math3.linear.RealMatrix;
import org.plumbline.numeric.MatrixConditions;

/**
 * A state-value baseline for Monte-Carlo returns of a finite horizon, linear in
 * \[ \chi(o,t) = \frac{1-\gamma^{H-t}}{1-\gamma}\,(1, o_1, \dots, o_m, o_1^2, \dots, o_m^2), \]
 * the first factor being the discounted number of steps to go.
 *
 * <p><strong>No bias.</strong> The trajectories are split into two halves, and what is subtracted from the returns of one is
 * fitted by least squares to those of the other. Trajectories are independent, so given the other half the baseline is a fixed
 * function of state and time, and a score times such a function has mean zero: the estimate keeps its mean exactly. A baseline
 * fitted to the returns that it is subtracted from would have a bias of order 1/n.
 */
public final class CrossFittedBaseline {
    /** Observations may be collinear (a cosine and a sine); relative to the mean square of the features this only regularises. */
    private static final double RIDGE = 1e-6;

    private final int trajectories;
    private final int horizon;
    private final double discount;
    private final double[] feature;

    /**
     * A baseline for batches of one shape.
     *
     * @param trajectories n, at least 2, one for each half
     * @param horizon H, at least 1
     * @param discount \(\gamma\), in (0, 1)
     * @param observations m, at least 1
     */
    public CrossFittedBaseline(int trajectories, int horizon, double discount, int observations) {
        if (trajectories < 2) {
            throw new IllegalArgumentException("The number of trajectories (" + trajectories
                    + ") must be at least 2 for a baseline that is fitted on one half and used on the other."
                    + " Maybe choose 2, or no baseline.");
        }
        this.trajectories = trajectories;
        this.horizon = horizon;
        this.discount = discount;
        this.feature = new double[1 + 2 * observations];
    }

    /**
     * Subtracts the baseline from returns; each kind of return is fitted apart. Column t n + k of an array is step t of
     * trajectory k. Returns that are not finite become NaN.
     *
     * @param observation m rows, H n columns
     * @param returns the returns to go, one row for each kind, replaced by their difference to the baseline
     * @return the linear systems solved
     */
    public int subtract(double[][] observation, double[][] returns) {
        double[][] even = fit(observation, returns, 0).getData();
        double[][] odd = fit(observation, returns, 1).getData();
        for (int t = 0; t < horizon; t++) {
            double toGo = toGo(t);
            for (int k = 0; k < trajectories; k++) {
                int column = t * trajectories + k;
                features(observation, toGo, column);
                double[][] coefficients = k % 2 == 0 ? odd : even;
                for (int r = 0; r < returns.length; r++) {
                    for (int i = 0; i < feature.length; i++) {
                        returns[r][column] -= coefficients[i][r] * feature[i];
                    }
                }
            }
        }
        return 2;
    }

    private double toGo(int t) {
        return (1 - Math.pow(discount, horizon - t)) / (1 - discount);
    }

    private void features(double[][] observation, double toGo, int column) {
        feature[0] = toGo;
        for (int i = 0; i < observation.length; i++) {
            double o = observation[i][column];
            feature[1 + i] = toGo * o;
            feature[1 + observation.length + i] = toGo * o * o;
        }
    }

    /** The coefficients from every second trajectory, one column for each kind of return. */
    private RealMatrix fit(double[][] observation, double[][] returns, int first) {
        double[][] squares = new double[feature.length][feature.length];
        double[][] products = new double[feature.length][returns.length];
        for (int t = 0; t < horizon; t++) {
            double toGo = toGo(t);
            for (int k = first; k < trajectories; k += 2) {
                int column = t * trajectories + k;
                features(observation, toGo, column);
                for (int i = 0; i < feature.length; i++) {
                    for (int j = 0; j <= i; j++) {
                        squares[i][j] += feature[i] * feature[j];
                    }
                    for (int r = 0; r < returns.length; r++) {
                        products[i][r] += feature[i] * returns[r][column];
                    }
                }
            }
        }
        double ridge = 0;
        for (int i = 0; i < feature.length; i++) {
            ridge += RIDGE * squares[i][i] / feature.length;
        }
        for (int i = 0; i < feature.length; i++) {
            squares[i][i] += ridge;
            for (int j = 0; j < i; j++) {
                squares[j][i] = squares[i][j];
            }
        }
        RealMatrix system = new Array2DRowRealMatrix(squares, false);
        RealMatrix side = new Array2DRowRealMatrix(products, false);
        if (!MatrixConditions.isFinite(system) || !MatrixConditions.isFinite(side)) {
            return side.scalarMultiply(Double.NaN);
        }
        return new CholeskyDecomposition(system).getSolver().solve(side);
    }
}
