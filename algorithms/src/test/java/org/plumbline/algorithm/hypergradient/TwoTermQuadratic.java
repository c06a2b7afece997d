package org.plumbline.algorithm.hypergradient;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.plumbline.oracle.Batch;
import org.plumbline.oracle.FiniteSumOracle;

/**
 * {@link OneByOneQuadratic} as a sum of two terms of each loss, with \(\xi = \pm1\): \(g_\pm = (\lambda-\varphi)^2 \pm
 * \tfrac12\lambda^2\), \(f_\pm = \tfrac12(\lambda-3)^2 + \tfrac12\varphi^2 \pm \varphi\lambda\). It notes which terms are
 * asked for; index 0 is the plus.
 */
final class TwoTermQuadratic implements FiniteSumOracle {
    private final Map<Batch, Integer> indices = new HashMap<>();
    private final List<Double> handedOut = new ArrayList<>();

    /** The signs of the terms that were handed out since the last time, in order. */
    List<Double> take() {
        List<Double> taken = List.copyOf(handedOut);
        handedOut.clear();
        return taken;
    }

    @Override
    public int lowerTerms() {
        return 2;
    }

    @Override
    public int upperTerms() {
        return 2;
    }

    @Override
    public int upperDimension() {
        return 1;
    }

    @Override
    public int lowerDimension() {
        return 1;
    }

    @Override
    public Batch term(int index) {
        Batch batch = FiniteSumOracle.super.term(index);
        indices.put(batch, index);
        handedOut.add(index == 0 ? 1.0 : -1.0);
        return batch;
    }

    private double sign(Batch batch) {
        return indices.get(batch) == 0 ? 1 : -1;
    }

    @Override
    public void lower(Batch batch, double[] phi, double[] lambda, double[] gradPhi, double[] gradLambda) {
        gradPhi[0] = -2 * (lambda[0] - phi[0]);
        gradLambda[0] = 2 * (lambda[0] - phi[0]) + sign(batch) * lambda[0];
    }

    @Override
    public void upper(Batch batch, double[] phi, double[] lambda, double[] gradPhi, double[] gradLambda) {
        gradPhi[0] = phi[0] + sign(batch) * lambda[0];
        gradLambda[0] = lambda[0] - 3 + sign(batch) * phi[0];
    }

    @Override
    public void hessianVector(Batch batch, double[] phi, double[] lambda, double[] vector, double[] product) {
        product[0] = (2 + sign(batch)) * vector[0];
    }

    @Override
    public void jacobianVector(Batch batch, double[] phi, double[] lambda, double[] vector, double[] product) {
        product[0] = -2 * vector[0];
    }
}
