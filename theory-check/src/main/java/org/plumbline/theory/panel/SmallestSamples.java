package org.plumbline.theory.panel;

import java.util.List;
import org.plumbline.algorithm.AlgorithmSpec;
import org.plumbline.numeric.Vectors;
import org.plumbline.oracle.OracleCounts;
import org.plumbline.problem.BilevelFunctions;
import org.plumbline.problem.BilevelProblem;
import org.plumbline.random.SeedTree;

/**
 * The fewest samples with which the common search reached a target.
 *
 * @param reached whether it did
 * @param samples N of one run
 * @param drawn what the search drew
 */
public record SmallestSamples(boolean reached, double samples, OracleCounts drawn) {
    private static final int POWER_STEPS = 60;

    /**
     * Searches.
     *
     * @param arena its largest target is the one that is searched for
     * @param spec the method
     * @param effort of the search
     * @param branch the randomness
     * @return the best trial
     */
    public static SmallestSamples search(Arena arena, AlgorithmSpec spec, Effort effort, SeedTree branch) {
        Search.Chosen chosen =
                new Search(arena, spec, effort, List.of(arena.largest())).at(arena.largest(), false, branch);
        return new SmallestSamples(chosen.grade() != Search.Grade.SHORT, chosen.samples(), chosen.drawn());
    }

    /**
     * 1/L where runs go, for instances whose declared L is that of a large region: the largest curvature of g in λ at the lower
     * solution of the start, by the power method.
     *
     * @param problem the instance
     * @return the unit of inner steps
     */
    public static double localInverseL(BilevelProblem problem) {
        BilevelFunctions functions = problem.truth().functions();
        double[] phi = problem.start().phi();
        double[] lambda = problem.truth().lowerSolution(phi);
        double[] vector = new double[lambda.length];
        for (int j = 0; j < vector.length; j++) {
            vector[j] = 1 + j; // no symmetric direction is orthogonal to it by accident
        }
        double[] product = new double[vector.length];
        double curvature = 0;
        for (int step = 0; step < POWER_STEPS; step++) {
            double norm = Math.sqrt(Vectors.squaredNorm(vector));
            for (int j = 0; j < vector.length; j++) {
                vector[j] /= norm;
            }
            functions.hessianVector(phi, lambda, vector, product);
            curvature = Math.sqrt(Vectors.squaredNorm(product));
            Vectors.copy(product, vector);
        }
        return 1 / curvature;
    }
}
