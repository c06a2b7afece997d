package org.plumbline.problem;

import org.junit.jupiter.api.Nested;

/** The catalogue's imitations keep the contract; every value of theirs comes from a Riccati or Lyapunov solve. */
class LqrImitationContractTest {
    @Nested
    class Claims implements BilevelProblemContract {
        private final BilevelProblem problem = Problems.named("lqr-imitation/claims");

        @Override
        public BilevelProblem problem() {
            return problem;
        }
    }

    @Nested
    class Aligned implements BilevelProblemContract {
        private final BilevelProblem problem = Problems.named("lqr-imitation/aligned");

        @Override
        public BilevelProblem problem() {
            return problem;
        }
    }

    @Nested
    class Scalar implements BilevelProblemContract {
        private final BilevelProblem problem = Problems.named("lqr-imitation/scalar");

        @Override
        public BilevelProblem problem() {
            return problem;
        }
    }
}
