package org.plumbline.problem;

import java.util.Arrays;

/**
 * The two products of the lower loss at one point along one direction.
 *
 * @param at where
 * @param direction v, length d
 * @param hessian ∇²_λλ g v, length d
 * @param jacobian ∇²_φλ g v, length p
 */
record Products(Point at, double[] direction, double[] hessian, double[] jacobian) {
    static Products at(BilevelFunctions functions, Point x, double[] direction) {
        double[] hessian = new double[x.lambda().length];
        double[] jacobian = new double[x.phi().length];
        Arrays.fill(hessian, Double.NaN);
        Arrays.fill(jacobian, Double.NaN);
        functions.hessianVector(x.phi(), x.lambda(), direction, hessian);
        functions.jacobianVector(x.phi(), x.lambda(), direction, jacobian);
        return new Products(x, direction, hessian, jacobian);
    }

    /** The point moved along the direction in λ. */
    Point moved(double t) {
        return new Point(at.phi(), Vectors.plus(at.lambda(), t, direction));
    }
}
