package org.plumbline.problem.separable;

import org.plumbline.problem.BilevelProblem;
import org.plumbline.problem.BilevelProblemContract;
import org.plumbline.random.SeedTree;

/** One dimension below and above: loops that only work for several coordinates fail here. */
class KarimiScalarTest implements BilevelProblemContract {
    @Override
    public BilevelProblem problem() {
        return KarimiFamily.random("karimi/scalar", 1, 1, 2, SeedTree.of(11).child("scalar").stream());
    }
}
