package org.plumbline.problem;

import java.util.Locale;
import java.util.Optional;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.plumbline.numeric.RefusedException;

/**
 * A point whose optimality is known by construction.
 *
 * @param phi the upper variable, length p
 * @param value \(\Phi(\varphi)\) there
 * @param kind how far optimality is proved
 */
public record KnownOptimum(double[] phi, double value, Kind kind) {
    /** How far the optimality of a known point is proved. */
    public enum Kind {
        /** A global minimiser of \(\Phi\), proved by the family. */
        GLOBAL,
        /** \(\nabla\Phi = 0\); nothing more is proved. */
        STATIONARY;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Copies the point. */
    public KnownOptimum {
        phi = phi.clone();
    }

    @Override
    public double[] phi() {
        return phi.clone();
    }

    /**
     * The centre of the outer terms, if it is stationary: \(\|\nabla\Phi\|\) there is at most \(10^{-9}\) of the larger
     * of its values at two corners of the cube of radius 1 around it, which allows for data written with ten digits, plus
     * \(10^{-14}\|c\|\), which is what rounding leaves of a gradient that c was made to cancel. The rule does not depend
     * on the units of \(\Phi\), nor on a constant added to it.
     *
     * @param truth of the instance
     * @param outer its outer terms
     * @param kind what the family proves of stationary points
     * @return the optimum, or empty
     */
    public static Optional<KnownOptimum> ifStationary(GroundTruth truth, OuterTerms outer, Kind kind) {
        double[] center = outer.center();
        Box cube = Box.around(center, 1);
        double scale = Math.max(gradient(truth, cube.lower()), gradient(truth, cube.upper()));
        double rounding = 1e-14 * new ArrayRealVector(outer.linear(), false).getNorm();
        return gradient(truth, center) <= 1e-9 * scale + rounding
                ? Optional.of(new KnownOptimum(center, truth.objective(center), kind))
                : Optional.empty();
    }

    /** NaN, with which every comparison is false, where the truth cannot be computed. */
    private static double gradient(GroundTruth truth, double[] phi) {
        try {
            return new ArrayRealVector(truth.hypergradient(phi), false).getNorm();
        } catch (RefusedException e) {
            return Double.NaN;
        }
    }
}
