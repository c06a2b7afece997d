package org.plumbline.problem.quadratic;

import org.plumbline.problem.BilevelProblem;
import org.plumbline.problem.BilevelProblemContract;
import org.plumbline.problem.Problems;

class RankDeficientIgnoresKernelTest implements BilevelProblemContract {
    @Override
    public BilevelProblem problem() {
        return Problems.named("rank-deficient-quadratic/ignores-kernel");
    }
}
