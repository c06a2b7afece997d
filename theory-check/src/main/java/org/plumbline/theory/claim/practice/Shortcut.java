package org.plumbline.theory.claim.practice;

import org.plumbline.algorithm.penalty.Coupling;
import org.plumbline.algorithm.penalty.FirstOrderPenalty;

/** The forms of Algorithm 1 that PRAC-1 runs side by side: one row of its table each. */
enum Shortcut {
    /** Independent batches, warm start, K steps. */
    EXACT("exact form"),
    /** The same with other seeds. */
    EXACT_AGAIN("exact form, other seeds"),
    /** One batch for both chains, and one for both gradients that are differenced. */
    COUPLED("coupled batches"),
    /** The same with other seeds. */
    COUPLED_AGAIN("coupled batches, other seeds"),
    /** One batch a whole outer iteration. */
    ONE_BATCH("one batch an iteration"),
    /** K = 1, the trajectories saved going into larger batches. */
    SINGLE_STEP("K = 1"),
    /** K = 1 with the exact form's batches, as it is mostly done: fewer trajectories. */
    FEWER("K = 1, same n"),
    /** Both chains back to the start at every outer iteration. */
    COLD("cold start"),
    /** The same with K = 1 and its larger batches. */
    COLD_SINGLE_STEP("cold start, K = 1"),
    /** A larger σ that does not follow the target. */
    FIXED_SIGMA("constant σ");

    private final String words;

    Shortcut(String words) {
        this.words = words;
    }

    String words() {
        return words;
    }

    /**
     * The method with this shortcut.
     *
     * @param exact the exact form
     * @param constantSigma σ where it is constant
     * @return at equal T as many trajectories as the exact form, or fewer where batches are drawn once for several policies
     */
    FirstOrderPenalty of(FirstOrderPenalty exact, double constantSigma) {
        return switch (this) {
            case EXACT, EXACT_AGAIN -> exact;
            case COUPLED, COUPLED_AGAIN -> exact.with(Coupling.FULL);
            case ONE_BATCH -> exact.with(Coupling.ITERATION);
            case SINGLE_STEP -> singleStep(exact);
            case FEWER ->
                FirstOrderPenalty.exact(exact.sigma(), exact.batch(), 1, exact.lowerStep(), exact.outerStep());
            case COLD -> exact.cold();
            case COLD_SINGLE_STEP -> singleStep(exact).cold();
            case FIXED_SIGMA ->
                FirstOrderPenalty.exact(
                        constantSigma, exact.batch(), exact.innerSteps(), exact.lowerStep(), exact.outerStep());
        };
    }

    /** n(2K + 2) trajectories an iteration are n′·4 with n′ = n(K + 1)/2. */
    private static FirstOrderPenalty singleStep(FirstOrderPenalty exact) {
        long batch = exact.batch() * (exact.innerSteps() + 1) / 2;
        return FirstOrderPenalty.exact(exact.sigma(), batch, 1, exact.lowerStep(), exact.outerStep());
    }
}
