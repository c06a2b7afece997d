package org.plumbline.theory.claim.ablation;

import java.util.Arrays;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.CholeskyDecomposition;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.apache.commons.math3.linear.RealMatrix;
import org.plumbline.numeric.Vectors;
import org.plumbline.problem.BilevelProblem;
import org.plumbline.random.RandomStream;

/**
 * \(\Phi_\sigma\) of an instance where it is a strongly convex quadratic: \(\nabla\Phi_\sigma\) is affine, so that its
 * differences are exact but for rounding.
 */
final class ProxyQuadratic {
    private final RealMatrix hessian;
    private final double[] minimiser;

    ProxyQuadratic(BilevelProblem problem, double sigma) {
        int p = problem.start().phi().length;
        double[] atZero = problem.truth().penaltyHypergradient(new double[p], sigma);
        RealMatrix matrix = new Array2DRowRealMatrix(p, p);
        for (int i = 0; i < p; i++) {
            double[] unit = new double[p];
            unit[i] = 1;
            double[] column = problem.truth().penaltyHypergradient(unit, sigma);
            Vectors.add(-1, atZero, column);
            matrix.setColumn(i, column);
        }
        hessian = matrix.add(matrix.transpose()).scalarMultiply(0.5);
        minimiser = new CholeskyDecomposition(hessian, 1e-9, 0)
                .getSolver()
                .solve(new ArrayRealVector(atZero).mapMultiply(-1))
                .toArray();
    }

    /** \(\varphi_\sigma\). */
    double[] minimiser() {
        return minimiser.clone();
    }

    /** The largest curvature, L. */
    double largest() {
        return Arrays.stream(curvatures()).max().orElseThrow();
    }

    /** The curvatures. */
    double[] curvatures() {
        return new EigenDecomposition(hessian).getRealEigenvalues();
    }

    /** A point in a random direction at which \(\Phi_\sigma\) is higher than at its minimiser by a given gap. */
    double[] at(double gap, RandomStream stream) {
        double[] direction = new double[minimiser.length];
        stream.fillGaussian(direction);
        ArrayRealVector along = new ArrayRealVector(direction);
        double[] point = minimiser.clone();
        Vectors.add(Math.sqrt(2 * gap / along.dotProduct(hessian.operate(along))), direction, point);
        return point;
    }
}
