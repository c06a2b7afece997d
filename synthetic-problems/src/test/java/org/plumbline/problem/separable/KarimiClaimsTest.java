package org.plumbline.problem.separable;

import org.plumbline.problem.BilevelProblem;
import org.plumbline.problem.BilevelProblemContract;
import org.plumbline.problem.Problems;

class KarimiClaimsTest implements BilevelProblemContract {
    @Override
    public BilevelProblem problem() {
        return Problems.named("karimi/claims");
    }
}
