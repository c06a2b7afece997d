package org.plumbline.sampling;

import java.util.Arrays;
import org.plumbline.oracle.Batch;
import org.plumbline.oracle.SecondOrderOracle;

/**
 * Gradients, and products with the second derivatives of g that {@link PathProducts} reads off the same trajectories. Products
 * at one (batch, λ) share the charge of the gradients there: a trajectory is one sample, whatever is read off it.
 */
final class SoftPolicyProductOracle implements SecondOrderOracle {
    private final SoftPolicyGradientOracle gradients;
    private final SoftPolicyGradients setting;

    SoftPolicyProductOracle(SoftPolicyGradientOracle gradients, SoftPolicyGradients setting) {
        this.gradients = gradients;
        this.setting = setting;
    }

    @Override
    public int upperDimension() {
        return gradients.upperDimension();
    }

    @Override
    public int lowerDimension() {
        return gradients.lowerDimension();
    }

    @Override
    public void lower(Batch batch, double[] phi, double[] lambda, double[] gradPhi, double[] gradLambda) {
        gradients.lower(batch, phi, lambda, gradPhi, gradLambda);
    }

    @Override
    public void upper(Batch batch, double[] phi, double[] lambda, double[] gradPhi, double[] gradLambda) {
        gradients.upper(batch, phi, lambda, gradPhi, gradLambda);
    }

    @Override
    public void hessianVector(Batch batch, double[] phi, double[] lambda, double[] vector, double[] product) {
        if (Arrays.stream(lambda).allMatch(Double::isFinite)) {
            products(batch, phi, lambda, vector).hessianVector(-1.0 / batch.size(), product);
        } else {
            Arrays.fill(product, Double.NaN);
        }
    }

    @Override
    public void jacobianVector(Batch batch, double[] phi, double[] lambda, double[] vector, double[] product) {
        if (Arrays.stream(lambda).allMatch(Double::isFinite)) {
            PathProducts products = products(batch, phi, lambda, vector);
            Arrays.setAll(
                    product, i -> -products.jacobianVector(setting.rewards().agentDerivative(phi, i)) / batch.size());
        } else {
            Arrays.fill(product, Double.NaN);
        }
    }

    private PathProducts products(Batch batch, double[] phi, double[] lambda, double[] vector) {
        SampledPaths paths = gradients.paths(batch, lambda);
        PathProducts products = new PathProducts(
                paths.policy(),
                paths.environment().actions(),
                paths.environment().discount(),
                setting.rewards().temperature(),
                setting.regularised(phi, paths.policy()),
                vector);
        paths.forEach(products::add);
        return products;
    }
}
