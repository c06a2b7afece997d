package org.plumbline.sampling;

import java.util.Optional;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.DecompositionSolver;
import org.apache.commons.math3.linear.LUDecomposition;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.RealVector;
import org.plumbline.numeric.MatrixConditions;
import org.plumbline.numeric.Spectra;

/**
 * The linear system \(A\theta = b\) at which temporal differences vanish, in features that are scaled to unit mean square over
 * the data, so that a step of a critic means the same whatever the units of the features are.
 */
final class TemporalDifferenceSystem {
    /**
     * A pivot of the scaled system that counts as zero. Rounding leaves about 1e-15; in data that determine θ to any use the
     * pivots are far above 1e-11.
     */
    private static final double SINGULAR = 1e-11;

    private final RealMatrix scaled;
    private final double[] scale;

    /** Gives θ for a right-hand side, both in the unscaled features. */
    @FunctionalInterface
    interface Solver {
        RealVector solve(RealVector side);
    }

    /**
     * Scales.
     *
     * @param squares \(\sum\psi\psi^\top\) over the data
     * @param system A, as large
     */
    TemporalDifferenceSystem(RealMatrix squares, RealMatrix system) {
        this.scaled = system.copy();
        this.scale = new double[squares.getColumnDimension()];
        for (int i = 0; i < scale.length; i++) {
            scale[i] = 1 / Math.sqrt(squares.getEntry(i, i));
        }
        for (int i = 0; i < scale.length; i++) {
            for (int j = 0; j < scale.length; j++) {
                scaled.multiplyEntry(i, j, scale[i] * scale[j]);
            }
        }
    }

    /** By a factorisation; empty where the data do not determine the solution. */
    Optional<Solver> factored() {
        // The decomposition would hide what is not finite.
        return Optional.of(scaled)
                .filter(MatrixConditions::isFinite)
                .map(finite -> new LUDecomposition(finite, SINGULAR).getSolver())
                .filter(DecompositionSolver::isNonSingular)
                .map(solver -> inUnits(solver::solve));
    }

    /** By sweeps of expected temporal differences from 0; empty where more of them would not come nearer. */
    Optional<Solver> swept(double step, int sweeps) {
        return Optional.of(scaled)
                .filter(MatrixConditions::isFinite)
                .filter(finite -> converges(step))
                .map(finite -> inUnits(side -> {
                    RealVector theta = new ArrayRealVector(side.getDimension());
                    for (int sweep = 0; sweep < sweeps; sweep++) {
                        theta = theta.add(side.subtract(finite.operate(theta)).mapMultiply(step));
                    }
                    return theta;
                }));
    }

    /**
     * \(\rho(I - \alpha\tilde A) \lt 1\). With a feature for every pair the largest sum of a row, in the unscaled features, is
     * \(1 - \alpha(1-\gamma)\) or less for \(\alpha \le 1\): there no eigenvalue is computed.
     */
    private boolean converges(double step) {
        double largest = 0;
        for (int i = 0; i < scale.length; i++) {
            double sum = 0;
            for (int j = 0; j < scale.length; j++) {
                double entry = -step * scaled.getEntry(i, j) * scale[i] / scale[j];
                sum += Math.abs(i == j ? 1 + entry : entry);
            }
            largest = Math.max(largest, sum);
        }
        return largest < 1
                || Spectra.spectralRadius(MatrixUtils.createRealIdentityMatrix(scale.length)
                                .subtract(scaled.scalarMultiply(step)))
                        < 1;
    }

    private Solver inUnits(Solver solver) {
        RealVector weights = new ArrayRealVector(scale, false);
        return side -> solver.solve(side.ebeMultiply(weights)).ebeMultiply(weights);
    }
}
