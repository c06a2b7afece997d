package org.plumbline.theory.claim.pl;

import java.util.LinkedHashMap;
import java.util.Map;
import org.plumbline.numeric.Vectors;
import org.plumbline.theory.CellResult;
import org.plumbline.theory.measure.Landscape;

/**
 * Gradient descent with a constant step τ: by how much every step multiplies the gap, and whether what {@link Contraction}
 * uses of the function held there: the curvature from λ to λ⁺ and to \(z = \lambda^+ + \nabla g(\lambda^+)/(2L)\), that from λ⁺
 * to z with its sign turned, all at most L, and the PL ratio at λ. The curvature from x to y is
 * \(2(g(y) - g(x) - \langle\nabla g(x), y-x\rangle)/\|y-x\|^2\); what is recorded is the excess of the inequality, as a
 * quotient means nothing where two of the points nearly coincide.
 *
 * @param landscape the loss
 * @param optimum its least value
 * @param step τ
 * @param smoothness L
 */
record ConstantStepDescent(Landscape landscape, double optimum, double step, double smoothness) {
    /** A gap below this share of the loss is rounding: what is above has its ratios to 1e-6. */
    private static final double ROUNDING = 1e-9;

    static final String CONTRACTION = "largest contraction factor";
    static final String LEFT = "share of the gap that is left";
    static final String EXCESS = "largest excess over smoothness";
    static final String RATIO = "least PL ratio";
    static final String STEPS = "steps";

    /** Makes steps until the gap is below the share of what it was, or below rounding, or no steps are left. */
    CellResult run(double[] start, int mostSteps, double share) {
        double floor = ROUNDING * (1 + Math.abs(optimum));
        double[] at = start.clone();
        double[] gradient = new double[at.length];
        double loss = landscape.gradient(at, gradient);
        double first = loss - optimum;
        double contraction = 0;
        double excess = 0;
        double ratio = Double.POSITIVE_INFINITY;
        int steps = 0;
        double[] next = new double[at.length];
        double[] nextGradient = new double[at.length];
        while (steps < mostSteps && loss - optimum > Math.max(floor, share * first)) {
            ratio = Math.min(ratio, Vectors.squaredNorm(gradient) / (2 * (loss - optimum)));
            Vectors.copy(at, next);
            Vectors.add(-step, gradient, next);
            double reached = landscape.gradient(next, nextGradient);
            excess = Math.max(excess, excess(at, loss, gradient, next, reached, nextGradient));
            contraction = Math.max(contraction, (reached - optimum) / (loss - optimum));
            Vectors.copy(next, at);
            Vectors.copy(nextGradient, gradient);
            loss = reached;
            steps++;
            if (!Double.isFinite(loss)) {
                contraction = Double.POSITIVE_INFINITY;
                break;
            }
        }
        boolean arrived = loss - optimum <= floor;
        Map<String, double[]> values = new LinkedHashMap<>();
        values.put(CONTRACTION, new double[] {contraction});
        values.put(LEFT, new double[] {arrived ? 0 : Double.isFinite(loss) ? (loss - optimum) / first : loss});
        values.put(EXCESS, new double[] {excess});
        values.put(RATIO, new double[] {ratio});
        values.put(STEPS, new double[] {steps});
        return CellResult.of(values);
    }

    /** By how much the three smoothness inequalities of a step are violated at most, relative to the size of the loss. */
    private double excess(
            double[] at, double loss, double[] gradient, double[] next, double reached, double[] nextGradient) {
        double[] beyond = next.clone();
        Vectors.add(1 / (2 * smoothness), nextGradient, beyond);
        double value = landscape.gradient(beyond, new double[at.length]);
        double largest = Math.max(
                excess(1, at, loss, gradient, next, reached),
                Math.max(
                        excess(1, at, loss, gradient, beyond, value),
                        excess(-1, next, reached, nextGradient, beyond, value)));
        return largest / (1 + Math.abs(loss));
    }

    /** \(\pm(g(y) - g(x) - \langle\nabla g(x), y-x\rangle) - \tfrac L2\|y-x\|^2\). */
    private double excess(int sign, double[] from, double loss, double[] gradient, double[] to, double reached) {
        double[] way = to.clone();
        Vectors.add(-1, from, way);
        return sign * (reached - loss - Vectors.dot(gradient, way)) - smoothness / 2 * Vectors.squaredNorm(way);
    }
}
