package org.plumbline.theory.assumption;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.plumbline.oracle.GaussianNoise;
import org.plumbline.problem.BilevelProblem;
import org.plumbline.theory.Assumption;
import org.plumbline.theory.Cell;
import org.plumbline.theory.CellSink;
import org.plumbline.theory.Certificate;
import org.plumbline.theory.Settings;
import org.plumbline.theory.Sweep;

/** The certificate of an instance by itself, without a claim. */
public final class Certificates {
    private static final GaussianNoise NOISE = new GaussianNoise(1, 0.5);

    /** Inside a finite range of σ, as its end is where the PL inequality begins to fail. */
    private static final double INSIDE = 0.9;

    private Certificates() {}

    /**
     * Everything that claims presume of an instance: stability, PL of g and of g + σf at the end and at a tenth of the
     * certified range of σ (at 1 and 0.1 where it has no end or none is known), smoothness, and gradient noise under an
     * additive and multiplicative law.
     *
     * @param problem the instance
     * @return the assumptions
     */
    public static List<Assumption> assumptions(BilevelProblem problem) {
        OptionalDouble end = problem.truth().sigmaBar();
        double sigma = end.isPresent() && Double.isFinite(end.getAsDouble()) ? INSIDE * end.getAsDouble() : 1;
        List<Assumption> all = new ArrayList<>(List.of(new Domain(problem), new Smoothness(problem)));
        all.addAll(PlInequality.forAll(problem, sigma, sigma / 10));
        all.add(GradientNoise.unbiased(problem, NOISE));
        return all;
    }

    /**
     * Measures what {@link #assumptions} lists.
     *
     * @param problem the instance
     * @param settings profile and seed
     * @param threads at least 1; the certificate does not depend on it
     * @return the certificate
     */
    public static Certificate measure(BilevelProblem problem, Settings settings, int threads) {
        List<Assumption> assumptions = assumptions(problem);
        List<Cell> cells = assumptions.stream()
                .map(assumption -> assumption.cell(settings))
                .toList();
        return Certificate.of(assumptions, settings, Sweep.run(cells, threads, CellSink.NONE, finished -> {}));
    }
}
