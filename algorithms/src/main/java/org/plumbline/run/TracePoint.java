package org.plumbline.run;

import java.util.Arrays;
import org.plumbline.oracle.OracleCounts;

/**
 * The state of a run between two outer iterations. Equality is bit for bit.
 *
 * @param iteration outer iterations made
 * @param phi \(\varphi_t\)
 * @param lambda the lower variable
 * @param penalised the penalised lower variable
 * @param counts everything drawn so far
 */
public record TracePoint(long iteration, double[] phi, double[] lambda, double[] penalised, OracleCounts counts) {
    /** Copies the points. */
    public TracePoint {
        phi = phi.clone();
        lambda = lambda.clone();
        penalised = penalised.clone();
    }

    @Override
    public double[] phi() {
        return phi.clone();
    }

    @Override
    public double[] lambda() {
        return lambda.clone();
    }

    @Override
    public double[] penalised() {
        return penalised.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TracePoint that
                && iteration == that.iteration
                && Arrays.equals(phi, that.phi)
                && Arrays.equals(lambda, that.lambda)
                && Arrays.equals(penalised, that.penalised)
                && counts.equals(that.counts);
    }

    @Override
    public int hashCode() {
        return Long.hashCode(iteration) * 31 + Arrays.hashCode(phi);
    }
}
