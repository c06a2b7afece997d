package org.plumbline.theory.claim.bias;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.plumbline.numeric.Vectors;
import org.plumbline.oracle.Constants;
import org.plumbline.problem.BilevelFunctions;
import org.plumbline.problem.BilevelProblem;
import org.plumbline.random.RandomStream;
import org.plumbline.random.SeedTree;
import org.plumbline.theory.RandomFamily;

/**
 * The one-step recursion of docs/theory.md, BIAS-1, in expectation and without a sample: the noise takes the 2d values
 * \(\pm s e_j\), each with the same probability, so that its mean is 0, its variance \(v = s^2\), and
 * \(\mathbb E\,\delta^+\) a mean of 2d numbers. Nothing can fail by chance.
 */
class FiniteNoiseProperties {
    private static final long SEEDS = 1_000_000;
    /** Points of the segment to each λ⁺ at which it is asked whether L is declared. */
    private static final int SEGMENT = 8;
    /** A loss is known to this, relative to its size. */
    private static final double LOSS = 1e-12;

    private static final Pattern SUBLEVEL = Pattern.compile("g\\(φ,.\\) ≤ ([0-9.E+-]+)\\}");

    @Provide
    Arbitrary<RandomFamily> families() {
        return Arbitraries.of(
                Arrays.stream(RandomFamily.values()).filter(RandomFamily::isPl).toList());
    }

    /** Where a step starts, what is wrong with its gradient, and how long it is, with the declared constants. */
    @SuppressWarnings("ArrayRecordComponent") // lives within one try
    private record Step(
            BilevelProblem problem,
            double[] phi,
            double[] lambda,
            double[] bias,
            double radius,
            double length,
            double mu,
            double smoothness) {
        double gap(double[] at) {
            return functions().lower(phi, at) - problem.truth().lowerOptimum(phi);
        }

        private BilevelFunctions functions() {
            return problem.truth().functions();
        }

        /** What rounding may add to a gap. */
        double allowance() {
            double optimum = problem.truth().lowerOptimum(phi);
            return LOSS * (Math.abs(optimum) + Math.abs(functions().lower(phi, lambda)));
        }

        double[] gradient() {
            double[] gradient = new double[lambda.length];
            functions().lowerGradient(phi, lambda, new double[phi.length], gradient);
            return gradient;
        }

        /** λ⁺ for the noise \(\pm s e_j\). */
        private double[] next(int j, int sign) {
            double[] next = lambda.clone();
            Vectors.add(-length, gradient(), next);
            Vectors.add(-length, bias, next);
            next[j] -= length * sign * radius;
            return next;
        }

        /** \(\mathbb E\,\delta^+\), exactly. */
        double mean() {
            double sum = 0;
            for (int j = 0; j < lambda.length; j++) {
                sum += gap(next(j, 1)) + gap(next(j, -1));
            }
            return sum / (2 * lambda.length);
        }

        double bound() {
            return boundWith(mu, Vectors.squaredNorm(bias), radius * radius);
        }

        double boundWith(double modulus, double squaredBias, double variance) {
            return (1 - length * modulus) * gap(lambda)
                    + length * squaredBias / 2
                    + length * length * smoothness * variance / 2;
        }

        /** Whether L is declared on the way to every λ⁺. */
        boolean staysInside(double sublevel) {
            for (int j = 0; j < lambda.length; j++) {
                for (int sign = -1; sign <= 1; sign += 2) {
                    double[] end = next(j, sign);
                    for (int s = 0; s <= SEGMENT; s++) {
                        double share = (double) s / SEGMENT;
                        double[] at = new double[end.length];
                        Vectors.add(1 - share, lambda, at);
                        Vectors.add(share, end, at);
                        if (!(functions().lower(phi, at) <= sublevel)) {
                            return false;
                        }
                    }
                }
            }
            return true;
        }

        Step with(double[] otherBias, double otherRadius) {
            return new Step(problem, phi, lambda, otherBias, otherRadius, length, mu, smoothness);
        }
    }

    /** From a random point, halfway back to the solution until no step leaves the region of L. */
    private static Step step(BilevelProblem problem, long seed, double bias, double radius, double fraction) {
        RandomStream stream = SeedTree.of(seed).child("step").stream();
        double mu = problem.constants().require(Constants.MU);
        double smoothness = problem.constants().require(Constants.L);
        double[] phi = problem.box().sample(stream);
        double[] lambda = problem.sampleLower(phi, stream);
        double[] solution = problem.truth().lowerSolution(phi);
        double[] direction = new double[lambda.length];
        stream.fillGaussian(direction);
        scale(bias / Math.sqrt(Vectors.squaredNorm(direction)), direction);
        for (int halvings = 0; halvings < 40; halvings++) {
            Step step = new Step(problem, phi, lambda, direction, radius, fraction / smoothness, mu, smoothness);
            if (step.staysInside(sublevel(problem))) {
                return step;
            }
            for (int j = 0; j < lambda.length; j++) {
                lambda[j] = (lambda[j] + solution[j]) / 2;
            }
        }
        throw new AssertionError("Steps from the solution itself leave the region of L.");
    }

