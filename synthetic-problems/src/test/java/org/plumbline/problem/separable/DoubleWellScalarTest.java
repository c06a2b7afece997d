package org.plumbline.problem.separable;

import org.plumbline.problem.BilevelProblem;
import org.plumbline.problem.BilevelProblemContract;
import org.plumbline.random.SeedTree;

/** One dimension below and above: loops that only work for several coordinates fail here. */
class DoubleWellScalarTest implements BilevelProblemContract {
    @Override
    public BilevelProblem problem() {
        return DoubleWellFamily.random("double-well/scalar", 1, 1, 0.1, SeedTree.of(11).child("scalar").stream());
    }
}
