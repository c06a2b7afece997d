package org.plumbline.problem.mdp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.plumbline.oracle.Constants;
import org.plumbline.oracle.SoftmaxPolicy;
import org.plumbline.problem.BilevelFunctions;
import org.plumbline.problem.GroundTruth;
import org.plumbline.problem.Vectors;
import org.plumbline.random.RandomStream;
import org.plumbline.random.SeedTree;

class SoftMdpProperties {
    /** Of all shapes, one state and one action among them; a third have certain transitions. */
    private static SoftMdpProblem random(RandomStream stream) {
        SoftMdpProblem dense = SoftMdpFamily.random(
                "soft-mdp/random",
                1 + stream.nextInt(4),
                1 + stream.nextInt(4),
                1 + stream.nextInt(3),
                stream.uniform(0.1, 0.9),
                stream.uniform(0.3, 2),
                stream.uniform(1, 10),
                stream);
        return stream.nextInt(3) == 0 ? RandomMdps.certain(dense, stream) : dense;
    }

    /** The exact part of the contract. */
    @Property(tries = 40, seed = "1", edgeCases = EdgeCasesMode.NONE)
    void randomInstancesKeepTheContract(@ForAll("seeds") long seed) {
        SoftMdpProblem problem = random(SeedTree.of(seed).stream());
        SoftMdpContract contract = () -> problem;
        contract.gradientsMatchCentralDifferences();
        contract.productsMatchDifferencesOfGradients();
        contract.theHessianIsSymmetric();
        contract.theLowerGradientVanishesAtTheLowerSolution();
        contract.thePenalisedGradientVanishesAtThePenalisedSolution();
        contract.thePenaltyProxyIsNotAboveTheObjective();
        contract.thePenalisedSolutionTendsToTheLowerSolution();
        contract.theHypergradientMatchesDifferencesOfTheObjective();
        contract.thePenaltyHypergradientMatchesDifferencesOfThePenaltyProxy();
        contract.theHypergradientVanishesAtTheKnownOptimum();
        contract.theHessianIsNowhereLargerThanTheSmoothness();
        contract.aSavedProblemIsReadBackBitByBit();
    }

    /**
     * 150 instances of 80 points each, a third of them near the region's edge, where the proof is tightest, and for σ from
     * 0 to 10; 1e-6 is the rounding of the gap.
     */
    @Property(tries = 150, seed = "2", edgeCases = EdgeCasesMode.NONE)
    void thePlInequalityHoldsOnTheRegion(@ForAll("seeds") long seed) {
        RandomStream stream = SeedTree.of(seed).stream();
        SoftMdpProblem problem = random(stream);
        double mu = problem.constants().require(Constants.MU);
        double pMin = problem.constants().require(SoftMdpProblem.P_MIN);
        for (int i = 0; i < 80; i++) {
            double sigma = i % 2 == 0 ? 0 : stream.uniform(0, 10);
            double[] phi = problem.box().sample(stream);
            double[] lambda = problem.sampleLower(phi, stream);
            if (i % 3 == 0) {
                for (int k = 0; k < lambda.length; k++) {
                    lambda[k] = 20 * stream.gaussian();
                }
                lambda = PlInequality.logits(lambda, problem.mdp().actions(), pMin);
            }
            double ratio = PlInequality.ratio(problem.truth(), phi, lambda, sigma);
            assertTrue(ratio >= mu * (1 - 1e-6), () -> "ratio " + ratio + " < μ = " + mu + " at σ = " + sigma);
            assertTrue(
                    SoftmaxPolicy.of(lambda, problem.mdp().actions()).smallest() >= pMin * (1 - 1e-12),
                    "a sampled policy left the region");
        }
        assertEquals(mu, problem.truth().penalisedModulus(3).orElseThrow());
    }

    /** Half of the bound is kept free, and π* has all of it. */
    @Property(tries = 300, seed = "3", edgeCases = EdgeCasesMode.NONE)
    void theRegionHasEveryLowerSolutionInside(@ForAll("seeds") long seed) {
        RandomStream stream = SeedTree.of(seed).stream();
        SoftMdpProblem problem = random(stream);
        double pMin = problem.constants().require(SoftMdpProblem.P_MIN);
        double[] phi = stream.nextInt(2) == 0
                ? problem.box().sample(stream)
                : stream.nextInt(2) == 0 ? problem.box().upper() : problem.box().lower();
        double[] best = problem.truth().lowerSolution(phi);
        double smallest = SoftmaxPolicy.of(best, problem.mdp().actions()).smallest();
        assertTrue(smallest >= 2 * pMin * (1 - 1e-12), () -> "min π* = " + smallest + ", pMin = " + pMin);
    }

