package org.plumbline.sampling;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.plumbline.numeric.Vectors;
import org.plumbline.oracle.SoftmaxPolicy;

/** Expectations are sums over all trajectories of {@link AllPaths}; the references are differences of values. */
class PathProductsTest {
    private static final int HORIZON = 4;
    private static final double[] LAMBDA = {0.3, -0.5, 0.9, 0.1};
    private static final double[] VECTOR = {0.7, 0.2, -1.1, 0.4};
    private static final double[] DERIVATIVE = {0.5, -1, 0.25, 2};
    private static final SoftmaxPolicy POLICY = SoftmaxPolicy.of(LAMBDA, AllPaths.ACTIONS);
    private static final SoftmaxPolicy OTHER = SoftmaxPolicy.of(new double[] {-0.2, 0.4, 0.2, 0.6}, AllPaths.ACTIONS);

    private static PathProducts products(double[] vector) {
        return new PathProducts(
                POLICY, AllPaths.ACTIONS, AllPaths.GAMMA, AllPaths.TAU, AllPaths.regularised(POLICY), vector);
    }

    private static double[] meanOfHessianVectors(SoftmaxPolicy behaviour, double[] vector) {
        double[] mean = new double[4];
        for (AllPaths.Weighted each : AllPaths.of(HORIZON)) {
            PathProducts products = products(vector);
            products.add(each.path(), AllPaths.ratios(POLICY, behaviour));
            double[] product = new double[4];
            products.hessianVector(each.probability(behaviour), product);
            Vectors.add(1, product, mean);
        }
        return mean;
    }

    private static double[] shifted(double h) {
        double[] result = LAMBDA.clone();
        Vectors.add(h, VECTOR, result);
        return result;
    }

    /** Differences, of step 1e-3, of gradients that are differences: 1e-6 of third derivatives, 1e-8 of rounding. */
    @Test
    void theMeanIsTheHessianOfTheTruncatedValueWhoeverActed() {
        double h = 1e-3;
        double[] up = AllPaths.gradient(shifted(h), HORIZON);
        double[] down = AllPaths.gradient(shifted(-h), HORIZON);
        double[] expected = new double[4];
        for (int i = 0; i < 4; i++) {
            expected[i] = (up[i] - down[i]) / (2 * h);
        }
        assertArrayEquals(expected, meanOfHessianVectors(POLICY, VECTOR), 5e-6);
        assertArrayEquals(expected, meanOfHessianVectors(OTHER, VECTOR), 5e-6);
    }

    /** The value of a fixed reward by going forward in time, along the vector: 1e-8 of third derivatives. */
    @Test
    void theMeanOfTheCrossProductIsTheSlopeOfARewardsValue() {
        double h = 1e-4;
        double expected = (value(shifted(h)) - value(shifted(-h))) / (2 * h);
        for (SoftmaxPolicy behaviour : new SoftmaxPolicy[] {POLICY, OTHER}) {
            double mean = 0;
            for (AllPaths.Weighted each : AllPaths.of(HORIZON)) {
                PathProducts products = products(VECTOR);
                products.add(each.path(), AllPaths.ratios(POLICY, behaviour));
                mean += each.probability(behaviour) * products.jacobianVector(DERIVATIVE);
            }
            assertEquals(expected, mean, 1e-7);
        }
    }

    private static double value(double[] lambda) {
        SoftmaxPolicy policy = SoftmaxPolicy.of(lambda, AllPaths.ACTIONS);
        double total = 0;
        for (AllPaths.Weighted each : AllPaths.of(HORIZON)) {
            double discount = 1;
            for (int pair : each.path().pairs()) {
                total += each.probability(policy) * discount * DERIVATIVE[pair];
                discount *= AllPaths.GAMMA;
            }
        }
        return total;
    }

    /** On one trajectory already, as conjugate gradients presume; shifts of a state's logits are in the kernel. */
    @Test
    void everyEstimateIsSymmetricAndKnowsTheKernel() {
        double[] other = {-0.3, 1.2, 0.6, 0.1};
        double[] ones = {1, 1, -2, -2};
        for (AllPaths.Weighted each : AllPaths.of(HORIZON).subList(0, 40)) {
            assertEquals(Vectors.dot(other, one(each, VECTOR)), Vectors.dot(VECTOR, one(each, other)), 1e-12);
            assertArrayEquals(new double[4], one(each, ones), 1e-12);
        }
    }

    private static double[] one(AllPaths.Weighted each, double[] vector) {
        PathProducts products = products(vector);
        products.add(each.path(), AllPaths.ratios(POLICY, POLICY));
        double[] product = new double[4];
        products.hessianVector(1, product);
        return product;
    }
}
