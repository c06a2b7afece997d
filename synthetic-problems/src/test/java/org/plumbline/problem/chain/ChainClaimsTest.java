package org.plumbline.problem.chain;

import org.plumbline.problem.BilevelProblem;
import org.plumbline.problem.BilevelProblemContract;
import org.plumbline.problem.Problems;

class ChainClaimsTest implements BilevelProblemContract {
    @Override
    public BilevelProblem problem() {
        return Problems.named("chain/claims");
    }

    /**
     * The pieces of χ join with three continuous derivatives. Across a joint a difference is off by the third power of
     * the step times the jump of the fourth derivative of f, about 5000·h/α⁴ = 16: this step leaves 1e-10.
     */
    @Override
    public double differenceStep() {
        return 2e-4;
    }
}
