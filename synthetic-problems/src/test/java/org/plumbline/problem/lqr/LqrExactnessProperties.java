package org.plumbline.problem.lqr;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.plumbline.problem.lqr.Differences.along;
import static org.plumbline.problem.lqr.Differences.assertClose;
import static org.plumbline.problem.lqr.Differences.gradient;

import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.plumbline.problem.BilevelFunctions;
import org.plumbline.problem.BilevelProblem;
import org.plumbline.problem.GroundTruth;
import org.plumbline.problem.lqr.Regulators.Drawn;
import org.plumbline.random.RandomStream;

/**
 * The closed forms of both regulator families against differences, on random instances and points. Tolerances of 1e-6: the differences of
 * functions of size 1 to 100 have errors of 1e-9 or so times their condition, which near the edge of stability is some
 * hundreds. Everything is deterministic given the seeds.
 */
class LqrExactnessProperties {
    private static final double TOLERANCE = 1e-6;

    @Provide
    Arbitrary<Drawn> problems() {
        return Regulators.any();
    }

    /** A point of the box and a stabilising gain half way to the best one, where third derivatives are moderate. */
    private static final class Point {
        final double[] phi;
        final double[] lambda;
        final double[] direction;

        Point(BilevelProblem problem, long seed) {
            RandomStream stream = new RandomStream(seed);
            phi = problem.box().sample(stream);
            double[] best = problem.truth().lowerSolution(phi);
            lambda = problem.start().lambda();
            direction = new double[lambda.length];
            stream.fillGaussian(direction);
            for (int j = 0; j < lambda.length; j++) {
                lambda[j] = (lambda[j] + best[j]) / 2;
            }
        }
    }

    @Property(tries = 60, seed = "11", edgeCases = EdgeCasesMode.NONE)
    void gradientsOfBothLossesAreThoseOfTheValues(@ForAll("problems") Drawn drawn, @ForAll long seed) {
        BilevelProblem problem = drawn.problem();
        Point at = new Point(problem, seed);
        BilevelFunctions functions = problem.truth().functions();
        double[] gradPhi = new double[at.phi.length];
        double[] gradLambda = new double[at.lambda.length];
        functions.lowerGradient(at.phi, at.lambda, gradPhi, gradLambda);
        double size = functions.lower(at.phi, at.lambda);
        assertClose(gradient(x -> functions.lower(x, at.lambda), at.phi), gradPhi, TOLERANCE, size);
        assertClose(gradient(x -> functions.lower(at.phi, x), at.lambda), gradLambda, TOLERANCE, size);
        functions.upperGradient(at.phi, at.lambda, gradPhi, gradLambda);
        size = Math.abs(functions.upper(at.phi, at.lambda));
        assertClose(gradient(x -> functions.upper(x, at.lambda), at.phi), gradPhi, TOLERANCE, size);
        assertClose(gradient(x -> functions.upper(at.phi, x), at.lambda), gradLambda, TOLERANCE, size);
    }

    @Property(tries = 60, seed = "12", edgeCases = EdgeCasesMode.NONE)
    void productsAreDirectionalDerivativesOfTheGradients(@ForAll("problems") Drawn drawn, @ForAll long seed) {
        BilevelProblem problem = drawn.problem();
        Point at = new Point(problem, seed);
        BilevelFunctions functions = problem.truth().functions();
        double[] hessian = new double[at.lambda.length];
        double[] jacobian = new double[at.phi.length];
        functions.hessianVector(at.phi, at.lambda, at.direction, hessian);
        functions.jacobianVector(at.phi, at.lambda, at.direction, jacobian);
        double[] hessianDifference = along(
                x -> {
                    double[] out = new double[at.lambda.length];
                    functions.lowerGradient(at.phi, x, new double[at.phi.length], out);
                    return out;
                },
                at.lambda,
                at.direction);
        double[] jacobianDifference = along(
                x -> {
                    double[] out = new double[at.phi.length];
                    functions.lowerGradient(at.phi, x, out, new double[at.lambda.length]);
                    return out;
                },
                at.lambda,
                at.direction);
        assertClose(hessianDifference, hessian, TOLERANCE, 1);
        assertClose(jacobianDifference, jacobian, TOLERANCE, 1);
    }

    @Property(tries = 60, seed = "13", edgeCases = EdgeCasesMode.NONE)
    void hypergradientsAreThoseOfTheObjectives(@ForAll("problems") Drawn drawn, @ForAll long seed) {
        BilevelProblem problem = drawn.problem();
        GroundTruth truth = problem.truth();
        double[] phi = problem.box().sample(new RandomStream(seed));
        assertClose(gradient(truth::objective, phi), truth.hypergradient(phi), TOLERANCE, 1);
        for (double sigma : new double[] {1, 0.1, 0.01}) {
            double[] differences = gradient(x -> truth.penaltyObjective(x, sigma), phi);
            // The penalty divides two costs, each good to about 1e-14 of itself, by σ, and the difference by the step.
            double scale = Math.max(1, truth.lowerOptimum(phi) * 1e-2 / sigma);
            assertClose(differences, truth.penaltyHypergradient(phi, sigma), TOLERANCE, scale);
        }
    }

