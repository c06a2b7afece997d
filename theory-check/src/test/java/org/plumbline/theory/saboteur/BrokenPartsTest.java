package org.plumbline.theory.saboteur;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.plumbline.algorithm.FirstOrderAlgorithm;
import org.plumbline.algorithm.Stepper;
import org.plumbline.algorithm.penalty.CentralDifferences;
import org.plumbline.algorithm.penalty.Coupling;
import org.plumbline.numeric.Vectors;
import org.plumbline.oracle.Batch;
import org.plumbline.oracle.Constants;
import org.plumbline.oracle.Draw;
import org.plumbline.oracle.FirstOrderOracle;
import org.plumbline.oracle.GaussianNoise;
import org.plumbline.oracle.Ledger;
import org.plumbline.oracle.NoiseModel;
import org.plumbline.oracle.Oracles;
import org.plumbline.problem.BilevelFunctions;
import org.plumbline.problem.BilevelProblem;
import org.plumbline.problem.Problems;
import org.plumbline.random.RandomStream;

/** Broken oracles, problems and estimates differ from the sound ones in what they say, by numbers. */
class BrokenPartsTest {
    private static final BilevelProblem PROBLEM = Traps.quadratic();
    private static final BilevelFunctions FUNCTIONS = PROBLEM.truth().functions();
    private static final double[] PHI = PROBLEM.start().phi();
    private static final double[] LAMBDA = PROBLEM.start().lambda();
    private static final Oracles NOISY = PROBLEM.oracles(new GaussianNoise(1, 0.5));

    private static RandomStream stream() {
        return new RandomStream(11);
    }

    private static double[] lower(FirstOrderOracle oracle, Batch batch) {
        double[] gradient = new double[LAMBDA.length];
        oracle.lower(batch, PHI, LAMBDA, new double[PHI.length], gradient);
        return gradient;
    }

    private static double[] upper(FirstOrderOracle oracle, Batch batch) {
        double[] gradient = new double[LAMBDA.length];
        oracle.upper(batch, PHI, LAMBDA, new double[PHI.length], gradient);
        return gradient;
    }

    @Test
    void upperGradientsAreRightAndFree() {
        Ledger ledger = new Ledger();
        FirstOrderOracle broken = new TamperedGradients.UnchargedUpper(NOISY, ledger);
        FirstOrderOracle sound = NOISY.firstOrder(new Ledger());
        Batch batch = sound.draw(5, stream());
        assertArrayEquals(upper(sound, batch), upper(broken, batch));
        assertArrayEquals(lower(sound, batch), lower(broken, batch));
        assertEquals(0, ledger.counts().of(Draw.UPPER_GRADIENT));
        assertEquals(5, ledger.counts().of(Draw.LOWER_GRADIENT));
    }

    @Test
    void aBatchOfOneAndABatchThatIsRepeated() {
        assertEquals(
                1,
                new TamperedGradients.SingleSample(NOISY, new Ledger())
                        .draw(64, stream())
                        .size());
        FirstOrderOracle repeating = new TamperedGradients.RepeatedBatch(NOISY, new Ledger());
        RandomStream stream = stream();
        Batch first = repeating.draw(4, stream);
        assertSame(first, repeating.draw(4, stream));
        assertNotEquals(first, repeating.draw(4, stream));
        assertEquals(9, repeating.draw(9, stream).size());
    }

    @Test
    void aForgottenBatchGivesFreshNoiseWhenItIsUsedAgain() {
        FirstOrderOracle broken = new TamperedGradients.ForgottenBatch(NOISY, new Ledger());
        Batch batch = broken.draw(4, stream());
        assertNotEquals(lower(broken, batch)[0], lower(broken, batch)[0]);
        assertEquals(upper(broken, batch)[0], upper(broken, batch)[0]);
    }

    @Test
    void aShiftIsInEveryEntry() {
        FirstOrderOracle broken = new TamperedGradients.Shifted(NOISY, new Ledger(), 0.3);
        FirstOrderOracle sound = NOISY.firstOrder(new Ledger());
        Batch batch = sound.draw(4, stream());
        for (int j = 0; j < LAMBDA.length; j++) {
            assertEquals(lower(sound, batch)[j] + 0.3, lower(broken, batch)[j], 1e-12);
            assertEquals(upper(sound, batch)[j] + 0.3, upper(broken, batch)[j], 1e-12);
        }
    }

    @Test
    void noiseLosesOnePart() {
        assertEquals(new GaussianNoise(1, 0), OracleSaboteurs.additivePart(new GaussianNoise(1, 0.5)));
    }

    /** The chain rule by central differences, whose error here is some 1e-9. */
    @Test
    void theGradientOfAPlateauIsTheDerivativeOfItsValue() {
        BilevelFunctions plateau = new Plateau(FUNCTIONS);
        double[] gradient = new double[LAMBDA.length];
        double[] gradPhi = new double[PHI.length];
        plateau.lowerGradient(PHI, LAMBDA, gradPhi, gradient);
        double h = 1e-5;
        for (int j = 0; j < LAMBDA.length; j++) {
            double[] up = LAMBDA.clone();
            double[] down = LAMBDA.clone();
            up[j] += h;
            down[j] -= h;
            double difference = (plateau.lower(PHI, up) - plateau.lower(PHI, down)) / (2 * h);
            assertEquals(difference, gradient[j], 1e-5 * (1 + Math.abs(difference)));
        }
    }

