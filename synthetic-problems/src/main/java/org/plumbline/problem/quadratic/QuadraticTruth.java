package org.plumbline.problem.quadratic;

import java.util.Optional;
import java.util.OptionalDouble;
import org.plumbline.problem.BilevelFunctions;
import org.plumbline.problem.GroundTruth;
import org.plumbline.problem.KnownOptimum;
import org.plumbline.problem.UpperLoss;

/**
 * Closed forms. With \(m = C\varphi - e\), \(\lambda_\sigma\) solves \(H(\lambda_\sigma-C\varphi) =
 * -\sigma W(\lambda_\sigma-e)\). Put into the definitions of \(\nabla\Phi_\sigma\) and \(\Phi_\sigma\) it removes
 * every division by σ, and with it the loss of digits as \(\sigma \to 0\):
 * \[ \nabla\Phi_\sigma = C^\top W(\lambda_\sigma - e) + \rho(\varphi-\bar\varphi) + c, \qquad
 *    \Phi_\sigma = \tfrac12\, m^\top W (\lambda_\sigma - e) + \text{outer terms}. \]
 */
final class QuadraticTruth implements GroundTruth {
    private final QuadraticFunctions functions;
    private final Curvature curvature;
    private final double[] weight;
    private final double[] target;
    private final UpperLoss upper;

    QuadraticTruth(QuadraticFunctions functions, Curvature curvature, UpperLoss upper) {
        this.functions = functions;
        this.curvature = curvature;
        this.weight = upper.weight();
        this.target = upper.target();
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
        double[] lambda = functions.image(phi);
        double[] fromSolution = split(phi, sigma).fromSolution();
        for (int j = 0; j < lambda.length; j++) {
            lambda[j] += fromSolution[j];
        }
        return lambda;
    }

    /** \(\nabla\Phi = C^\top W(C\varphi - e) + \rho(\varphi-\bar\varphi) + c\). */
    @Override
    public double[] hypergradient(double[] phi) {
        return withOuter(phi, pulled(gap(phi), phi.length));
    }

    @Override
    public double penaltyObjective(double[] phi, double sigma) {
        double[] gap = gap(phi);
        double[] fromTarget = curvature.split(shift(sigma), gap).fromTarget();
        double sum = 0;
        for (int j = 0; j < gap.length; j++) {
            sum += weight[j] * gap[j] * fromTarget[j];
        }
        return sum / 2 + upper.outer().value(phi);
    }

    @Override
    public double[] penaltyHypergradient(double[] phi, double sigma) {
        return withOuter(phi, pulled(split(phi, sigma).fromTarget(), phi.length));
    }

    /** \(\nabla^2\Phi = C^\top WC + \rho I \succeq 0\), so a stationary point is a global minimiser. */
    @Override
    public Optional<KnownOptimum> knownOptimum() {
        return KnownOptimum.ifStationary(this, upper.outer(), KnownOptimum.Kind.GLOBAL);
    }

    @Override
    public OptionalDouble penalisedModulus(double sigma) {
        return OptionalDouble.of(curvature.smallest(shift(sigma)));
    }

    @Override
    public OptionalDouble sigmaBar() {
        return OptionalDouble.of(Double.POSITIVE_INFINITY);
    }

    /** By one plain solve, apart from what {@link #penaltyHypergradient} does. */
    double[] penaltyBias(double[] phi, double sigma) {
        double[] gap = gap(phi);
        for (int j = 0; j < gap.length; j++) {
            gap[j] *= -sigma * weight[j];
        }
        return pulled(curvature.solve(shift(sigma), gap), phi.length);
    }

    /** \(C^\top W x\). */
    private double[] pulled(double[] x, int p) {
        double[] weighted = new double[x.length];
        for (int j = 0; j < x.length; j++) {
            weighted[j] = weight[j] * x[j];
        }
        double[] result = new double[p];
        functions.coupling().applyTransposed(weighted, result);
        return result;
    }

    private double[] withOuter(double[] phi, double[] gradient) {
        double[] result = new double[phi.length];
        upper.outer().gradient(phi, result);
        for (int i = 0; i < result.length; i++) {
            result[i] += gradient[i];
        }
        return result;
    }

    private Curvature.Split split(double[] phi, double sigma) {
        return curvature.split(shift(sigma), gap(phi));
    }

    private double[] shift(double sigma) {
        double[] shift = new double[weight.length];
        for (int j = 0; j < shift.length; j++) {
            shift[j] = sigma * weight[j];
        }
        return shift;
    }

    /** \(C\varphi - e\). */
    private double[] gap(double[] phi) {
        double[] gap = functions.image(phi);
        for (int j = 0; j < gap.length; j++) {
            gap[j] -= target[j];
        }
        return gap;
    }
}
