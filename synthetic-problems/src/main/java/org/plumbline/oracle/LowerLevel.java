package org.plumbline.oracle;

/**
 * What is declared of the lower losses \(g(\varphi,\cdot)\) of a problem, from the most structure to the least. It is
 * public knowledge, like the {@link Constants}: a method states which of these its theorem needs.
 */
public enum LowerLevel {
    /** \(\nabla^2_{\lambda\lambda} g \succeq \mu I\) everywhere. */
    STRONGLY_CONVEX("strongly convex"),
    /** PL, with one minimiser, at which the Hessian is nonsingular. */
    NONSINGULAR_PL("PL, with one minimiser and a nonsingular Hessian there"),
    /** PL; minimisers may form a continuum, on which the Hessian is singular. */
    PL("PL"),
    /** Nothing is declared. */
    UNRESTRICTED("not declared to be PL");

    private final String words;

    LowerLevel(String words) {
        this.words = words;
    }

    /**
     * The class in words.
     *
     * @return behind "the lower level is"
     */
    public String words() {
        return words;
    }

    /**
     * Whether every lower level of this class belongs to another.
     *
     * @param other the class that is asked for
     * @return true if this one has at least as much structure
     */
    public boolean isWithin(LowerLevel other) {
        return compareTo(other) <= 0;
    }
}