    @Property(tries = 60, seed = "14", edgeCases = EdgeCasesMode.NONE)
    void thePenalisedSolutionMinimisesThePenalisedCost(@ForAll("problems") Drawn drawn, @ForAll long seed) {
        BilevelProblem problem = drawn.problem();
        RandomStream stream = new RandomStream(seed);
        double[] phi = problem.box().sample(stream);
        double sigma = Math.pow(10, stream.uniform(-3, 1));
        GroundTruth truth = problem.truth();
        double[] best = truth.penalisedSolution(phi, sigma);
        double least = penalised(truth, phi, best, sigma);
        double[] lower = new double[best.length];
        double[] upper = new double[best.length];
        truth.functions().lowerGradient(phi, best, new double[phi.length], lower);
        truth.functions().upperGradient(phi, best, new double[phi.length], upper);
        for (int j = 0; j < best.length; j++) {
            // Rounding of a sum of terms of the size of the cost and its derivatives.
            assertEquals(0, lower[j] + sigma * upper[j], 1e-10 * (1 + least));
        }
        for (int k = 0; k < 20; k++) {
            double other = penalised(truth, phi, problem.sampleLower(phi, stream), sigma);
            assertTrue(other >= least - 1e-12 * Math.abs(least), other + " is below " + least);
        }
    }

    private static double penalised(GroundTruth truth, double[] phi, double[] lambda, double sigma) {
        return truth.functions().lower(phi, lambda) + sigma * truth.functions().upper(phi, lambda);
    }

    /**
     * At 120 · 2 · 100 points, half of them with each family on average. Both moduli are looked at, as the one over the
     * box alone would let a pointwise mistake of its looseness pass.
     */
    @Property(tries = 120, seed = "15", edgeCases = EdgeCasesMode.NONE)
    void gradientDominationHoldsAtEveryStabilisingGain(@ForAll("problems") Drawn drawn, @ForAll long seed) {
        RandomStream stream = new RandomStream(seed);
        for (double sigma : new double[] {0, Math.pow(10, stream.uniform(-2, 1))}) {
            double modulus = drawn.problem().truth().penalisedModulus(sigma).orElseThrow();
            for (int k = 0; k < 10; k++) {
                double[] phi = drawn.problem().box().sample(stream);
                double sharper = drawn.modulus(phi, sigma);
                assertTrue(modulus <= sharper, "over the box " + modulus + ", at one point " + sharper);
                assertDominated(drawn, phi, sigma, sharper, stream);
            }
        }
    }

    private static void assertDominated(Drawn drawn, double[] phi, double sigma, double modulus, RandomStream stream) {
        GroundTruth truth = drawn.problem().truth();
        double[] solution = sigma == 0 ? truth.lowerSolution(phi) : truth.penalisedSolution(phi, sigma);
        double best = penalised(truth, phi, solution, sigma);
        for (int k = 0; k < 10; k++) {
            double[] lambda = drawn.problem().sampleLower(phi, stream);
            double[] lower = new double[lambda.length];
            double[] upper = new double[lambda.length];
            truth.functions().lowerGradient(phi, lambda, new double[phi.length], lower);
            truth.functions().upperGradient(phi, lambda, new double[phi.length], upper);
            double square = 0;
            for (int j = 0; j < lambda.length; j++) {
                double entry = lower[j] + sigma * upper[j];
                square += entry * entry;
            }
            double gap = penalised(truth, phi, lambda, sigma) - best;
            // The gap is a difference of costs; below rounding of them nothing can be said.
            assertTrue(square / 2 >= modulus * gap - 1e-10 * (1 + Math.abs(best)), square / 2 + " < " + gap);
        }
    }

    @Property(tries = 60, seed = "16", edgeCases = EdgeCasesMode.NONE)
    void theSmoothnessConstantHoldsOnItsSublevelSet(@ForAll("problems") Drawn drawn, @ForAll long seed) {
        BilevelProblem problem = drawn.problem();
        RandomStream stream = new RandomStream(seed);
        double smoothness = problem.constants().require("L");
        for (int k = 0; k < 20; k++) {
            double[] phi = problem.box().sample(stream);
            double[] lambda = problem.sampleLower(phi, stream);
            double[] direction = new double[lambda.length];
            double[] product = new double[lambda.length];
            stream.fillGaussian(direction);
            problem.truth().functions().hessianVector(phi, lambda, direction, product);
            double form = 0;
            double square = 0;
            for (int j = 0; j < lambda.length; j++) {
                form += direction[j] * product[j];
                square += direction[j] * direction[j];
            }
            assertTrue(Math.abs(form) <= smoothness * square, form / square + " is above " + smoothness);
        }
    }
}
