package org.plumbline.problem;

import java.util.Locale;

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
}
