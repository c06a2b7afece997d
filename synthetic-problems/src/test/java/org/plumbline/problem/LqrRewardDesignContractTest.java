package org.plumbline.problem;

import org.junit.jupiter.api.Nested;

/** The catalogue's regulators keep the contract; every value of theirs comes from a Riccati or Lyapunov solve. */
class LqrRewardDesignContractTest {
    @Nested
    class Claims implements BilevelProblemContract {
        private final BilevelProblem problem = Problems.named("lqr-reward-design/claims");

        @Override
        public BilevelProblem problem() {
            return problem;
        }
    }

    @Nested
    class Scalar implements BilevelProblemContract {
        private final BilevelProblem problem = Problems.named("lqr-reward-design/scalar");

        @Override
        public BilevelProblem problem() {
            return problem;
        }
    }

    @Nested
    class ThreeStates implements BilevelProblemContract {
        private final BilevelProblem problem = Problems.named("lqr-reward-design/three-states");

        @Override
        public BilevelProblem problem() {
            return problem;
        }
    }
}
