package org.plumbline.problem.separable;

import org.plumbline.problem.BilevelProblemContract;

/** The contract for instances whose ψ' is as small as 0.1, which makes fifth derivatives of Φ larger by 10⁴ or more. */
@FunctionalInterface
interface SteepSine extends BilevelProblemContract {
    /** Truncation falls with h⁴, and matters where fifth derivatives are large; rounding is still 1e-12. */
    @Override
    default double differenceStep() {
        return 2e-4;
    }

    /** What GRAD-1 asks: the errors of 1e-12 times 10⁶ for the steep derivatives near ψ' = 0.1. */
    @Override
    default double differenceTolerance() {
        return 1e-6;
    }
}
