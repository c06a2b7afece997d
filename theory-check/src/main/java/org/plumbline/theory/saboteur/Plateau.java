package org.plumbline.theory.saboteur;

import org.plumbline.numeric.Vectors;
import org.plumbline.problem.BilevelFunctions;

/**
 * A lower loss that is not PL: with a sound one \(g \ge 0\), whose least value is 0,
 * \[ \tilde g = \tfrac13(g-1)^3 + \tfrac13, \qquad \nabla\tilde g = (g-1)^2\,\nabla g . \]
 * It rises with g, so that minimisers and least value are those of g, and it is flat where g = 1: points that are stationary and
 * not minimal.
 */
final class Plateau extends BrokenFunctions {
    /** Makes a loss flat at the value 1. */
    Plateau(BilevelFunctions sound) {
        super(sound);
    }

    @Override
    public double lower(double[] phi, double[] lambda) {
        double above = super.lower(phi, lambda) - 1;
        return (above * above * above + 1) / 3;
    }

    @Override
    public void lowerGradient(double[] phi, double[] lambda, double[] gradPhi, double[] gradLambda) {
        super.lowerGradient(phi, lambda, gradPhi, gradLambda);
        double slope = slope(phi, lambda);
        scale(slope, gradPhi);
        scale(slope, gradLambda);
    }

    @Override
    public void hessianVector(double[] phi, double[] lambda, double[] vector, double[] product) {
        super.hessianVector(phi, lambda, vector, product);
        scale(slope(phi, lambda), product);
        double[] gradPhi = new double[phi.length];
        double[] gradLambda = new double[lambda.length];
        super.lowerGradient(phi, lambda, gradPhi, gradLambda);
        Vectors.add(bend(phi, lambda) * Vectors.dot(gradLambda, vector), gradLambda, product);
    }

    @Override
    public void jacobianVector(double[] phi, double[] lambda, double[] vector, double[] product) {
        super.jacobianVector(phi, lambda, vector, product);
        scale(slope(phi, lambda), product);
        double[] gradPhi = new double[phi.length];
        double[] gradLambda = new double[lambda.length];
        super.lowerGradient(phi, lambda, gradPhi, gradLambda);
        Vectors.add(bend(phi, lambda) * Vectors.dot(gradLambda, vector), gradPhi, product);
    }

    private double slope(double[] phi, double[] lambda) {
        double above = super.lower(phi, lambda) - 1;
        return above * above;
    }

    private double bend(double[] phi, double[] lambda) {
        return 2 * (super.lower(phi, lambda) - 1);
    }

    private static void scale(double factor, double[] x) {
        for (int i = 0; i < x.length; i++) {
            x[i] *= factor;
        }
    }
}
