package org.plumbline.problem;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.plumbline.oracle.Constants;

/** The catalogue's preference problems keep the contract: two environments, two laws of pairs. */
class PreferenceContractTest {
    /** The lower level is that of soft-mdp, whose PL constant holds on policies that are bounded away from 0 only. */
    interface InAProcess extends BilevelProblemContract {
        /** The general search leaves the region. That of soft-mdp's own contract stays in it; here samples suffice. */
        @Test
        @Override
        default void thePlInequalityHoldsAtTheWorstPointThatASearchFinds() {
            double mu = problem().constants().require(Constants.MU);
            PlRatio ratio = PlRatio.of(problem().truth(), 0);
            double worst =
                    points("pl", SAMPLES).stream().mapToDouble(ratio::at).min().orElseThrow();
            assertTrue(worst >= mu, () -> "½‖∇g‖²/(g−g*) = " + worst + " < μ = " + mu);
        }
    }

    /** The lower level is that of lqr-reward-design. */
    interface OfARegulator extends BilevelProblemContract {
        /**
         * Sampled gains come near the edge of stability, where a fifth derivative is up to 1e6 times the first: with
         * h⁴ = 1e-14 that leaves 1e-8, and rounding is of order 1e-16/h = 3e-13.
         */
        @Override
        default double differenceStep() {
            return 3e-4;
        }
    }

    @Nested
    class CurrentPolicyInAProcess implements InAProcess {
        private final BilevelProblem problem = Problems.named("preference/mdp-current-policy");

        @Override
        public BilevelProblem problem() {
            return problem;
        }
    }

    @Nested
    class ReferencePolicyInAProcess implements InAProcess {
        private final BilevelProblem problem = Problems.named("preference/mdp-reference-policy");

        @Override
        public BilevelProblem problem() {
            return problem;
        }
    }

    @Nested
    class CurrentPolicyOfARegulator implements OfARegulator {
        private final BilevelProblem problem = Problems.named("preference/lqr-current-policy");

        @Override
        public BilevelProblem problem() {
            return problem;
        }
    }

    @Nested
    class ReferencePolicyOfARegulator implements OfARegulator {
        private final BilevelProblem problem = Problems.named("preference/lqr-reference-policy");

        @Override
        public BilevelProblem problem() {
            return problem;
        }
    }
}
