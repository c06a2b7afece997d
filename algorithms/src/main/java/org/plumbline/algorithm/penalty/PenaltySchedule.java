package org.plumbline.algorithm.penalty;

import org.plumbline.algorithm.Positive;

/**
 * The parameters of {@link FirstOrderPenalty} as functions of the target \(\epsilon\) of
 * \(\mathbb E\|\nabla\Phi\|^2 \le \epsilon\):
 * \[ \sigma = c_\sigma \epsilon^s, \quad n = \lceil c_n \epsilon^{-a}\rceil, \quad
 *    K = \lceil c_K \ln(1/\epsilon)\rceil + K_0, \quad T = \lceil c_T\epsilon^{-r}\rceil, \]
 * with constant step sizes. The theorem's schedule has s = ½, a = 2 and r = 1. Its exponents follow from the error budget
 * \[ \frac{\Delta}{\eta T} + \sigma^2 + \frac1{\sigma^2 n} + \frac{q^K}{\sigma^2}, \]
 * in which q is the contraction of the inner gap per step: each term is Θ(ε) under the schedule, the last for
 * \(c_K \ge 2/\ln(1/q)\). Then \(N = \Theta(nKT) = \Theta(\epsilon^{-3}\ln(1/\epsilon))\).
 *
 * <p>Other exponents make schedules that must fail, each in its own term: the negative control of the rate claim (a = 1 leaves
 * the third term constant) and the subject of the audit RATE-2. The methods {@code with…} change one law and leave the schedule
 * as it is at a pivot.
 *
 * @param cSigma \(c_\sigma\), positive
 * @param sigmaExponent s, at least 0; ½ in the theorem
 * @param cBatch \(c_n\), positive
 * @param batchExponent a, at least 0; 2 in the theorem
 * @param cInner \(c_K\), at least 0; 0 is a constant K
 * @param innerOffset \(K_0\), at least 0
 * @param cOuter \(c_T\), positive
 * @param outerExponent r, at least 0; 1 in the theorem
 * @param lowerStep \(\tau = \tau'\), positive
 * @param outerStep \(\eta\), positive
 */
