package org.plumbline.problem.separable;

import java.util.Optional;
import java.util.OptionalDouble;
import org.plumbline.problem.BilevelFunctions;
import org.plumbline.problem.GroundTruth;
import org.plumbline.problem.KnownOptimum;
import org.plumbline.problem.UpperLoss;

/**
 * Solves coordinate by coordinate: \(\lambda^*_j = \lambda^*(z_j)\), and \(\lambda_{\sigma,j}\) the global minimiser of
 * \(\ell(y,z_j) + \tfrac12\sigma w_j(y-e_j)^2\). As \(\ell_z = 0\) at \(\lambda^*\), Danskin's theorem gives
 * \(\nabla\Phi_\sigma = \nabla_\varphi f + C^\top[\ell_z(\lambda_\sigma,z)/\sigma]\), and no difference is divided by
 * \(\sigma\) where \(\ell_z\) comes from the stationarity of \(\lambda_\sigma\).
 */
final class SeparableTruth implements GroundTruth {
    private final SeparableFunctions functions;
    private final CoordinateLoss loss;
    private final UpperLoss upper;
    private final double[] weight;
    private final double[] target;
    private final KnownOptimum.Kind kind;
    private final Certificates certificates;

    SeparableTruth(
            SeparableFunctions functions,
            CoordinateLoss loss,
            UpperLoss upper,
            KnownOptimum.Kind kind,
            Certificates certificates) {
        this.functions = functions;
        this.loss = loss;
        this.upper = upper;
        this.weight = upper.weight();
        this.target = upper.target();
        this.kind = kind;
        this.certificates = certificates;
    }

    @Override
    public BilevelFunctions functions() {
        return functions;
    }

    @Override
    public double[] lowerSolution(double[] phi) {
        double[] solution = functions.image(phi);
        for (int j = 0; j < solution.length; j++) {
            solution[j] = loss.solution(solution[j]);
        }
        return solution;
    }

    @Override
    public double lowerOptimum(double[] phi) {
        return weight.length * loss.optimum();
    }

    @Override
    public double[] penalisedSolution(double[] phi, double sigma) {
        return penalisedSolutions(functions.image(phi), sigma);
    }

    private double[] penalisedSolutions(double[] z, double sigma) {
        double[] result = new double[z.length];
        for (int j = 0; j < z.length; j++) {
            PenalisedCoordinate q = new PenalisedCoordinate(loss, z[j], sigma * weight[j], target[j]);
            result[j] = q.minimiser(loss.solution(z[j]));
        }
        return result;
    }

    /** \(C^\top[w(\lambda^*-e)\,(\lambda^*)'(z)]\) + outer terms. */
    @Override
    public double[] hypergradient(double[] phi) {
        double[] lambda = lowerSolution(phi);
        double[] outer = new double[phi.length];
        double[] pulled = new double[lambda.length];
        upper.gradient(phi, lambda, outer, pulled);
        for (int j = 0; j < pulled.length; j++) {
            pulled[j] = loss.pulledBack(pulled[j], lambda[j]);
        }
        return sum(functions.pullBack(pulled), outer);
    }

    @Override
    public double penaltyObjective(double[] phi, double sigma) {
        double[] z = functions.image(phi);
        double[] lambda = penalisedSolutions(z, sigma);
        double gap = 0;
        for (int j = 0; j < z.length; j++) {
            gap += loss.gap(lambda[j], z[j]);
        }
        return upper.value(phi, lambda) + gap / sigma;
    }

    @Override
    public double[] penaltyHypergradient(double[] phi, double sigma) {
        double[] z = functions.image(phi);
        double[] lambda = penalisedSolutions(z, sigma);
        for (int j = 0; j < z.length; j++) {
            z[j] = loss.shiftAtPenalised(lambda[j], z[j], sigma * weight[j], target[j]) / sigma;
        }
        double[] outer = new double[phi.length];
        upper.outer().gradient(phi, outer);
        return sum(functions.pullBack(z), outer);
    }

    private static double[] sum(double[] x, double[] y) {
        for (int i = 0; i < x.length; i++) {
            x[i] += y[i];
        }
        return x;
    }

    @Override
    public Optional<KnownOptimum> knownOptimum() {
        return KnownOptimum.ifStationary(this, upper.outer(), kind);
    }

    @Override
    public OptionalDouble penalisedModulus(double sigma) {
        return certificates.penalisedModulus(sigma);
    }

    @Override
    public OptionalDouble sigmaBar() {
        return certificates.sigmaBar();
    }
}
