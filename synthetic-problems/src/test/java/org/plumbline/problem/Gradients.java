package org.plumbline.problem;

import java.util.Arrays;

/**
 * The two gradients of one loss at one point. The receiving arrays start as NaN, so that an entry that is not
 * overwritten shows.
 *
 * @param phi with respect to φ
 * @param lambda with respect to λ
 */
record Gradients(double[] phi, double[] lambda) {
    static Gradients ofLower(BilevelFunctions functions, Point x) {
        Gradients result = blank(x);
        functions.lowerGradient(x.phi(), x.lambda(), result.phi, result.lambda);
        return result;
    }

    static Gradients ofUpper(BilevelFunctions functions, Point x) {
        Gradients result = blank(x);
        functions.upperGradient(x.phi(), x.lambda(), result.phi, result.lambda);
        return result;
    }

    /** The gradient of g + σf. */
    static Gradients ofPenalised(BilevelFunctions functions, Point x, double sigma) {
        Gradients g = ofLower(functions, x);
        Gradients f = ofUpper(functions, x);
        return new Gradients(Vectors.plus(g.phi, sigma, f.phi), Vectors.plus(g.lambda, sigma, f.lambda));
    }

    static Gradients blank(Point x) {
        return new Gradients(nan(x.phi().length), nan(x.lambda().length));
    }

    private static double[] nan(int length) {
        double[] x = new double[length];
        Arrays.fill(x, Double.NaN);
        return x;
    }

    double along(double[] u, double[] v) {
        return Vectors.dot(phi, u) + Vectors.dot(lambda, v);
    }
}