public record PenaltySchedule(
        double cSigma,
        double sigmaExponent,
        double cBatch,
        double batchExponent,
        double cInner,
        int innerOffset,
        double cOuter,
        double outerExponent,
        double lowerStep,
        double outerStep) {
    /** The exponent s of the theorem. */
    public static final double THEOREM_SIGMA_EXPONENT = 0.5;

    /** The exponent a of the theorem. */
    public static final double THEOREM_BATCH_EXPONENT = 2;

    /** The exponent r of the theorem. */
    public static final double THEOREM_OUTER_EXPONENT = 1;

    /** Checks the ranges. */
    public PenaltySchedule {
        Positive.require("cSigma", cSigma);
        Positive.require("cBatch", cBatch);
        Positive.require("cOuter", cOuter);
        Positive.require("lowerStep", lowerStep);
        Positive.require("outerStep", outerStep);
        requireNonnegative("sigmaExponent", sigmaExponent);
        requireNonnegative("batchExponent", batchExponent);
        requireNonnegative("cInner", cInner);
        requireNonnegative("innerOffset", innerOffset);
        requireNonnegative("outerExponent", outerExponent);
    }

    /**
     * The schedule with the theorem's exponents of σ and T.
     *
     * @param cSigma \(c_\sigma\), positive
     * @param cBatch \(c_n\), positive
     * @param batchExponent a, at least 0; 2 in the theorem
     * @param cInner \(c_K\), at least 0
     * @param innerOffset \(K_0\), at least 0
     * @param cOuter \(c_T\), positive
     * @param lowerStep \(\tau = \tau'\), positive
     * @param outerStep \(\eta\), positive
     */
    public PenaltySchedule(
            double cSigma,
            double cBatch,
            double batchExponent,
            double cInner,
            int innerOffset,
            double cOuter,
            double lowerStep,
            double outerStep) {
        this(
                cSigma,
                THEOREM_SIGMA_EXPONENT,
                cBatch,
                batchExponent,
                cInner,
                innerOffset,
                cOuter,
                THEOREM_OUTER_EXPONENT,
                lowerStep,
                outerStep);
    }

    private static void requireNonnegative(String name, double value) {
        if (!(value >= 0 && value < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(name + " (" + value + ") must be finite and at least 0.");
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
                cSigma * power(epsilon, sigmaExponent),
                ceiling(cBatch * Math.pow(epsilon, -batchExponent)),
                innerSteps(epsilon),
                lowerStep,
                outerStep);
    }

    private int innerSteps(double epsilon) {
        return Math.max(1, Math.toIntExact(logarithm(cInner, epsilon)) + innerOffset);
    }

    /**
     * The number of outer iterations for a target.
     *
     * @param epsilon target of \(\mathbb E\|\nabla\Phi\|^2\), in (0, 1]
     * @return T
     */
    public long outerIterations(double epsilon) {
        requireTarget(epsilon);
        return ceiling(cOuter * Math.pow(epsilon, -outerExponent));
    }

    /**
     * The schedule with another exponent of σ, equal at \(\epsilon\) = {@code pivot}.
     *
     * @param exponent s
     * @param pivot the target at which both σ agree
     * @return the changed copy
     */
    public PenaltySchedule withSigmaExponent(double exponent, double pivot) {
        double constant = cSigma * Math.pow(pivot, sigmaExponent - exponent);
        return new PenaltySchedule(
                constant,
                exponent,
                cBatch,
                batchExponent,
                cInner,
                innerOffset,
                cOuter,
                outerExponent,
                lowerStep,
                outerStep);
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
        return new PenaltySchedule(
                cSigma,
                sigmaExponent,
                constant,
                exponent,
                cInner,
                innerOffset,
                cOuter,
                outerExponent,
                lowerStep,
                outerStep);
    }

    /**
     * The schedule with another factor of the logarithm in K, equal at \(\epsilon\) = {@code pivot}; 0 makes K constant.
     *
     * @param factor \(c_K\), at least 0
     * @param pivot the target at which both K agree
     * @return the changed copy
     * @throws IllegalArgumentException if K at the pivot is less than \(\lceil c_K\ln(1/\text{pivot})\rceil\)
     */
    public PenaltySchedule withInnerFactor(double factor, double pivot) {
        requireTarget(pivot);
        int offset = innerSteps(pivot) - Math.toIntExact(logarithm(factor, pivot));
        return new PenaltySchedule(
                cSigma,
                sigmaExponent,
                cBatch,
                batchExponent,
                factor,
                offset,
                cOuter,
                outerExponent,
                lowerStep,
                outerStep);
    }

    /**
     * The schedule with another exponent of T, equal at \(\epsilon\) = {@code pivot}.
     *
     * @param exponent r
     * @param pivot the target at which both T agree
     * @return the changed copy
     */
    public PenaltySchedule withOuterExponent(double exponent, double pivot) {
        double constant = cOuter * Math.pow(pivot, exponent - outerExponent);
        return new PenaltySchedule(
                cSigma,
                sigmaExponent,
                cBatch,
                batchExponent,
                cInner,
                innerOffset,
                constant,
                exponent,
                lowerStep,
                outerStep);
    }

    private static void requireTarget(double epsilon) {
        if (!(epsilon > 0 && epsilon <= 1)) {
            throw new IllegalArgumentException("epsilon (" + epsilon + ") must lie in (0, 1].");
        }
    }

    /** A root is rounded correctly, which a power need not be. */
    private static double power(double epsilon, double exponent) {
        return exponent == THEOREM_SIGMA_EXPONENT ? Math.sqrt(epsilon) : Math.pow(epsilon, exponent);
    }

    private static long logarithm(double factor, double epsilon) {
        return ceiling(factor * -Math.log(epsilon));
    }

    /** Rounding noise below a part in 10¹² must not buy another sample: 8 stays 8 when computed as 8.000000000000002. */
    private static long ceiling(double x) {
        return (long) Math.ceil(x - 1e-12 * Math.abs(x));
    }
}
