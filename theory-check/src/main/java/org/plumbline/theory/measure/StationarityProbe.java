package org.plumbline.theory.measure;

import java.util.Arrays;
import org.apache.commons.math3.exception.MathArithmeticException;
import org.apache.commons.math3.exception.MathIllegalArgumentException;
import org.apache.commons.math3.exception.MathIllegalStateException;
import org.plumbline.numeric.RefusedException;
import org.plumbline.problem.BilevelProblem;
import org.plumbline.problem.GroundTruth;
import org.plumbline.run.Probe;

/**
 * Measures \(\|\nabla\Phi(\varphi_t)\|^2\) at every outer iteration and notes when a chain leaves the domain of the
 * lower loss (for a linear-quadratic regulator: the stabilising gains), where g is infinite, or the region in which its
 * PL constant is declared (for a soft MDP: the policies that give every action some probability).
 */
public final class StationarityProbe implements Probe {
    private final GroundTruth truth;
    private double[] squaredNorms = new double[64];
    private int length;
    private final BilevelProblem problem;
    private long leftDomainAt = -1;
    private long leftRegionAt = -1;

    /**
     * A probe for one run.
     *
     * @param problem the instance that the run is about
     */
    public StationarityProbe(BilevelProblem problem) {
        this.problem = problem;
        this.truth = problem.truth();
    }

    @Override
    public void at(long t, double[] phi, double[] lambda, double[] penalised) {
        if (length == squaredNorms.length) {
            squaredNorms = Arrays.copyOf(squaredNorms, 2 * length);
        }
        try {
            squaredNorms[length] = squaredNorm(truth.hypergradient(phi));
            noteDomain(t, phi, lambda, penalised);
        } catch (RefusedException
                | MathIllegalArgumentException
                | MathIllegalStateException
                | MathArithmeticException e) {
            // An upper variable so far out that its truth is beyond double precision.
            squaredNorms[length] = Double.POSITIVE_INFINITY;
            leftDomainAt = leftDomainAt < 0 ? t : leftDomainAt;
        }
        length++;
    }

    private void noteDomain(long t, double[] phi, double[] lambda, double[] penalised) {
        boolean inside = Double.isFinite(truth.functions().lower(phi, lambda))
                && Double.isFinite(truth.functions().lower(phi, penalised));
        if (!inside && leftDomainAt < 0) {
            leftDomainAt = t;
        }
        boolean certified = problem.inRegion(phi, lambda) && problem.inRegion(phi, penalised);
        if (!certified && leftRegionAt < 0) {
            leftRegionAt = t;
        }
    }

    /**
     * The average criterion, \(\frac1T\sum_{t=0}^{T-1}\|\nabla\Phi(\varphi_t)\|^2\). With a constant step it contains
     * the start-up transient, which is Θ(1/T) by itself.
     *
     * @return the mean over the iterates before the last
     */
    public double average() {
        return mean(0, iterations());
    }

    /**
     * The tail criterion: the mean over \(T/2 \le t \lt T\).
     *
     * @return the mean over the later half
     */
    public double tail() {
        return mean(iterations() / 2, iterations());
    }

    /**
     * The criterion at one iterate.
     *
     * @param t index, at least 0 and below the number of iterations
     * @return \(\|\nabla\Phi(\varphi_t)\|^2\)
     */
    public double at(int t) {
        return squaredNorms[t];
    }

    /**
     * The number of outer iterations seen.
     *
     * @return T
     */
    public int iterations() {
        return length - 1;
    }

    /**
     * Where a chain first left the domain.
     *
     * @return the outer iteration, or −1 if it never did
     */
    public long leftDomainAt() {
        return leftDomainAt;
    }

    /**
     * Where a chain first left the region of the PL constant.
     *
     * @return the outer iteration, or −1 if it never did
     */
    public long leftRegionAt() {
        return leftRegionAt;
    }

    private double mean(int from, int to) {
        double sum = 0;
        for (int t = from; t < to; t++) {
            sum += squaredNorms[t];
        }
        return sum / (to - from);
    }

    private static double squaredNorm(double[] x) {
        double sum = 0;
        for (double value : x) {
            sum += value * value;
        }
        return sum;
    }
}