    private static void scale(double factor, double[] x) {
        for (int j = 0; j < x.length; j++) {
            x[j] *= factor;
        }
    }

    /** The G of "on {λ : g ≤ G}" in the declaration of L, infinity where it holds everywhere. */
    private static double sublevel(BilevelProblem problem) {
        String region = problem.constants().find(Constants.L).orElseThrow().region();
        Matcher matcher = SUBLEVEL.matcher(region);
        if (matcher.find()) {
            return Double.parseDouble(matcher.group(1));
        }
        assertTrue(region.startsWith("everywhere"), region);
        return Double.POSITIVE_INFINITY;
    }

    @Property(tries = 250, seed = "31", edgeCases = EdgeCasesMode.NONE)
    void theRecursionIsNeverViolated(
            @ForAll("families") RandomFamily family,
            @ForAll @IntRange(min = 1, max = 3) int size,
            @ForAll @DoubleRange(min = 0, max = 1) double dial,
            @ForAll @DoubleRange(min = 0, max = 1) double bias,
            @ForAll @DoubleRange(min = 0, max = 1) double radius,
            @ForAll @DoubleRange(min = 0.1, max = 1) double fraction,
            @ForAll @LongRange(min = 0, max = SEEDS) long seed) {
        Step step = step(family.problem(size, dial, seed), seed, bias, radius, fraction);
        assertTrue(
                step.mean() <= step.bound() + step.allowance(),
                () -> step.mean() + " above " + step.bound() + " at φ = " + Arrays.toString(step.phi()) + ", λ = "
                        + Arrays.toString(step.lambda()) + " of\n" + family.file(size, dial, seed));
    }

    /** With H = L·I, the condition 1 of the dial 0, and τ = 1/L every inequality behind it is an equality. */
    @Property(tries = 60, seed = "32", edgeCases = EdgeCasesMode.NONE)
    void itIsAttainedOnIsotropicQuadraticsAndNoTermCanBeLeftOut(
            @ForAll @IntRange(min = 1, max = 3) int size,
            @ForAll @DoubleRange(min = 0.1, max = 1) double bias,
            @ForAll @DoubleRange(min = 0.1, max = 1) double radius,
            @ForAll @LongRange(min = 0, max = SEEDS) long seed) {
        Step step = step(RandomFamily.QUADRATIC.problem(size, 0, seed), seed, bias, radius, 1);
        double mean = step.mean();
        double rounding = 1e-11 * (1 + step.gap(step.lambda()));
        assertEquals(step.bound(), mean, rounding);
        double squares = bias * bias;
        double variance = radius * radius;
        assertTrue(mean > step.boundWith(step.mu(), 0, variance) + rounding, "without the bias");
        assertTrue(mean > step.boundWith(step.mu(), squares, 0) + rounding, "without the noise");
        double gap = step.gap(step.lambda());
        Assume.that(gap > 1e-6);
        assertTrue(mean > step.boundWith(1.1 * step.mu(), squares, variance) + rounding, "with 1.1 μ");
    }

    /**
     * The companion in every family: an oracle whose bias is the gradient turned round does not move, so that a bound without
     * the bias is violated by τμδ. It must be more than rounding, which leaves out a μ of 1e-12 and no family.
     */
    @Property(tries = 150, seed = "33", edgeCases = EdgeCasesMode.NONE)
    void theBiasCannotBeLeftOutInAnyFamily(
            @ForAll("families") RandomFamily family, @ForAll @LongRange(min = 0, max = SEEDS) long seed) {
        Step random = step(family.problem(1, 0, seed), seed, 0, 0, 1);
        double[] against = random.gradient();
        scale(-1, against);
        Step still = random.with(against, 0);
        Assume.that(still.length() * still.mu() * still.gap(still.lambda()) > 2 * still.allowance());
        assertTrue(still.mean() <= still.bound() + still.allowance());
        assertTrue(
                still.mean() > still.boundWith(still.mu(), 0, 0) + still.allowance(),
                () -> still.mean() + " not above " + still.boundWith(still.mu(), 0, 0) + " of\n"
                        + family.file(1, 0, seed));
    }
}
