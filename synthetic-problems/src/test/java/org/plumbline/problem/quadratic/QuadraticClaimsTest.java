package org.plumbline.problem.quadratic;

import org.plumbline.problem.BilevelProblem;
import org.plumbline.problem.BilevelProblemContract;
import org.plumbline.problem.Problems;

class QuadraticClaimsTest implements BilevelProblemContract {
    @Override
    public BilevelProblem problem() {
        return Problems.named("quadratic/claims");
    }
}
