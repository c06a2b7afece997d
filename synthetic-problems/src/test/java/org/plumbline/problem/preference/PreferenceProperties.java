package org.plumbline.problem.preference;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.plumbline.problem.BilevelFunctions;
import org.plumbline.problem.BilevelProblem;
import org.plumbline.problem.BilevelProblemContract;
import org.plumbline.problem.Differences;
import org.plumbline.problem.GroundTruth;
import org.plumbline.problem.KnownOptimum;
import org.plumbline.problem.Vectors;
import org.plumbline.random.RandomStream;

/** Random instances of all small shapes, those with one state, one action, one weight or one step among them. */
class PreferenceProperties {
    @Property(tries = 8, seed = "21", edgeCases = EdgeCasesMode.NONE)
    void randomProcessesKeepTheContract(@ForAll("processes") PreferenceProblem problem) {
        keepsTheContract(() -> problem);
    }

    @Property(tries = 5, seed = "22", edgeCases = EdgeCasesMode.NONE)
    void randomRegulatorsKeepTheContract(@ForAll("regulators") PreferenceProblem problem) {
        keepsTheContract(() -> problem);
    }

    private static void keepsTheContract(BilevelProblemContract contract) {
        gradientsMatchDifferencesNearTheSolution(contract.problem());
        contract.theLowerGradientVanishesAtTheLowerSolution();
        contract.thePenalisedGradientVanishesAtThePenalisedSolution();
        contract.theHypergradientMatchesDifferencesOfTheObjective();
        contract.theHypergradientVanishesAtTheKnownOptimum();
        contract.aSavedProblemIsReadBackBitByBit();
    }

    /**
     * Far from the best gain scores change so fast that the loss of a pair bends within the step of a difference, so
     * the points of the general contract tell nothing there. At a distance of 0.1 from it a step of 3e-4, with a truncation
     * of order h⁴ = 1e-14 and a rounding of order 1e-16/h = 3e-13, leaves a factor 1e4 to 1e6 for higher derivatives.
     */
    private static void gradientsMatchDifferencesNearTheSolution(BilevelProblem problem) {
        RandomStream stream = new RandomStream(4);
        BilevelFunctions functions = problem.truth().functions();
        for (int k = 0; k < 4; k++) {
            double[] phi = problem.box().sample(stream);
            double[] best = problem.truth().lowerSolution(phi);
            double[] lambda = Vectors.plus(best, 0.1, Vectors.unit(best.length, stream));
            double[] gradPhi = new double[phi.length];
            double[] gradLambda = new double[best.length];
            functions.upperGradient(phi, lambda, gradPhi, gradLambda);
            double[] inPhi = Differences.gradient(x -> functions.upper(x, lambda), phi, 3e-4);
            double[] inLambda = Differences.gradient(x -> functions.upper(phi, x), lambda, 3e-4);
            double value = functions.upper(phi, lambda);
            Differences.assertAgree("∇_φ f", inPhi, gradPhi, value, 1e-8);
            Differences.assertAgree("∇_λ f", inLambda, gradLambda, value, 1e-8);
        }
    }

    /**
     * A neighbourhood says of differences what the losses say of values. Differences of values have the rounding of the
     * values, which near the edge of stability is a few hundred times 1e-16 times a value of 100.
     */
    @Property(tries = 20, seed = "23", edgeCases = EdgeCasesMode.NONE)
    void neighbourhoodsAgreeWithTheLosses(@ForAll("any") PreferenceProblem problem, @ForAll long seed) {
        RandomStream stream = new RandomStream(seed);
        GroundTruth truth = problem.truth();
        double[] phi = problem.box().sample(stream);
        Neighbourhood around = problem.environment().around(phi);
        double[] best = truth.lowerSolution(phi);
        double[] lambda = problem.sampleLower(phi, stream);
        double[] delta = Vectors.plus(lambda, -1, best);
        double value = truth.functions().lower(phi, lambda);
        assertEquals(value - truth.lowerOptimum(phi), around.gap(delta), 1e-11 * (1 + Math.abs(value)));
        int p = phi.length;
        int d = lambda.length;
        double[] phiThere = new double[p];
        double[] phiHere = new double[p];
        double[] expected = new double[d];
        double[] actual = new double[d];
        double[] change = new double[p];
        truth.functions().lowerGradient(phi, best, phiHere, expected);
        truth.functions().lowerGradient(phi, lambda, phiThere, expected);
        around.gradient(delta, actual);
        around.upperGradientChange(delta, change);
        assertTrue(Vectors.distance(expected, actual) <= 1e-10 * (1 + Vectors.norm(expected)));
        double[] difference = Vectors.plus(phiThere, -1, phiHere);
        assertTrue(Vectors.distance(difference, change) <= 1e-10 * (1 + Vectors.norm(phiThere)));
    }

