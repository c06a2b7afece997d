package org.plumbline.problem;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.plumbline.oracle.Constant;
import org.plumbline.oracle.Constants;
import org.plumbline.random.RandomStream;

/** Declared constants hold where the problem says, and are as tight as it says. */
@FunctionalInterface
public interface ConstantsContract extends ProblemUnderTest {
    /** Gaps below 1e-7 are not looked at, so a ratio carries a relative rounding error of at most about 1e-8. */
    double RATIO_TOLERANCE = 1e-6;

    /** How many random points each check visits. */
    int SAMPLES = 200;

    /** The worst ratio is searched for: a sample alone rarely comes near it. */
    @Test
    default void thePlInequalityHoldsAtTheWorstPointThatASearchFinds() {
        Constant mu = declared(Constants.MU);
        double worst = PlRatio.of(problem().truth(), 0).searchedMinimum(points("pl", SAMPLES), seeds("pl"));
        assertTrue(
                worst >= mu.value() * (1 - RATIO_TOLERANCE), () -> "½‖∇g‖²/(g−g*) = " + worst + " < μ = " + mu.value());
    }

    /** Without this, μ = 1e-30 would pass everywhere. */
    @Test
    default void thePlConstantIsNoLooserThanDeclared() {
        Constant mu = declared(Constants.MU);
        assumeTrue(Double.isFinite(mu.looseness()), "nothing is claimed about the tightness of μ");
        double worst = PlRatio.of(problem().truth(), 0).searchedMinimum(points("pl", SAMPLES), seeds("pl"));
        assertTrue(
                worst <= mu.value() * mu.looseness(),
                () -> "the smallest ratio found is " + worst + ", so μ = " + mu.value() + " is looser than "
                        + mu.looseness());
    }

    @Test
    default void thePenalisedPlInequalityHoldsWithThePenalisedModulus() {
        GroundTruth truth = problem().truth();
        for (double sigma : sigmas()) {
            OptionalDouble modulus = truth.penalisedModulus(sigma);
            if (modulus.isPresent()) {
                PlRatio ratio = PlRatio.of(truth, sigma);
                double worst = points("penalised-pl", SAMPLES).stream()
                        .mapToDouble(ratio::at)
                        .min()
                        .orElseThrow();
                assertTrue(
                        worst >= modulus.getAsDouble() * (1 - RATIO_TOLERANCE),
                        () -> "ratio " + worst + " < μ(σ) = " + modulus.getAsDouble() + " at σ = " + sigma);
            }
        }
    }

    @Test
    default void theHessianIsNowhereLargerThanTheSmoothness() {
        Constant smoothness = declared(Constants.L);
        double largest = largestCurvature();
        assertTrue(
                largest <= smoothness.value() * (1 + 1e-9),
                () -> "a Hessian of norm " + largest + " > L = " + smoothness.value());
    }

    @Test
    default void theSmoothnessIsNoLooserThanDeclared() {
        Constant smoothness = declared(Constants.L);
        assumeTrue(Double.isFinite(smoothness.looseness()), "nothing is claimed about the tightness of L");
        double largest = largestCurvature();
        assertTrue(
                largest * smoothness.looseness() >= smoothness.value(),
                () -> "the largest Hessian found has norm " + largest + ", L = " + smoothness.value());
    }

    /** The power method never overshoots the norm, so the bound cannot fail by its inaccuracy. */
    private double largestCurvature() {
        assumeTrue(hasProducts(), "the problem offers no products");
        BilevelFunctions functions = problem().truth().functions();
        RandomStream stream = seeds("smoothness").stream();
        double largest = 0;
        for (Point x : points("smoothness", SAMPLES)) {
            double[] v = Vectors.unit(x.lambda().length, stream);
            for (int i = 0; i < 30; i++) {
                double[] product = Products.at(functions, x, v).hessian();
                double norm = Vectors.norm(product);
                if (norm == 0) {
                    break;
                }
                largest = Math.max(largest, norm);
                v = Vectors.plus(new double[v.length], 1 / norm, product);
            }
        }
        return largest;
    }

    private Constant declared(String symbol) {
        List<Constant> all = problem().constants().all();
        assumeTrue(all.stream().anyMatch(c -> c.symbol().equals(symbol)), "no constant " + symbol + " is declared");
        return all.stream()
                .filter(c -> c.symbol().equals(symbol))
                .min(Comparator.comparing(Constant::value))
                .orElseThrow();
    }
}
