package org.plumbline.problem.quadratic;

import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import org.apache.commons.math3.linear.CholeskyDecomposition;
import org.apache.commons.math3.linear.DecompositionSolver;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.RealVector;
import org.plumbline.numeric.LinearMap;
import org.plumbline.numeric.Products;
import org.plumbline.numeric.Symmetric;

/** A Hessian with all its entries: Cholesky, refined where the digits that the condition number costs matter. */
final class DenseCurvature implements Curvature {
    /** A round divides the error by about \(10^{16}/\kappa\): five suffice for every κ up to 10¹² with room. */
    private static final int ROUNDS = 5;

    private final LinearMap.Dense map;
    private final RealMatrix matrix;
    private final RealMatrix negated;
    private final double smallest;
    private final double largest;

    DenseCurvature(LinearMap.Dense map) {
        this.map = map;
        this.matrix = MatrixUtils.createRealMatrix(map.toRows());
        this.negated = matrix.scalarMultiply(-1);
        // One decomposition for both ends: at order 1000 it takes seconds.
        DoubleSummaryStatistics eigenvalues =
                Arrays.stream(Symmetric.spectrum(matrix).eigenvalues()).summaryStatistics();
        this.smallest = eigenvalues.getMin();
        this.largest = eigenvalues.getMax();
    }

    @Override
    public LinearMap map() {
        return map;
    }

    @Override
    public double smallest() {
        return smallest;
    }

    @Override
    public double largest() {
        return largest;
    }

    @Override
    public double smallest(double[] shift) {
        return Symmetric.smallestEigenvalue(shifted(shift));
    }

    @Override
    public double critical(double[] weight) {
        return Symmetric.largestMultiple(matrix, MatrixUtils.createRealDiagonalMatrix(weight));
    }

    @Override
    public double[] solve(double[] shift, double[] x) {
        return solver(shift).solve(vector(x)).toArray();
    }

    /**
     * Solves for \(z - a\), and refines by the residual of the optimality condition \(H(z-a) + S(z-e) = 0\), whose
     * product with H is computed in twice the working precision. The correction belongs to both differences.
     */
    @Override
    public Split split(double[] shift, double[] gap) {
        int d = gap.length;
        DecompositionSolver solver = solver(shift);
        double[] pull = new double[d];
        for (int j = 0; j < d; j++) {
            pull[j] = -shift[j] * gap[j];
        }
        double[] fromSolution = solver.solve(vector(pull)).toArray();
        double[] fromTarget = new double[d];
        Arrays.setAll(fromTarget, j -> gap[j] + fromSolution[j]);
        double previous = Double.POSITIVE_INFINITY;
        for (int round = 0; round < ROUNDS; round++) {
            Arrays.setAll(pull, j -> -shift[j] * fromTarget[j]);
            RealMatrix residual = Products.addAccurately(column(pull), negated, column(fromSolution));
            RealVector correction = solver.solve(residual.getColumnVector(0));
            double size = correction.getNorm();
            // The corrections shrink until they are rounding, and then no longer.
            if (!(size < previous)) {
                break;
            }
            previous = size;
            for (int j = 0; j < d; j++) {
                fromSolution[j] += correction.getEntry(j);
                fromTarget[j] += correction.getEntry(j);
            }
        }
        return new Split(fromSolution, fromTarget);
    }

    private RealMatrix shifted(double[] shift) {
        RealMatrix system = matrix.copy();
        for (int j = 0; j < shift.length; j++) {
            system.addToEntry(j, j, shift[j]);
        }
        return system;
    }

    /** Asymmetry and definiteness were settled when the problem was built; the thresholds only guard rounding. */
    private DecompositionSolver solver(double[] shift) {
        return new CholeskyDecomposition(shifted(shift), 1e-10, 0).getSolver();
    }

    private static RealVector vector(double[] x) {
        return MatrixUtils.createRealVector(x);
    }

    private static RealMatrix column(double[] x) {
        return MatrixUtils.createColumnRealMatrix(x);
    }
}
