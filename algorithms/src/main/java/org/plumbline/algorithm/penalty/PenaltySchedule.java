package org.plumbline.algorithm.penalty;

import org.plumbline.algorithm.Positive;

/**
 * The parameters of {@link FirstOrderPenalty} as functions of the target \(\epsilon\) of
 * \(\mathbb E\|\nabla\Phi\|^2 \le \epsilon\):
 * \[ \sigma = c_\sigma \sqrt\epsilon, \quad n = \lceil c_n \epsilon^{-a}\rceil, \quad
 *    K = \lceil c_K \ln(1/\epsilon)\rceil + K_0, \quad T = \lceil c_T/\epsilon\rceil, \]
 * with constant step sizes. The theorem's schedule has a = 2. Its exponents follow from the error budget
 * \[ \frac{\Delta}{\eta T} + \sigma^2 + \frac1{\sigma^2 n} + \frac{q^K}{\sigma^2}, \]
 * in which q is the contraction of the inner gap per step: each term is Θ(ε) under the schedule, the last for
 * \(c_K \ge 2/\ln(1/q)\). Then \(N = \Theta(nKT) = \Theta(\epsilon^{-3}\ln(1/\epsilon))\). With a = 1 the third term
 * stays constant: the schedule must fail, which makes it the negative control of the rate claim.
 *
 * @param cSigma \(c_\sigma\), positive
 * @param cBatch \(c_n\), positive
 * @param batchExponent a, at least 0; 2 in the theorem
 * @param cInner \(c_K\), positive
 * @param innerOffset \(K_0\), at least 0
 * @param cOuter \(c_T\), positive
 * @param lowerStep \(\tau = \tau'\), positive
 * @param outerStep \(\eta\), positive
 */
public record PenaltySchedule(
        double cSigma,
        double cBatch,
        double batchExponent,
        double cInner,
        int innerOffset,
        double cOuter,
        double lowerStep,
        double outerStep) {
    /** The exponent a of the theorem. */
    public static final double THEOREM_BATCH_EXPONENT = 2;

    /** Checks the ranges. */
    public PenaltySchedule {
        Positive.require("cSigma", cSigma);
        Positive.require("cBatch", cBatch);
        Positive.require("cInner", cInner);
        Positive.require("cOuter", cOuter);
        Positive.require("lowerStep", lowerStep);
        Positive.require("outerStep", outerStep);
        if (!(batchExponent >= 0) || innerOffset < 0) {
            throw new IllegalArgumentException(
                    "batchExponent (" + batchExponent + ") and innerOffset (" + innerOffset + ") must be at least 0.");
        }
    }

    /**
     * The method for a target.
     *
     * @param epsilon target of \(\mathbb E\|\nabla\Phi\|^2\), in (0, 1]
     * @return the exact form of Algorithm 1 with the schedule's parameters
     */
    public FirstOrderPenalty at(double epsilon) {
        requireTarget(epsilon);
        return FirstOrderPenalty.exact(
                cSigma * Math.sqrt(epsilon),
                ceiling(cBatch * Math.pow(epsilon, -batchExponent)),
                Math.max(1, Math.toIntExact(ceiling(cInner * -Math.log(epsilon))) + innerOffset),
                lowerStep,
                outerStep);
    }

    /**
     * The number of outer iterations for a target.
     *
     * @param epsilon target of \(\mathbb E\|\nabla\Phi\|^2\), in (0, 1]
     * @return T
     */
    public long outerIterations(double epsilon) {
        requireTarget(epsilon);
        return ceiling(cOuter / epsilon);
    }

    /**
     * The schedule with another batch exponent, equal at \(\epsilon\) = {@code pivot}: a control departs from the
     * theorem in its exponent only, not in its cost at the largest target.
     *
     * @param exponent a
     * @param pivot the target at which both batches agree
     * @return the changed copy
     */
    public PenaltySchedule withBatchExponent(double exponent, double pivot) {
        double constant = cBatch * Math.pow(pivot, exponent - batchExponent);
        return new PenaltySchedule(cSigma, constant, exponent, cInner, innerOffset, cOuter, lowerStep, outerStep);
    }

    private static void requireTarget(double epsilon) {
        if (!(epsilon > 0 && epsilon <= 1)) {
            throw new IllegalArgumentException("epsilon (" + epsilon + ") must lie in (0, 1].");
        }
    }

    /** Rounding noise below a part in 10¹² must not buy another sample: 8 stays 8 when computed as 8.000000000000002. */
    private static long ceiling(double x) {
        return (long) Math.ceil(x - 1e-12 * Math.abs(x));
    }
}