    /** On the way out from the minimiser there is a point with g = 1: stationary, and a third above the minimum. */
    @Test
    void aPlateauIsStationaryWhereItIsNotMinimal() {
        BilevelFunctions plateau = new Plateau(FUNCTIONS);
        double[] solution = PROBLEM.truth().lowerSolution(PHI);
        assertEquals(0, plateau.lower(PHI, solution), 1e-12);
        double[] way = LAMBDA.clone();
        way[0] += 1;
        Vectors.add(-1, solution, way);
        double[] at = solution.clone();
        // g is quadratic around its minimiser, so that g(λ* + t w) = t² g(λ* + w).
        double[] far = solution.clone();
        Vectors.add(1, way, far);
        Vectors.add(1 / Math.sqrt(FUNCTIONS.lower(PHI, far)), way, at);
        double[] gradient = new double[at.length];
        plateau.lowerGradient(PHI, at, new double[PHI.length], gradient);
        assertEquals(0, Math.sqrt(Vectors.squaredNorm(gradient)), 1e-12);
        assertEquals(1.0 / 3, plateau.lower(PHI, at), 1e-12);
    }

    @Test
    void aBrokenDerivativeIsOneFactorOff() {
        double[] sound = new double[PHI.length];
        double[] halved = new double[PHI.length];
        double[] unused = new double[LAMBDA.length];
        FUNCTIONS.upperGradient(PHI, LAMBDA, sound, unused);
        BrokenFunctions.halvedUpperDerivative(FUNCTIONS).upperGradient(PHI, LAMBDA, halved, unused);
        FUNCTIONS.lowerGradient(PHI, LAMBDA, new double[PHI.length], unused);
        for (int i = 0; i < sound.length; i++) {
            assertEquals(sound[i] / 2, halved[i], 1e-15 * Math.abs(sound[i]));
        }
        double[] lowerSound = new double[PHI.length];
        double[] reversed = new double[PHI.length];
        FUNCTIONS.lowerGradient(PHI, LAMBDA, lowerSound, unused);
        BrokenFunctions.reversedLowerDerivative(FUNCTIONS).lowerGradient(PHI, LAMBDA, reversed, unused);
        for (int i = 0; i < reversed.length; i++) {
            assertEquals(-lowerSound[i], reversed[i]);
        }
    }

    @Test
    void aDeclarationIsOneFactorOff() {
        BilevelProblem broken = BrokenProblem.of(PROBLEM).declaring(Constants.L, 0.5);
        assertEquals(
                PROBLEM.constants().require(Constants.L) / 2, broken.constants().require(Constants.L));
        assertEquals(
                PROBLEM.constants().require(Constants.MU), broken.constants().require(Constants.MU));
        assertEquals(PROBLEM.id(), broken.id());
    }

    /** Functions and solutions are the regulator's own; the hypergradient is that of another discount. */
    @Test
    void anotherDiscountIsInTheHypergradientAlone() {
        BilevelProblem sound = Problems.named("lqr-reward-design/claims");
        BilevelProblem broken = ProblemSaboteurs.discountedOtherwise(sound);
        double[] phi = sound.start().phi();
        assertArrayEquals(sound.truth().lowerSolution(phi), broken.truth().lowerSolution(phi));
        assertEquals(sound.truth().objective(phi), broken.truth().objective(phi));
        double gap =
                Math.abs(sound.truth().hypergradient(phi)[0] - broken.truth().hypergradient(phi)[0]);
        assertTrue(gap > 1e-3, () -> "gap " + gap);
    }

    /** With the factor 2 it is the registered method; without it, the difference of gradients counts twice. */
    @Test
    void aCentralDifferenceLacksItsFactor() {
        CentralDifferences method = new CentralDifferences(2, 0.05, 4, 4, 3, 0.09, 0.1, Coupling.NONE, false);
        GaussianNoise noise = new GaussianNoise(1, 0.5);
        Stepper sound = start(method, noise);
        Stepper again = start(new HalvedDivisor(method, 2), noise);
        Stepper broken = start(new HalvedDivisor(method, 1), noise);
        Stepper none = start(new HalvedDivisor(method, Double.POSITIVE_INFINITY), noise);
        sound.step();
        again.step();
        broken.step();
        none.step();
        assertArrayEquals(sound.phi(), again.phi(), 1e-12);
        for (int i = 0; i < PHI.length; i++) {
            double once = sound.phi()[i] - none.phi()[i];
            assertEquals(2 * once, broken.phi()[i] - none.phi()[i], 1e-10);
            assertTrue(Math.abs(once) > 1e-6);
        }
    }

    private static Stepper start(FirstOrderAlgorithm method, NoiseModel noise) {
        return method.start(PROBLEM.oracles(noise).firstOrder(new Ledger()), PROBLEM.start(), stream());
    }
}
