package org.plumbline.problem.quadratic;

import org.plumbline.numeric.LinearMap;

/** A diagonal Hessian: everything coordinate by coordinate, in time and memory linear in d. */
record DiagonalCurvature(LinearMap.Diagonal map) implements Curvature {
    @Override
    public double smallest() {
        return smallest(new double[map.rows()]);
    }

    @Override
    public double largest() {
        double largest = Double.NEGATIVE_INFINITY;
        for (double entry : map.entries()) {
            largest = Math.max(largest, entry);
        }
        return largest;
    }

    @Override
    public double smallest(double[] shift) {
        double smallest = Double.POSITIVE_INFINITY;
        for (int j = 0; j < shift.length; j++) {
            smallest = Math.min(smallest, map.entries()[j] + shift[j]);
        }
        return smallest;
    }

    @Override
    public double critical(double[] weight) {
        double critical = Double.POSITIVE_INFINITY;
        for (int j = 0; j < weight.length; j++) {
            critical = weight[j] > 0 ? Math.min(critical, map.entries()[j] / weight[j]) : critical;
        }
        return critical;
    }

    @Override
    public double[] solve(double[] shift, double[] x) {
        double[] solution = new double[x.length];
        for (int j = 0; j < x.length; j++) {
            solution[j] = x[j] / (map.entries()[j] + shift[j]);
        }
        return solution;
    }

    @Override
    public Split split(double[] shift, double[] gap) {
        double[] fromSolution = new double[gap.length];
        double[] fromTarget = new double[gap.length];
        for (int j = 0; j < gap.length; j++) {
            double h = map.entries()[j];
            double total = h + shift[j];
            fromSolution[j] = -(shift[j] / total) * gap[j];
            fromTarget[j] = h / total * gap[j];
        }
        return new Split(fromSolution, fromTarget);
    }
}
