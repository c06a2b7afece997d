package org.plumbline.problem.game;

import org.apache.commons.math3.linear.RealMatrix;
import org.plumbline.problem.BilevelFunctions;

/**
 * \(f = \tfrac12\varphi^\top P\varphi + \tfrac12\rho\|\varphi\|^2 + \varphi^\top R_1\lambda\) and
 * \(g = \tfrac12\lambda^\top Q\lambda + \varphi^\top R_2\lambda\).
 */
record GameFunctions(GameData data) implements BilevelFunctions {
    @Override
    public int upperDimension() {
        return data.p().getRowDimension();
    }

    @Override
    public int lowerDimension() {
        return data.q().getRowDimension();
    }

    @Override
    public double lower(double[] phi, double[] lambda) {
        return dot(lambda, data.q().operate(lambda)) / 2 + dot(phi, data.r2().operate(lambda));
    }

    @Override
    public double upper(double[] phi, double[] lambda) {
        return dot(phi, data.p().operate(phi)) / 2
                + data.rho() * dot(phi, phi) / 2
                + dot(phi, data.r1().operate(lambda));
    }

    @Override
    public void lowerGradient(double[] phi, double[] lambda, double[] gradPhi, double[] gradLambda) {
        put(data.r2().operate(lambda), gradPhi);
        put(data.r2().preMultiply(phi), gradLambda);
        add(data.q(), lambda, gradLambda);
    }

    @Override
    public void upperGradient(double[] phi, double[] lambda, double[] gradPhi, double[] gradLambda) {
        put(data.r1().operate(lambda), gradPhi);
        add(data.p(), phi, gradPhi);
        for (int i = 0; i < phi.length; i++) {
            gradPhi[i] += data.rho() * phi[i];
        }
        put(data.r1().preMultiply(phi), gradLambda);
    }

    @Override
    public void hessianVector(double[] phi, double[] lambda, double[] vector, double[] product) {
        put(data.q().operate(vector), product);
    }

    @Override
    public void jacobianVector(double[] phi, double[] lambda, double[] vector, double[] product) {
        put(data.r2().operate(vector), product);
    }

    static double dot(double[] x, double[] y) {
        double sum = 0;
        for (int i = 0; i < x.length; i++) {
            sum += x[i] * y[i];
        }
        return sum;
    }

    private static void put(double[] values, double[] out) {
        System.arraycopy(values, 0, out, 0, out.length);
    }

    private static void add(RealMatrix m, double[] x, double[] out) {
        double[] product = m.operate(x);
        for (int i = 0; i < out.length; i++) {
            out[i] += product[i];
        }
    }
}
