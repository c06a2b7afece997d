package org.plumbline.problem.mdp;

import org.junit.jupiter.api.Nested;
import org.plumbline.problem.BilevelProblem;
import org.plumbline.problem.Problems;

/** The catalogue's soft decision processes keep the contract. */
class SoftMdpContractTest {
    @Nested
    class Claims implements SoftMdpContract {
        private final BilevelProblem problem = Problems.named("soft-mdp/claims");

        @Override
        public BilevelProblem problem() {
            return problem;
        }
    }

    @Nested
    class TwoStates implements SoftMdpContract {
        private final BilevelProblem problem = Problems.named("soft-mdp/two-states");

        @Override
        public BilevelProblem problem() {
            return problem;
        }
    }

    @Nested
    class Bandit implements SoftMdpContract {
        private final BilevelProblem problem = Problems.named("soft-mdp/bandit");

        @Override
        public BilevelProblem problem() {
            return problem;
        }
    }

    @Nested
    class Tax implements SoftMdpContract {
        private final BilevelProblem problem = Problems.named("soft-mdp/tax");

        @Override
        public BilevelProblem problem() {
            return problem;
        }
    }

    @Nested
    class Stackelberg implements SoftMdpContract {
        private final BilevelProblem problem = Problems.named("soft-mdp/stackelberg");

        @Override
        public BilevelProblem problem() {
            return problem;
        }
    }
}
