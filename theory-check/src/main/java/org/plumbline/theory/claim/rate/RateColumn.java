package org.plumbline.theory.claim.rate;

import org.plumbline.algorithm.BilevelAlgorithm;
import org.plumbline.oracle.Oracles;
import org.plumbline.problem.BilevelProblem;

/** What a rate study runs at every target: an instance under a law of sampling, and a method that follows a schedule. */
interface RateColumn {
    BilevelProblem problem();

    /** What tells it from the other columns of a claim. */
    String label();

    /** In words; part of the cells' keys. */
    String sampling();

    Oracles oraclesAt(double epsilon);

    BilevelAlgorithm method(double epsilon);

    /** T. */
    long iterations(double epsilon);
}
