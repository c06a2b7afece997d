package org.plumbline.theory.claim.pl;

import java.util.Arrays;
import org.plumbline.problem.BilevelFunctions;
import org.plumbline.problem.BilevelProblem;
import org.plumbline.random.RandomStream;

/** The PL ratio of a problem over joint points \((\varphi,\lambda)\), \(\varphi\) kept inside the box. */
record LowerLevel(BilevelProblem problem) implements PlRatio.Searched {
    /** Below this gap the ratio is a quotient of rounding errors. */
    private static final double SMALLEST_GAP = 1e-10;

    @Override
    public double ratio(double[] point) {
        int p = problem.upperDimension();
        double[] phi = Arrays.copyOfRange(point, 0, p);
        double[] lambda = Arrays.copyOfRange(point, p, point.length);
        if (!inside(phi)) {
            return Double.POSITIVE_INFINITY;
        }
        BilevelFunctions functions = problem.truth().functions();
        double gap = functions.lower(phi, lambda) - problem.truth().lowerOptimum(phi);
        if (!(gap > SMALLEST_GAP) || Double.isInfinite(gap)) {
            return Double.POSITIVE_INFINITY;
        }
        double[] gradient = new double[lambda.length];
        functions.lowerGradient(phi, lambda, new double[p], gradient);
        double squared = 0;
        for (double g : gradient) {
            squared += g * g;
        }
        return squared / 2 / gap;
    }

    private boolean inside(double[] phi) {
        double[] lower = problem.box().lower();
        double[] upper = problem.box().upper();
        for (int i = 0; i < phi.length; i++) {
            if (!(phi[i] >= lower[i] && phi[i] <= upper[i])) {
                return false;
            }
        }
        return true;
    }

    @Override
    public double[] sample(RandomStream stream) {
        double[] phi = problem.box().sample(stream);
        double[] lambda = problem.sampleLower(phi, stream);
        double[] point = Arrays.copyOf(phi, phi.length + lambda.length);
        System.arraycopy(lambda, 0, point, phi.length, lambda.length);
        return point;
    }
}
