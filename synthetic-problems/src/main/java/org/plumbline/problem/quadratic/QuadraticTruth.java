package org.plumbline.problem.quadratic;

import java.util.Optional;
import java.util.OptionalDouble;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.CholeskyDecomposition;
import org.apache.commons.math3.linear.DiagonalMatrix;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.RealVector;
import org.plumbline.numeric.Symmetric;
import org.plumbline.problem.BilevelFunctions;
import org.plumbline.problem.GroundTruth;
import org.plumbline.problem.KnownOptimum;
import org.plumbline.problem.UpperLoss;

/** Closed forms: \(\lambda^* = C\varphi\), \(\lambda_\sigma = (H+\sigma W)^{-1}(HC\varphi+\sigma We)\). */
final class QuadraticTruth implements GroundTruth {
    private final QuadraticFunctions functions;
    private final RealMatrix h;
    private final RealMatrix c;
    private final RealMatrix w;
    private final RealVector target;
    private final UpperLoss upper;

    QuadraticTruth(QuadraticFunctions functions, double[][] h, double[][] c, UpperLoss upper) {
        this.functions = functions;
        this.h = MatrixUtils.createRealMatrix(h);
        this.c = MatrixUtils.createRealMatrix(c);
        this.w = new DiagonalMatrix(upper.weight());
        this.target = new ArrayRealVector(upper.target());
        this.upper = upper;
    }

    @Override
    public BilevelFunctions functions() {
        return functions;
    }

    @Override
    public double[] lowerSolution(double[] phi) {
        return functions.image(phi);
    }

    @Override
    public double[] penalisedSolution(double[] phi, double sigma) {
        RealVector cPhi = new ArrayRealVector(functions.image(phi), false);
        RealVector rhs = h.operate(cPhi).add(w.operate(target).mapMultiply(sigma));
        RealMatrix system = h.add(w.scalarMultiply(sigma));
        // Asymmetry and definiteness were settled when the problem was built; the thresholds only guard rounding.
        return new CholeskyDecomposition(system, 1e-10, 0)
                .getSolver()
                .solve(rhs)
                .toArray();
    }

    /** \(\nabla\Phi = C^\top W(C\varphi - e) + \rho(\varphi-\bar\varphi) + c\). */
    @Override
    public double[] hypergradient(double[] phi) {
        double[] result = new double[phi.length];
        upper.outer().gradient(phi, result);
        RealVector gap = new ArrayRealVector(functions.image(phi), false).subtract(target);
        return c.preMultiply(w.operate(gap)).add(new ArrayRealVector(result)).toArray();
    }

    /** \(\nabla^2\Phi = C^\top WC + \rho I \succeq 0\), so a stationary point is a global minimiser. */
    @Override
    public Optional<KnownOptimum> knownOptimum() {
        return KnownOptimum.ifStationary(this, upper.outer().center(), KnownOptimum.Kind.GLOBAL);
    }

    @Override
    public OptionalDouble penalisedModulus(double sigma) {
        return OptionalDouble.of(Symmetric.smallestEigenvalue(h.add(w.scalarMultiply(sigma))));
    }

    @Override
    public OptionalDouble sigmaBar() {
        return OptionalDouble.of(Double.POSITIVE_INFINITY);
    }

    double[] penaltyBias(double[] phi, double sigma) {
        RealVector gap = target.subtract(new ArrayRealVector(functions.image(phi), false));
        RealMatrix system = h.add(w.scalarMultiply(sigma));
        RealVector inner =
                new CholeskyDecomposition(system, 1e-10, 0).getSolver().solve(w.operate(gap));
        return c.preMultiply(w.operate(inner)).mapMultiply(sigma).toArray();
    }
}
