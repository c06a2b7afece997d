package org.plumbline.theory.claim.proof;

import java.util.EnumSet;
import java.util.Set;
import org.plumbline.algorithm.penalty.Coupling;
import org.plumbline.algorithm.penalty.FirstOrderPenalty;

/** What is wrong with the inequalities of a negative control, or with its run. */
enum Defect {
    /** Nothing. */
    NONE("nothing"),
    /** Recursions as if gradients were exact. */
    NO_NOISE("inner recursions without the term of the noise"),
    /** What the inner gaps do to the estimate, without the division by σ. */
    NO_DIVISION("the estimate's error without the division by σ"),
    /** A gap of second order in σ. */
    SQUARED_SIGMA("a penalty gap of order σ²"),
    /** An outer loop as if the estimate were the gradient. */
    NO_ERROR("the outer loop without the error of the estimate"),
    /** Chains that move by nine tenths of τ, presented as Algorithm 1. */
    SHORTER_STEP("inner steps of 0.9 τ"),
    /** Coupled batches, presented as independent ones. */
    SHARED_BATCHES("batches that both chains share"),
    /** A ledger without the first batch. */
    UNCHARGED_BATCH("a ledger that misses one batch");

    private final String label;

    Defect(String label) {
        this.label = label;
    }

    String label() {
        return label;
    }

    /** The inequalities that it changes, of which one at least must be found violated: a bound may be loose where its neighbour is not. */
    Set<Step> changed() {
        return switch (this) {
            case NONE -> Set.of();
            case NO_NOISE -> EnumSet.of(Step.INNER, Step.PENALISED_INNER, Step.LOOP, Step.PENALISED_LOOP);
            case NO_DIVISION -> EnumSet.of(Step.ESTIMATE);
            case SQUARED_SIGMA -> EnumSet.of(Step.PENALTY);
            case NO_ERROR -> EnumSet.of(Step.DESCENT, Step.SUM);
            case SHORTER_STEP, SHARED_BATCHES, UNCHARGED_BATCH -> Set.of();
        };
    }

    /** The premises that it breaks. */
    Set<Premise> breaks() {
        return switch (this) {
            case SHORTER_STEP -> EnumSet.of(Premise.UPDATE);
            case SHARED_BATCHES -> EnumSet.of(Premise.FRESH);
            case UNCHARGED_BATCH -> EnumSet.of(Premise.CHARGED);
            default -> Set.of();
        };
    }

    /** What runs in the place of Algorithm 1. */
    FirstOrderPenalty instead(FirstOrderPenalty method) {
        return switch (this) {
            case SHORTER_STEP ->
                FirstOrderPenalty.exact(
                        method.sigma(),
                        method.batch(),
                        method.innerSteps(),
                        0.9 * method.lowerStep(),
                        method.outerStep());
            case SHARED_BATCHES -> method.with(Coupling.FULL);
            default -> method;
        };
    }
}
