package org.plumbline.problem.quadratic;

import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.ArrayRealVector;
import org.hipparchus.linear.DecompositionSolver;
import org.hipparchus.linear.QRDecomposition;
import org.hipparchus.linear.RealMatrix;
import org.hipparchus.linear.RealVector;
import org.plumbline.problem.OuterTerms;
import org.plumbline.problem.UpperLoss;
import org.plumbline.random.RandomStream;

/**
 * A random quadratic whose matrices the test knows, with the closed forms of theory.md §3 written a second time, in
 * another library.
 *
 * @param h d×d, positive definite with eigenvalues in [1, condition]
 * @param c d×p
 * @param upper weights, target, outer terms
 */
record KnownQuadratic(double[][] h, double[][] c, UpperLoss upper) {
    static KnownQuadratic random(int d, int p, double condition, RandomStream stream) {
        RealMatrix basis = new QRDecomposition(gaussian(d, d, stream)).getQ();
        RealMatrix scaled = new Array2DRowRealMatrix(d, d);
        for (int j = 0; j < d; j++) {
            double root = Math.sqrt(1 + (condition - 1) * stream.uniform());
            scaled.setColumnVector(j, basis.getColumnVector(j).mapMultiply(root));
        }
        RealMatrix h = scaled.multiply(scaled.transpose());
        double[] target = new double[d];
        double[] weight = new double[d];
        double[] center = new double[p];
        stream.fillGaussian(target);
        stream.fillGaussian(center);
        for (int j = 0; j < d; j++) {
            weight[j] = stream.uniform(0.1, 2);
        }
        double[][] symmetric = h.add(h.transpose()).scalarMultiply(0.5).getData();
        UpperLoss upper = new UpperLoss(target, weight, OuterTerms.centred(stream.uniform(), center));
        return new KnownQuadratic(symmetric, gaussian(d, p, stream).getData(), upper);
    }

    private static RealMatrix gaussian(int rows, int columns, RandomStream stream) {
        double[][] entries = new double[rows][columns];
        for (double[] row : entries) {
            stream.fillGaussian(row);
        }
        return new Array2DRowRealMatrix(entries, false);
    }

    QuadraticProblem problem() {
        return QuadraticProblem.manufactured("quadratic/known", h, c, upper);
    }

    /** λ_σ = (H + σW)⁻¹(HCφ + σWe). */
    double[] penalisedSolution(double[] phi, double sigma) {
        RealVector rhs = matrix(h)
                .operate(image(phi))
                .add(weighted(new ArrayRealVector(upper.target())).mapMultiply(sigma));
        return system(sigma).solve(rhs).toArray();
    }

    /** ∇Φ_σ − ∇Φ = σCᵀW(H + σW)⁻¹W(e − Cφ). */
    double[] bias(double[] phi, double sigma) {
        RealVector gap = weighted(new ArrayRealVector(upper.target()).subtract(image(phi)));
        RealVector solved = weighted(system(sigma).solve(gap));
        return matrix(c).transpose().operate(solved).mapMultiply(sigma).toArray();
    }

    private DecompositionSolver system(double sigma) {
        RealMatrix system = matrix(h);
        for (int j = 0; j < h.length; j++) {
            system.addToEntry(j, j, sigma * upper.weight()[j]);
        }
        return new QRDecomposition(system).getSolver();
    }

    private RealVector image(double[] phi) {
        return matrix(c).operate(new ArrayRealVector(phi));
    }

    private RealVector weighted(RealVector x) {
        return x.ebeMultiply(new ArrayRealVector(upper.weight()));
    }

    private static RealMatrix matrix(double[][] rows) {
        return new Array2DRowRealMatrix(rows);
    }
}