    /**
     * Gradient descent knows nothing of Bellman equations. It goes on until the gradient is below 1e-8. As gradients
     * carry a factor π, it cannot see rare actions: with τ ≥ 1 and σ ≤ ½ probabilities stay above about 1e-3, curvatures
     * above about 1e-6, and the gap, which is quadratic in the gradient, below 1e-10. Policies differ by its root.
     */
    @Property(tries = 40, seed = "4", edgeCases = EdgeCasesMode.NONE)
    void directMinimisationOfThePenalisedLossFindsThePenalisedSolution(@ForAll("seeds") long seed) {
        RandomStream stream = SeedTree.of(seed).stream();
        SoftMdpProblem problem = SoftMdpFamily.random(
                "soft-mdp/mild", 1 + stream.nextInt(4), 1 + stream.nextInt(4), 2, 0.8, stream.uniform(1, 2), 3, stream);
        GroundTruth truth = problem.truth();
        BilevelFunctions functions = truth.functions();
        double sigma = stream.uniform(0, 0.5);
        double[] phi = problem.box().sample(stream);
        double[] found = descend(functions, phi, problem.start().lambda(), sigma);
        double[] expected = truth.penalisedSolution(phi, sigma);
        double minimum = value(functions, phi, expected, sigma);
        assertEquals(minimum, value(functions, phi, found, sigma), 1e-10 * (1 + Math.abs(minimum)));
        double error = Vectors.distance(
                problem.policy(expected).orElseThrow(), problem.policy(found).orElseThrow());
        assertTrue(error <= 1e-5, () -> "policies differ by " + error);
    }

    /** Steps of Barzilai and Borwein, halved until the value does not rise beyond its rounding. */
    private static double[] descend(BilevelFunctions functions, double[] phi, double[] start, double sigma) {
        double[] x = start;
        double[] gradient = gradient(functions, phi, x, sigma);
        double step = 1;
        for (int k = 0; k < 100_000 && Vectors.norm(gradient) > 1e-8; k++) {
            double value = value(functions, phi, x, sigma);
            double[] next = Vectors.plus(x, -step, gradient);
            while (value(functions, phi, next, sigma) > value + 1e-13 * (1 + Math.abs(value))) {
                step /= 2;
                next = Vectors.plus(x, -step, gradient);
            }
            double[] nextGradient = gradient(functions, phi, next, sigma);
            double[] moved = Vectors.plus(next, -1, x);
            double curvature = Vectors.dot(moved, Vectors.plus(nextGradient, -1, gradient));
            step = curvature > 0 ? Math.min(1e8, Vectors.dot(moved, moved) / curvature) : 2 * step;
            x = next;
            gradient = nextGradient;
        }
        return x;
    }

    private static double value(BilevelFunctions functions, double[] phi, double[] lambda, double sigma) {
        return functions.lower(phi, lambda) + sigma * functions.upper(phi, lambda);
    }

    private static double[] gradient(BilevelFunctions functions, double[] phi, double[] lambda, double sigma) {
        double[] unused = new double[phi.length];
        double[] g = new double[lambda.length];
        double[] f = new double[lambda.length];
        functions.lowerGradient(phi, lambda, unused, g);
        functions.upperGradient(phi, lambda, unused, f);
        return Vectors.plus(g, sigma, f);
    }

    /** Policies do not see a constant for each state; 1e-13 is the rounding of sums with shifts of size 10. */
    @Property(tries = 100, seed = "5", edgeCases = EdgeCasesMode.NONE)
    void shiftsOfAStateChangeNothing(@ForAll("seeds") long seed) {
        RandomStream stream = SeedTree.of(seed).stream();
        SoftMdpProblem problem = random(stream);
        BilevelFunctions functions = problem.truth().functions();
        double[] phi = problem.box().sample(stream);
        double[] lambda = problem.sampleLower(phi, stream);
        double[] shifted = lambda.clone();
        double[] direction = new double[lambda.length];
        int actions = problem.mdp().actions();
        for (int s = 0; s < problem.mdp().states(); s++) {
            double shift = stream.uniform(-10, 10);
            for (int i = s * actions; i < (s + 1) * actions; i++) {
                shifted[i] += shift;
                direction[i] = shift;
            }
        }
        double size = 1 + Math.abs(functions.lower(phi, lambda)) + Math.abs(functions.upper(phi, lambda));
        assertEquals(functions.lower(phi, lambda), functions.lower(phi, shifted), 1e-13 * size);
        assertEquals(functions.upper(phi, lambda), functions.upper(phi, shifted), 1e-13 * size);
        double[] product = new double[lambda.length];
        functions.hessianVector(phi, lambda, direction, product);
        double curvature = Vectors.norm(product);
        double scale = problem.constants().require(Constants.L) * Vectors.norm(direction);
        assertTrue(curvature <= 1e-13 * scale, () -> "curvature " + curvature + " along a shift");
    }

    @Provide
    Arbitrary<Long> seeds() {
        return Arbitraries.longs();
    }
}
