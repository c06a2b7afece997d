package org.plumbline.theory.saboteur;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.plumbline.algorithm.FirstOrderAlgorithm;
import org.plumbline.algorithm.Stepper;
import org.plumbline.algorithm.penalty.Coupling;
import org.plumbline.algorithm.penalty.FirstOrderPenalty;
import org.plumbline.numeric.Vectors;
import org.plumbline.oracle.Draw;
import org.plumbline.oracle.GaussianNoise;
import org.plumbline.oracle.Ledger;
import org.plumbline.oracle.NoiseModel;
import org.plumbline.problem.BilevelFunctions;
import org.plumbline.problem.BilevelProblem;
import org.plumbline.random.RandomStream;

/** Each defect is what it says and nothing else, by numbers. */
class BrokenPenaltyTest {
    private static final double SIGMA = 0.3;
    private static final double TAU = 0.1;
    private static final double ETA = 0.05;
    private static final BilevelProblem PROBLEM = Traps.quadratic();
    private static final BilevelFunctions FUNCTIONS = PROBLEM.truth().functions();
    private static final FirstOrderPenalty METHOD = FirstOrderPenalty.exact(SIGMA, 4, 3, TAU, ETA);
    /** Sums of a few terms of order one. */
    private static final double ROUNDING = 1e-12;

    private static Stepper start(FirstOrderAlgorithm method, NoiseModel noise, Ledger ledger) {
        return method.start(PROBLEM.oracles(noise).firstOrder(ledger), PROBLEM.start(), new RandomStream(5));
    }

    /** With exact gradients, after so many outer steps. */
    private static Stepper after(PenaltyDefect defect, int steps) {
        Stepper stepper = start(new BrokenPenalty(METHOD, defect), NoiseModel.NONE, new Ledger());
        for (int t = 0; t < steps; t++) {
            stepper.step();
        }
        return stepper;
    }

    @ParameterizedTest
    @EnumSource(Coupling.class)
    void withoutADefectItIsAlgorithmOneBitForBit(Coupling coupling) {
        for (FirstOrderPenalty method : new FirstOrderPenalty[] {
            METHOD.with(coupling), METHOD.with(coupling).cold()
        }) {
            Ledger drawn = new Ledger();
            Ledger drawnAgain = new Ledger();
            GaussianNoise noise = new GaussianNoise(1, 0.5);
            Stepper sound = start(method, noise, drawn);
            Stepper again = start(new BrokenPenalty(method, PenaltyDefect.NONE), noise, drawnAgain);
            for (int t = 0; t < 10; t++) {
                sound.step();
                again.step();
                assertArrayEquals(sound.phi(), again.phi());
                assertArrayEquals(sound.lambda(), again.lambda());
                assertArrayEquals(sound.penalisedLambda(), again.penalisedLambda());
            }
            assertEquals(drawn.counts(), drawnAgain.counts());
        }
    }

    private static double[] upperPhi(double[] lambda) {
        double[] gradient = new double[PROBLEM.upperDimension()];
        FUNCTIONS.upperGradient(PROBLEM.start().phi(), lambda, gradient, new double[lambda.length]);
        return gradient;
    }

    private static double[] lowerPhi(double[] lambda) {
        double[] gradient = new double[PROBLEM.upperDimension()];
        FUNCTIONS.lowerGradient(PROBLEM.start().phi(), lambda, gradient, new double[lambda.length]);
        return gradient;
    }

    /** The direction of the first outer step, from its displacement. */
    private static double[] direction(Stepper stepper) {
        double[] direction = PROBLEM.start().phi();
        Vectors.add(-1, stepper.phi(), direction);
        return Arrays.stream(direction).map(x -> x / ETA).toArray();
    }

    /** Chains are sound, and the direction is a f_φ(first) + (1−a) f_φ(second) + b g_φ(second) − c g_φ(first). */
    private static void assertDirection(PenaltyDefect defect, double a, double b, double c) {
        Stepper sound = after(PenaltyDefect.NONE, 1);
        Stepper broken = after(defect, 1);
        assertArrayEquals(sound.lambda(), broken.lambda());
        assertArrayEquals(sound.penalisedLambda(), broken.penalisedLambda());
        double[] expected = new double[PROBLEM.upperDimension()];
        Vectors.add(a, upperPhi(sound.lambda()), expected);
        Vectors.add(1 - a, upperPhi(sound.penalisedLambda()), expected);
        Vectors.add(b, lowerPhi(sound.penalisedLambda()), expected);
        Vectors.add(-c, lowerPhi(sound.lambda()), expected);
        assertArrayEquals(expected, direction(broken), 1e-10 / SIGMA);
        if (defect != PenaltyDefect.NONE) {
            assertNotEquals(direction(sound)[0], direction(broken)[0], 1e-6);
        }
    }

    @Test
    void outerDefectsChangeTheDirectionAndNotTheChains() {
        assertDirection(PenaltyDefect.NONE, 0, 1 / SIGMA, 1 / SIGMA);
        assertDirection(PenaltyDefect.LOWER_CHAIN_DROPPED, 0, 1 / SIGMA, 0);
        assertDirection(PenaltyDefect.SIGMA_NOT_DIVIDED, 0, 1, 1);
        assertDirection(PenaltyDefect.SIGN_REVERSED, 0, -1 / SIGMA, -1 / SIGMA);
        assertDirection(PenaltyDefect.CHAINS_SWAPPED, 1, -1 / SIGMA, -1 / SIGMA);
        assertDirection(PenaltyDefect.PENALTY_DETACHED, 0, 0, 0);
    }

