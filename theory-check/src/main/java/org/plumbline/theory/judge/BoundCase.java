package org.plumbline.theory.judge;

import java.util.Objects;
import org.plumbline.theory.statistics.Require;

/**
 * One case of a statement "quantity ≤ bound": a point, an instance or a step at which both are known.
 *
 * @param name of the case, unique among those decided together
 * @param estimate of the quantity, not NaN; infinity violates every bound
 * @param bound finite
 * @param standardError of the estimate, finite; 0 if it is exact but for rounding
 * @param degreesOfFreedom of the standard error, at least 1: \(n - 1\) for the mean of \(n\) values whose spread it is
 *     estimated from; infinite where it is known
 * @param scale positive: the unit in which tolerances and violations are relative, as a rule \(|\text{bound}|\)
 */
public record BoundCase(
        String name, double estimate, double bound, double standardError, double degreesOfFreedom, double scale) {
    /** Refuses values outside their ranges. */
    public BoundCase {
        Objects.requireNonNull(name);
        if (Double.isNaN(estimate)) {
            throw new IllegalArgumentException("The estimate of " + name
                    + " (NaN) must be a number. A run that diverged is a failure to report, not a case.");
        }
        Require.finite("bound of " + name, bound);
        Require.nonNegative("standard error of " + name, standardError);
        if (!(degreesOfFreedom >= 1)) {
            throw new IllegalArgumentException(
                    "The degrees of freedom of " + name + " (" + degreesOfFreedom + ") must be at least 1.");
        }
        Require.positive("scale of " + name, scale);
    }

    /**
     * A case with the mean of a sample, measured against its bound.
     *
     * @param name of the case
     * @param estimate of the quantity
     * @param bound not zero
     * @param standardError of the mean, from the spread of the same sample
     * @param size \(n\), at least 2: how many values the mean and its standard error are made of
     * @return the case with scale \(|\text{bound}|\)
     */
    public static BoundCase sampled(String name, double estimate, double bound, double standardError, int size) {
        return new BoundCase(name, estimate, bound, standardError, size - 1.0, Math.abs(bound));
    }

    /**
     * A case with a quantity that is exact but for rounding, measured against its bound.
     *
     * @param name of the case
     * @param value the quantity
     * @param bound not zero
     * @return the case with scale \(|\text{bound}|\)
     */
    public static BoundCase exact(String name, double value, double bound) {
        return new BoundCase(name, value, bound, 0, Double.POSITIVE_INFINITY, Math.abs(bound));
    }

    /**
     * How far the estimate lies above the bound, in units of the scale.
     *
     * @return negative where there is slack
     */
    public double relativeExcess() {
        return (estimate - bound) / scale;
    }
}
