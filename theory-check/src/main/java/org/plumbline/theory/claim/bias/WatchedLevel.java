package org.plumbline.theory.claim.bias;

import java.util.LinkedHashMap;
import java.util.Map;
import org.plumbline.numeric.Vectors;
import org.plumbline.problem.BilevelFunctions;
import org.plumbline.problem.BilevelProblem;

/**
 * The lower level along inner steps, looked at for what the recursion uses of it wherever a run goes: the curvature of every
 * step, which must not be above L,
 * \[ \frac{2}{\|\Delta\|^2}\bigl(g(\lambda+\Delta) - g(\lambda) - \langle\nabla_\lambda g(\lambda),\Delta\rangle\bigr), \]
 * the PL ratio \(\tfrac12\|\nabla_\lambda g\|^2/\delta\) at every point, which must not be below μ, and whether it lies in the
 * region of the declared constants. Runs come one after the other.
 */
final class WatchedLevel {
    /** Below this share of the loss a gap is rounding, and a ratio to it means nothing. */
    private static final double ROUNDING = 1e-10;

    private final BilevelProblem problem;
    private final BilevelFunctions functions;
    private final double[] phi;
    private final double optimum;
    private final double[] unused;
    private final double[] exact;
    private double loss;
    private double largestCurvature;
    private double leastRatio = Double.POSITIVE_INFINITY;
    private int outside;

    WatchedLevel(BilevelProblem problem, double[] phi) {
        this.problem = problem;
        this.phi = phi;
        functions = problem.truth().functions();
        optimum = problem.truth().lowerOptimum(phi);
        unused = new double[phi.length];
        exact = new double[problem.lowerDimension()];
    }

    /** Begins a run; the gap there. */
    double begin(double[] at) {
        loss = functions.lower(phi, at);
        return loss - optimum;
    }

    /** \(\nabla_\lambda g\) where the run is; valid until the next look. */
    double[] look(double[] at) {
        functions.lowerGradient(phi, at, unused, exact);
        double gap = loss - optimum;
        if (gap > ROUNDING * (1 + Math.abs(optimum))) {
            leastRatio = Math.min(leastRatio, Vectors.squaredNorm(exact) / (2 * gap));
        }
        count(at);
        return exact;
    }

    /** One step of −τ times an estimate, from where was looked last; the gap after it. */
    double step(double[] at, double step, double[] estimate) {
        double along = 0;
        double squaredLength = 0;
        for (int j = 0; j < at.length; j++) {
            double move = -step * estimate[j];
            at[j] += move;
            along += exact[j] * move;
            squaredLength += move * move;
        }
        double next = functions.lower(phi, at);
        largestCurvature = Math.max(largestCurvature, 2 * (next - loss - along) / squaredLength);
        loss = next;
        return loss - optimum;
    }

    /** Ends a run. */
    void end(double[] at) {
        count(at);
    }

    private void count(double[] at) {
        if (!problem.inRegion(phi, at)) {
            outside++;
        }
    }

    /** What {@link UsedConstants} reads. */
    Map<String, double[]> seen() {
        Map<String, double[]> values = new LinkedHashMap<>();
        values.put("largest curvature", new double[] {largestCurvature});
        values.put("least PL ratio", new double[] {leastRatio});
        values.put("outside", new double[] {outside});
        return values;
    }
}
