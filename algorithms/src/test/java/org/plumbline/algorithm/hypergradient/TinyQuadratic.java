package org.plumbline.algorithm.hypergradient;

import org.plumbline.oracle.Batch;
import org.plumbline.oracle.Oracles;
import org.plumbline.oracle.SecondOrderOracle;
import org.plumbline.oracle.Start;

/**
 * \(g = (\lambda_1-\varphi)^2 + \tfrac12(\lambda_2-2\varphi)^2\) and
 * \(f = \tfrac12(\lambda_1-3)^2 + \tfrac12\lambda_2^2 + \tfrac12\varphi^2\), exact, for steps that one can do by hand: from
 * φ = 1, λ = (0, 0) with step sizes that are powers of ½ all numbers are dyadic, and doubles keep them exactly. With
 * H = diag(2, 1), \(g_{\varphi\lambda} v = -2 v_1 - 2 v_2\) and \(f_\lambda = (\lambda_1-3, \lambda_2)\).
 */
final class TinyQuadratic implements SecondOrderOracle {
    static final Start START = new Start(new double[] {1}, new double[] {0, 0});

    /** Counted oracles of it. */
    static Oracles oracles() {
        return Oracles.counted(new TinyQuadratic());
    }

    @Override
    public int upperDimension() {
        return 1;
    }

    @Override
    public int lowerDimension() {
        return 2;
    }

    @Override
    public void lower(Batch batch, double[] phi, double[] lambda, double[] gradPhi, double[] gradLambda) {
        gradLambda[0] = 2 * (lambda[0] - phi[0]);
        gradLambda[1] = lambda[1] - 2 * phi[0];
        gradPhi[0] = -2 * (lambda[0] - phi[0]) - 2 * (lambda[1] - 2 * phi[0]);
    }

    @Override
    public void upper(Batch batch, double[] phi, double[] lambda, double[] gradPhi, double[] gradLambda) {
        gradLambda[0] = lambda[0] - 3;
        gradLambda[1] = lambda[1];
        gradPhi[0] = phi[0];
    }

    @Override
    public void hessianVector(Batch batch, double[] phi, double[] lambda, double[] vector, double[] product) {
        product[0] = 2 * vector[0];
        product[1] = vector[1];
    }

    @Override
    public void jacobianVector(Batch batch, double[] phi, double[] lambda, double[] vector, double[] product) {
        product[0] = -2 * vector[0] - 2 * vector[1];
    }
}