    /** K steps on g + pull f at the start's φ. */
    private static double[] chain(double pull, double step, double from) {
        double[] at = PROBLEM.start().lambda();
        for (int j = 0; j < at.length; j++) {
            at[j] += from;
        }
        double[] unused = new double[PROBLEM.upperDimension()];
        double[] g = new double[at.length];
        double[] f = new double[at.length];
        for (int k = 0; k < METHOD.innerSteps(); k++) {
            FUNCTIONS.lowerGradient(PROBLEM.start().phi(), at, unused, g);
            FUNCTIONS.upperGradient(PROBLEM.start().phi(), at, unused, f);
            Vectors.add(pull, f, g);
            Vectors.add(-step, g, at);
        }
        return at;
    }

    private static void assertSecondChain(PenaltyDefect defect, double... expected) {
        Stepper broken = after(defect, 1);
        assertArrayEquals(chain(0, TAU, 0), broken.lambda(), ROUNDING);
        assertArrayEquals(expected, broken.penalisedLambda(), ROUNDING);
        assertNotEquals(chain(SIGMA, TAU, 0)[0], expected[0], 1e-6);
    }

    @Test
    void innerDefectsChangeTheSecondChainOnly() {
        assertArrayEquals(chain(SIGMA, TAU, 0), after(PenaltyDefect.NONE, 1).penalisedLambda(), ROUNDING);
        assertSecondChain(PenaltyDefect.UPPER_FORGOTTEN, chain(0, TAU, 0));
        assertSecondChain(PenaltyDefect.PENALTY_DOUBLED, chain(2 * SIGMA, TAU, 0));
        assertSecondChain(PenaltyDefect.PENALISED_STEP_HALVED, chain(SIGMA, TAU / 2, 0));
        assertSecondChain(PenaltyDefect.STARTED_APART, chain(SIGMA, TAU, BrokenStepper.APART));
    }

    /** The first iteration has no φ before; the second sees the first one's in its chains, and its own in the outer step. */
    @Test
    void aStalePhiIsTheOneBefore() {
        Stepper first = after(PenaltyDefect.PHI_STALE, 1);
        assertArrayEquals(after(PenaltyDefect.NONE, 1).phi(), first.phi());
        double[] at = first.lambda();
        double[] g = new double[at.length];
        for (int k = 0; k < METHOD.innerSteps(); k++) {
            FUNCTIONS.lowerGradient(PROBLEM.start().phi(), at, new double[first.phi().length], g);
            Vectors.add(-TAU, g, at);
        }
        assertArrayEquals(at, after(PenaltyDefect.PHI_STALE, 2).lambda(), ROUNDING);
        assertNotEquals(at[0], after(PenaltyDefect.NONE, 2).lambda()[0], 1e-6);
    }

    /** That is the coupling that practice uses, and which passes for independent batches here. */
    @Test
    void aReusedBatchIsOneBatchAnIteration() {
        GaussianNoise noise = new GaussianNoise(1, 0.5);
        Stepper reused = start(new BrokenPenalty(METHOD, PenaltyDefect.BATCH_REUSED), noise, new Ledger());
        Stepper coupled = start(METHOD.with(Coupling.ITERATION), noise, new Ledger());
        for (int t = 0; t < 5; t++) {
            reused.step();
            coupled.step();
        }
        assertArrayEquals(coupled.phi(), reused.phi());
    }

    @Test
    void aHiddenProductCostsOneDisplacedGradientAnIterationAndChangesNoIterate() {
        Ledger ledger = new Ledger();
        Stepper hidden = start(new BrokenPenalty(METHOD, PenaltyDefect.HIDDEN_PRODUCT), NoiseModel.NONE, ledger);
        hidden.step();
        assertArrayEquals(after(PenaltyDefect.NONE, 1).phi(), hidden.phi());
        assertEquals(METHOD.batch(), ledger.counts().of(Draw.DISPLACED_GRADIENT));
    }

    @Test
    void aLeakPaysForItsChainsAndDoesNotUseThem() {
        Ledger ledger = new Ledger();
        Ledger honest = new Ledger();
        Stepper leaking = start(new LeakingPenalty(METHOD, PROBLEM.truth()), NoiseModel.NONE, ledger);
        leaking.step();
        start(METHOD, NoiseModel.NONE, honest).step();
        assertEquals(honest.counts(), ledger.counts());
        double[] phi = PROBLEM.start().phi();
        assertArrayEquals(PROBLEM.truth().lowerSolution(phi), leaking.lambda());
        assertArrayEquals(PROBLEM.truth().penaltyHypergradient(phi, SIGMA), direction(leaking), 1e-9);
    }

    @Test
    void schedulesDifferInOneParameter() {
        assertEquals(
                0.5 * Math.pow(0.01, 0.25),
                ScheduleSaboteurs.quarterPower(penalty(0.5 * 0.1, 3)).sigma(),
                1e-15);
        assertEquals(penalty(Math.sqrt(0.15), 7), ScheduleSaboteurs.quarterPower(penalty(0.3, 7)));
        assertEquals(penalty(SIGMA, 2), ScheduleSaboteurs.fewerInnerSteps(penalty(SIGMA, 8)));
        assertEquals(penalty(SIGMA, 1), ScheduleSaboteurs.fewerInnerSteps(penalty(SIGMA, 1)));
        assertEquals(FirstOrderPenalty.exact(SIGMA, 4, 3, 5 * TAU, ETA), ScheduleSaboteurs.withSteps(METHOD, 5));
    }

    private static FirstOrderPenalty penalty(double sigma, int innerSteps) {
        return FirstOrderPenalty.exact(sigma, 4, innerSteps, TAU, ETA);
    }
}
