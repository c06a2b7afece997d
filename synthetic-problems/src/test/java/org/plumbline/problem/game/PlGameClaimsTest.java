package org.plumbline.problem.game;

import org.plumbline.problem.BilevelProblem;
import org.plumbline.problem.BilevelProblemContract;
import org.plumbline.problem.Problems;

class PlGameClaimsTest implements BilevelProblemContract {
    @Override
    public BilevelProblem problem() {
        return Problems.named("pl-game/claims");
    }
}
