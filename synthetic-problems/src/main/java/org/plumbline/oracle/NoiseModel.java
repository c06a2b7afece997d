package org.plumbline.oracle;

/** A law of the per-sample noise, put around an exact oracle. */
public interface NoiseModel {
    /** No noise: every answer is exact. */
    NoiseModel NONE = exact -> exact;

    /**
     * A noisy oracle whose mean is the exact one (plus any bias that the model declares).
     *
     * @param exact ignores its batches
     * @return the noisy oracle, uncharged
     */
    SecondOrderOracle around(SecondOrderOracle exact);
}
