package org.plumbline.theory.claim.proof;

import java.util.EnumSet;
import java.util.Set;

/** What is wrong with the inequalities of a negative control. */
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
    NO_ERROR("the outer loop without the error of the estimate");

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
        };
    }
}
