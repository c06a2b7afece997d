package org.plumbline.problem;

import org.plumbline.random.RandomStream;

/**
 * A box of upper variables, the stated region of an instance.
 *
 * @param lower lower ends, length p
 * @param upper upper ends, length p, each above its lower end
 */
public record Box(double[] lower, double[] upper) {
    /** Copies and checks the ends. */
    public Box {
        lower = lower.clone();
        upper = upper.clone();
        if (lower.length != upper.length) {
            throw new IllegalArgumentException("The ends of a box (" + lower.length + " and " + upper.length
                    + " values) must have the same length.");
        }
        for (int i = 0; i < lower.length; i++) {
            if (!(lower[i] < upper[i])) {
                throw new IllegalArgumentException("The lower end (" + lower[i] + ") of coordinate " + i
                        + " must be below the upper end (" + upper[i] + ").");
            }
        }
    }

    /**
     * A cube around a centre.
     *
     * @param center length p
     * @param radius half of the edge, positive
     * @return the box
     */
    public static Box around(double[] center, double radius) {
        double[] lower = center.clone();
        double[] upper = center.clone();
        for (int i = 0; i < center.length; i++) {
            lower[i] -= radius;
            upper[i] += radius;
        }
        return new Box(lower, upper);
    }

    @Override
    public double[] lower() {
        return lower.clone();
    }

    @Override
    public double[] upper() {
        return upper.clone();
    }

    /**
     * A uniform point of the box.
     *
     * @param stream the randomness
     * @return length p
     */
    public double[] sample(RandomStream stream) {
        double[] phi = new double[lower.length];
        for (int i = 0; i < phi.length; i++) {
            phi[i] = stream.uniform(lower[i], upper[i]);
        }
        return phi;
    }
}
