package org.plumbline.algorithm.hypergradient;

import java.util.HashMap;
import java.util.Map;
import org.plumbline.oracle.Batch;
import org.plumbline.oracle.SecondOrderOracle;
import org.plumbline.random.RandomStream;

/**
 * One upper and one lower variable, for steps made by hand: \(g = (\lambda-\varphi)^2 + \tfrac12\xi\lambda^2\) and
 * \(f = \tfrac12(\lambda-3)^2 + \tfrac12\varphi^2 + \xi\varphi\lambda\), where \(\xi\) belongs to the batch: the k-th batch
 * that is drawn has the k-th value of a given list, 0 beyond its end. Without noise \(\lambda^* = \varphi\), \(\Phi =
 * \tfrac12(\varphi-3)^2 + \tfrac12\varphi^2\), and the minimiser of \(\Phi\) is 3/2.
 */
final class OneByOneQuadratic implements SecondOrderOracle {
    private final double[] noise;
    private final Map<Batch, Integer> drawn = new HashMap<>();

    OneByOneQuadratic(double... noise) {
        this.noise = noise;
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
    public Batch draw(long size, RandomStream stream) {
        Batch batch = SecondOrderOracle.super.draw(size, stream);
        drawn.put(batch, drawn.size());
        return batch;
    }

    private double xi(Batch batch) {
        int index = drawn.get(batch);
        return index < noise.length ? noise[index] : 0;
    }

    @Override
    public void lower(Batch batch, double[] phi, double[] lambda, double[] gradPhi, double[] gradLambda) {
        gradPhi[0] = -2 * (lambda[0] - phi[0]);
        gradLambda[0] = 2 * (lambda[0] - phi[0]) + xi(batch) * lambda[0];
    }

    @Override
    public void upper(Batch batch, double[] phi, double[] lambda, double[] gradPhi, double[] gradLambda) {
        gradPhi[0] = phi[0] + xi(batch) * lambda[0];
        gradLambda[0] = lambda[0] - 3 + xi(batch) * phi[0];
    }

    @Override
    public void hessianVector(Batch batch, double[] phi, double[] lambda, double[] vector, double[] product) {
        product[0] = (2 + xi(batch)) * vector[0];
    }

    @Override
    public void jacobianVector(Batch batch, double[] phi, double[] lambda, double[] vector, double[] product) {
        product[0] = -2 * vector[0];
    }
}
