package org.plumbline.problem.pl;

import java.util.Optional;
import java.util.OptionalDouble;
import org.plumbline.problem.BilevelFunctions;
import org.plumbline.problem.GroundTruth;
import org.plumbline.problem.KnownOptimum;
import org.plumbline.problem.UpperLoss;

/** Separable solves: one bracketed root a coordinate for \(\lambda^*\), one isolated minimum for \(\lambda_\sigma\). */
final class SineTruth implements GroundTruth {
    private final SineFunctions functions;
    private final UpperLoss upper;

    SineTruth(SineFunctions functions, UpperLoss upper) {
        this.functions = functions;
        this.upper = upper;
    }

    @Override
    public BilevelFunctions functions() {
        return functions;
    }

    @Override
    public double[] lowerSolution(double[] phi) {
        double[] solution = functions.image(phi);
        for (int j = 0; j < solution.length; j++) {
            solution[j] = functions.link().inverse(solution[j]);
        }
        return solution;
    }

    @Override
    public double[] penalisedSolution(double[] phi, double sigma) {
        double[] z = functions.image(phi);
        double[] weight = upper.weight();
        double[] target = upper.target();
        double[] result = lowerSolution(phi);
        for (int j = 0; j < result.length; j++) {
            PenalisedCoordinate q = new PenalisedCoordinate(functions.link(), z[j], sigma * weight[j], target[j]);
            result[j] = q.minimiser(result[j]);
        }
        return result;
    }

    /** With \(d\lambda^*_j/dz_j = 1/\psi'(\lambda^*_j)\): \(C^\top[w(\lambda^*-e)/\psi'(\lambda^*)]\) + outer terms. */
    @Override
    public double[] hypergradient(double[] phi) {
        double[] lambda = lowerSolution(phi);
        double[] outer = new double[phi.length];
        double[] pulled = new double[lambda.length];
        upper.gradient(phi, lambda, outer, pulled);
        for (int j = 0; j < pulled.length; j++) {
            pulled[j] /= functions.link().slope(lambda[j]);
        }
        double[] result = new double[phi.length];
        functions.pullBack(pulled, result);
        for (int i = 0; i < result.length; i++) {
            result[i] += outer[i];
        }
        return result;
    }

    /** \(\Phi\) need not be convex, so the centre is called stationary and no more. */
    @Override
    public Optional<KnownOptimum> knownOptimum() {
        return KnownOptimum.ifStationary(this, upper.outer().center(), KnownOptimum.Kind.STATIONARY);
    }

    /** Known at \(\sigma = 0\) only; beyond, g + σf is PL for small σ but no modulus is proved here. */
    @Override
    public OptionalDouble penalisedModulus(double sigma) {
        double slope = 1 - functions.link().a();
        return sigma == 0 ? OptionalDouble.of(slope * slope) : OptionalDouble.empty();
    }

    @Override
    public OptionalDouble sigmaBar() {
        return OptionalDouble.empty();
    }
}