    /**
     * With fixed pairs nothing depends on λ: the penalty has no effect, to the last bit. With the policy's own pairs the
     * quotients converge as σ → 0 down to 1e-8: their error is C·σ, so from 1e-6 to 1e-8 they move by 1e-6·C. C is taken
     * from σ = 1e-3, and 1e-8 is what rounding may add at σ = 1e-8.
     */
    @Property(tries = 12, seed = "24", edgeCases = EdgeCasesMode.NONE)
    void thePenaltyKeepsItsDigitsAsItFades(@ForAll("any") PreferenceProblem problem) {
        GroundTruth truth = problem.truth();
        double[] phi = problem.box().upper();
        double[] exact = truth.hypergradient(phi);
        if (!problem.followsPolicy()) {
            assertArrayEquals(exact, truth.penaltyHypergradient(phi, 0.3));
            assertArrayEquals(truth.lowerSolution(phi), truth.penalisedSolution(phi, 0.3));
            assertEquals(truth.objective(phi), truth.penaltyObjective(phi, 0.3));
            assertEquals(Double.POSITIVE_INFINITY, truth.sigmaBar().orElseThrow());
            assertArrayEquals(new double[phi.length], problem.implicitGradient(phi));
            return;
        }
        double rate = Vectors.distance(truth.penaltyHypergradient(phi, 1e-3), exact) / 1e-3;
        for (double sigma : new double[] {1e-5, 1e-6, 1e-7, 1e-8}) {
            double error = Vectors.distance(truth.penaltyHypergradient(phi, sigma), exact);
            assertTrue(
                    error <= 1.5 * rate * sigma + 1e-8 * Vectors.norm(exact),
                    () -> "‖∇Φ_σ − ∇Φ‖ = " + error + " at σ = " + sigma + ", rate " + rate);
            double fall = truth.objective(phi) - truth.penaltyObjective(phi, sigma);
            assertTrue(fall >= -1e-14 && fall <= 10 * rate + 1, () -> "Φ − Φ_σ = " + fall);
        }
    }

    /** Reference pairs in a process make Φ convex, so that the centre is called global; nothing else is. */
    @Property(tries = 20, seed = "25", edgeCases = EdgeCasesMode.NONE)
    void onlyConvexInstancesAreCalledGlobal(@ForAll("any") PreferenceProblem problem) {
        boolean process = problem.policy(problem.start().lambda()).isPresent();
        boolean global = process && !problem.followsPolicy();
        assertEquals(
                global ? KnownOptimum.Kind.GLOBAL : KnownOptimum.Kind.STATIONARY,
                problem.truth().knownOptimum().orElseThrow().kind());
        if (global) {
            GroundTruth truth = problem.truth();
            RandomStream stream = new RandomStream(1);
            double[] x = problem.box().sample(stream);
            double[] y = problem.box().sample(stream);
            double[] middle = x.clone();
            Arrays.setAll(middle, i -> (x[i] + y[i]) / 2);
            assertTrue(truth.objective(middle) <= (truth.objective(x) + truth.objective(y)) / 2 + 1e-14);
        }
    }

    @Provide
    Arbitrary<PreferenceProblem> processes() {
        return Combinators.combine(size(3), size(3), size(3), size(3), Arbitraries.of(true, false), Arbitraries.longs())
                .as((states, actions, p, horizon, current, seed) -> RandomPreferences.process(
                        "preference/random", states, actions, p, horizon, current, 0.8, 0.5, new RandomStream(seed)));
    }

    @Provide
    Arbitrary<PreferenceProblem> regulators() {
        return Combinators.combine(size(2), size(2), size(2), size(4), Arbitraries.of(true, false), Arbitraries.longs())
                .as((states, inputs, p, horizon, current, seed) -> RandomPreferences.regulator(
                        "preference/random", states, inputs, p, horizon, current, 0.8, new RandomStream(seed)));
    }

    @Provide
    Arbitrary<PreferenceProblem> any() {
        return Arbitraries.oneOf(processes(), regulators());
    }

    private static Arbitrary<Integer> size(int largest) {
        return Arbitraries.integers().between(1, largest);
    }
}
