package org.plumbline.algorithm;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.plumbline.numeric.RefusedException;
import org.plumbline.source.Citation;

/**
 * The hyper-parameters of a method as functions of the target \(\epsilon\) of \(\mathbb E\|\nabla\Phi\|^2 \le \epsilon\),
 * from its theorem with the units converted. The exponents are the theorem's; the constants c are free, and found by the
 * one rule that all methods share (see {@link Role}).
 *
 * @param laws one a hyper-parameter that depends on the target or is left free, and one for the iterations
 * @param sampleExponent r, such that the schedule draws \(N = \tilde O(\epsilon^{-r})\) samples
 * @param note what a reader must know, such as how noise was added to a deterministic theorem; may be empty
 * @param source where the exponents come from
 */
public record TheoremSchedule(List<Law> laws, double sampleExponent, String note, Citation source) {
    /** Copies the laws and checks that there is one for the iterations. */
    public TheoremSchedule {
        laws = List.copyOf(laws);
        if (laws.stream().noneMatch(law -> law.parameter().equals(Law.ITERATIONS))) {
            throw new IllegalArgumentException("A schedule needs a law for the iterations; there is none in " + laws);
        }
    }

    /**
     * What a schedule gives at a target.
     *
     * @param values hyper-parameters by name
     * @param iterations T, at least 1
     */
    public record Point(Map<String, Object> values, long iterations) {
        /** Keeps the order. */
        public Point {
            values = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(values));
        }
    }

    /**
     * The hyper-parameters at a target.
     *
     * @param epsilon target of \(\mathbb E\|\nabla\Phi\|^2\), in (0, 1]
     * @param constants c by name; those of role {@link Role#FIXED} may be left out
     * @return values, unrounded, and T, rounded up
     */
    public Point at(double epsilon, Map<String, Double> constants) {
        if (!(epsilon > 0 && epsilon <= 1)) {
            throw new RefusedException("epsilon (" + epsilon + ") must lie in (0, 1]. Maybe use 0.1.");
        }
        Map<String, Object> values = new LinkedHashMap<>();
        double iterations = 1;
        for (Law law : laws) {
            double value = law.at(constant(law, constants), epsilon);
            if (law.parameter().equals(Law.ITERATIONS)) {
                iterations = value;
            } else {
                values.put(law.parameter(), value);
            }
        }
        return new Point(values, Math.max(1, Hyperparameters.ceiling(iterations)));
    }

    private static double constant(Law law, Map<String, Double> constants) {
        Double c = constants.get(law.constant());
        if (c == null && law.role() != Role.FIXED) {
            throw new RefusedException("The constant " + law.constant() + " of " + law.formula()
                    + " must be given. Maybe start with " + law.constant() + ": 1.");
        }
        double value = c == null ? law.fixed() : c;
        if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
            throw new RefusedException(law.constant() + " (" + value + ") must be positive and finite. Maybe use 1.");
        }
        return value;
    }
}
