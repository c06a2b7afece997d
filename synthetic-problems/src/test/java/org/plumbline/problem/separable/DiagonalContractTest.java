package org.plumbline.problem.separable;

import org.junit.jupiter.api.Nested;
import org.plumbline.problem.BilevelProblem;
import org.plumbline.problem.BilevelProblemContract;
import org.plumbline.problem.Problems;

/** The contract on generated instances with a diagonal coupling. */
class DiagonalContractTest {
    @Nested
    class Sine implements BilevelProblemContract {
        @Override
        public BilevelProblem problem() {
            return Problems.parse(
                    "family: sine-composite\ngenerate: {size: {lower: 3}, structure: diagonal, condition: 9}",
                    "x.yaml");
        }
    }

    @Nested
    class Karimi implements BilevelProblemContract {
        @Override
        public BilevelProblem problem() {
            return Problems.parse(
                    "family: karimi\ngenerate: {size: {lower: 3}, structure: diagonal, condition: 9}", "x.yaml");
        }
    }
}
