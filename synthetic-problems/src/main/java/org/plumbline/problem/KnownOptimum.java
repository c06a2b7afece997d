package org.plumbline.problem;

import java.util.Locale;
import java.util.Optional;
import org.apache.commons.math3.linear.ArrayRealVector;

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
     * The point, if it is stationary: \(\|\nabla\Phi\| \le 10^{-9}(1 + |\Phi|)\), which is what rounding leaves of a
     * gradient that was made to vanish, and of one that vanishes within the tolerance for aligned instances.
     *
     * @param truth of the instance
     * @param phi the candidate
     * @param kind what the family proves of stationary points
     * @return the optimum, or empty
     */
    public static Optional<KnownOptimum> ifStationary(GroundTruth truth, double[] phi, Kind kind) {
        double value = truth.objective(phi);
        double gradient = new ArrayRealVector(truth.hypergradient(phi), false).getNorm();
        return gradient <= 1e-9 * (1 + Math.abs(value))
                ? Optional.of(new KnownOptimum(phi, value, kind))
                : Optional.empty();
    }
}
