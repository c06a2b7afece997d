package org.plumbline.oracle;

import java.util.OptionalDouble;

/** A law of the per-sample noise, put around an exact oracle. */
public interface NoiseModel {
    /** No noise: every answer is exact. */
    NoiseModel NONE = exact -> exact;

    /**
     * The declared trace of the covariance of one sample of a gradient in φ, for g and f alike.
     *
     * @param phi upper variable
     * @param lambda lower variable
     * @return an upper bound of it, or empty where none is declared
     */
    default OptionalDouble variancePhi(double[] phi, double[] lambda) {
        return OptionalDouble.empty();
    }

    /**
     * The declared trace of the covariance of one sample of a gradient in λ, for g and f alike.
     *
     * @param phi upper variable
     * @param lambda lower variable
     * @return an upper bound of it, or empty where none is declared
     */
    default OptionalDouble varianceLambda(double[] phi, double[] lambda) {
        return OptionalDouble.empty();
    }

    /**
     * A noisy oracle whose mean is the exact one (plus any bias that the model declares).
     *
     * @param exact ignores its batches
     * @return the noisy oracle, uncharged
     */
    SecondOrderOracle around(SecondOrderOracle exact);
}
