package org.plumbline.theory.claim.proof;

import org.plumbline.oracle.Batch;

/**
 * A question to an oracle and its answer; all arrays are copies.
 *
 * @param upper whether it is about f; else about g
 * @param batch the samples
 * @param phi where
 * @param lambda where
 * @param gradPhi the estimate in φ
 * @param gradLambda the estimate in λ
 */
@SuppressWarnings("ArrayRecordComponent") // copies, which nobody writes to
record Query(boolean upper, Batch batch, double[] phi, double[] lambda, double[] gradPhi, double[] gradLambda) {
    /** Tells realisations apart: equal for a batch that is used again. */
    long realisation() {
        return batch.replay(0).nextLong();
    }
}
