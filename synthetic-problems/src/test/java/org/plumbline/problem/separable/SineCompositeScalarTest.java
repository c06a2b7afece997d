package org.plumbline.problem.separable;

import org.plumbline.problem.BilevelProblem;
import org.plumbline.problem.BilevelProblemContract;
import org.plumbline.random.SeedTree;

/** One dimension below and above: loops that only work for several coordinates fail here. */
class SineCompositeScalarTest implements BilevelProblemContract {
    @Override
    public BilevelProblem problem() {
        return SineCompositeFamily.random("sine-composite/scalar", 1, 1, 0.7, SeedTree.of(11).child("scalar").stream());
    }
}
