package org.plumbline.problem.pl;

import org.plumbline.problem.BilevelProblemContract;

/**
 * The contract for instances whose ψ' is as small as 0.1, which makes fifth derivatives of Φ larger by 10⁴ or more.
 *
 * @param problem the instance
 */
record SteepSine(SineCompositeProblem problem) implements BilevelProblemContract {
    /** Truncation falls with h⁴, and matters where fifth derivatives are large; rounding is still 1e-12. */
    @Override
    public double differenceStep() {
        return 2e-4;
    }

    /** What GRAD-1 asks: the errors of 1e-12 times 10⁶ for the steep derivatives near ψ' = 0.1. */
    @Override
    public double differenceTolerance() {
        return 1e-6;
    }
}
