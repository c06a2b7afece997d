package org.plumbline.theory.claim.bias;

import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.LongRange;
import org.plumbline.oracle.Constants;
import org.plumbline.problem.BilevelProblem;
import org.plumbline.problem.quadratic.QuadraticFamily;
import org.plumbline.problem.separable.SineCompositeFamily;
import org.plumbline.random.RandomStream;
import org.plumbline.random.SeedTree;
import org.plumbline.theory.CellResult;

/** The one-step recursion with bias and bounded noise, over random instances of both static families. */
class OneStepProperties {
    private static final int REPETITIONS = 2_000;
    /** Standard errors of slack: a true bound fails with probability below 3e-7 a try, 3e-5 over all. */
    private static final double SLACK = 5;

    @Property(tries = 80, seed = "29", edgeCases = EdgeCasesMode.NONE)
    void theRecursionIsNeverViolated(
            @ForAll boolean quadratic,
            @ForAll @LongRange(min = 0, max = 1_000_000) long seed,
            @ForAll @DoubleRange(min = 0, max = 1) double strength,
            @ForAll @DoubleRange(min = 0, max = 0.5) double radius,
            @ForAll @DoubleRange(min = 0.1, max = 1) double fraction) {
        RandomStream stream = SeedTree.of(seed).child("instance").stream();
        BilevelProblem problem = quadratic
                ? QuadraticFamily.random("quadratic/random", 5, 2, 10, stream)
                : SineCompositeFamily.random("sine/random", 4, 2, 0.5, stream);
        double mu = problem.constants().require(Constants.MU);
        double smoothness = problem.constants().require(Constants.L);
        double[] phi = problem.box().sample(stream);
        double[] solution = problem.truth().lowerSolution(phi);
        double[] lambda = problem.sampleLower(phi, stream);
        double[] bias = new double[lambda.length];
        for (int j = 0; j < lambda.length; j++) {
            // A quarter of the way out keeps every reachable point in the region where L is declared.
            lambda[j] = solution[j] + (lambda[j] - solution[j]) / 4;
            bias[j] = strength * stream.gaussian() / Math.sqrt(lambda.length);
        }
        CellResult result = new OneStep(problem, phi, lambda, bias, radius, fraction / smoothness)
                .repeat(REPETITIONS, stream, mu, smoothness);
        double limit = result.value("bound") * (1 + 1e-9) + SLACK * result.value("standard error");
        assertTrue(result.value("mean") <= limit, () -> result.value("mean") + " above " + limit);
    }
}
