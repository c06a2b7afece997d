package org.plumbline.problem.quadratic;

import java.util.Optional;
import java.util.OptionalDouble;
import org.apache.commons.math3.linear.RealMatrix;
import org.plumbline.problem.BilevelFunctions;
import org.plumbline.problem.GroundTruth;
import org.plumbline.problem.KnownOptimum;
import org.plumbline.problem.OuterTerms;

/** The spectral form, and the terms in φ alone. */
record RankDeficientTruth(BilevelFunctions functions, RankAnalysis analysis, OuterTerms outer) implements GroundTruth {
    @Override
    public double[] lowerSolution(double[] phi) {
        return analysis.form().solution(phi, 0);
    }

    @Override
    public double[] penalisedSolution(double[] phi, double sigma) {
        return analysis.form().solution(phi, sigma);
    }

    /** \(\tfrac12\|(I-UU^\top)C\varphi\|^2\): what no λ reaches. */
    @Override
    public double lowerOptimum(double[] phi) {
        RealMatrix residual = analysis.residual();
        double sum = 0;
        for (double entry : residual.operate(phi)) {
            sum += entry * entry;
        }
        return sum / 2;
    }

    @Override
    public double objective(double[] phi) {
        return analysis.form().value(phi, 0) + outer.value(phi);
    }

    @Override
    public double penaltyObjective(double[] phi, double sigma) {
        return analysis.form().value(phi, sigma) + outer.value(phi);
    }

    @Override
    public double[] hypergradient(double[] phi) {
        return penaltyHypergradient(phi, 0);
    }

    @Override
    public double[] penaltyHypergradient(double[] phi, double sigma) {
        double[] gradient = analysis.form().gradient(phi, sigma);
        double[] terms = new double[phi.length];
        outer.gradient(phi, terms);
        for (int i = 0; i < terms.length; i++) {
            terms[i] += gradient[i];
        }
        return terms;
    }

    /** Φ is ½ a sum of squares of affine functions and ½ρ‖φ−φ̄‖², hence convex: stationary is globally minimal. */
    @Override
    public Optional<KnownOptimum> knownOptimum() {
        return KnownOptimum.ifStationary(this, outer, KnownOptimum.Kind.GLOBAL);
    }

    @Override
    public OptionalDouble penalisedModulus(double sigma) {
        return OptionalDouble.of(analysis.modulus(sigma));
    }

    /** Every σ has its modulus; where f selects within S(φ) there is none that serves all. */
    @Override
    public OptionalDouble sigmaBar() {
        return OptionalDouble.of(Double.POSITIVE_INFINITY);
    }
}
