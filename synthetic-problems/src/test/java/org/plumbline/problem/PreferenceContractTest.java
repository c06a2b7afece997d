package org.plumbline.problem;

import org.junit.jupiter.api.Nested;

/** The catalogue's preference problems keep the contract: both environments, both laws of pairs, aligned or not. */
class PreferenceContractTest {
    @Nested
    class CurrentPolicyInAProcess implements BilevelProblemContract {
        private final BilevelProblem problem = Problems.named("preference/mdp-current-policy");

        @Override
        public BilevelProblem problem() {
            return problem;
        }
    }

    @Nested
    class ReferencePolicyInAProcess implements BilevelProblemContract {
        private final BilevelProblem problem = Problems.named("preference/mdp-reference-policy");

        @Override
        public BilevelProblem problem() {
            return problem;
        }
    }

    @Nested
    class AlignedInAProcess implements BilevelProblemContract {
        private final BilevelProblem problem = Problems.named("preference/mdp-aligned");

        @Override
        public BilevelProblem problem() {
            return problem;
        }
    }

    @Nested
    class CurrentPolicyOfARegulator implements BilevelProblemContract {
        private final BilevelProblem problem = Problems.named("preference/lqr-current-policy");

        @Override
        public BilevelProblem problem() {
            return problem;
        }
    }

    @Nested
    class ReferencePolicyOfARegulator implements BilevelProblemContract {
        private final BilevelProblem problem = Problems.named("preference/lqr-reference-policy");

        @Override
        public BilevelProblem problem() {
            return problem;
        }
    }

    @Nested
    class AlignedForARegulator implements BilevelProblemContract {
        private final BilevelProblem problem = Problems.named("preference/lqr-aligned");

        @Override
        public BilevelProblem problem() {
            return problem;
        }
    }
}
