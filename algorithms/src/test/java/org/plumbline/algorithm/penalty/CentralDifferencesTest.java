package org.plumbline.algorithm.penalty;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.plumbline.algorithm.AlgorithmSpec;
import org.plumbline.algorithm.Algorithms;
import org.plumbline.algorithm.BatchRecorder;
import org.plumbline.algorithm.BilevelAlgorithm;
import org.plumbline.algorithm.Law;
import org.plumbline.algorithm.Stepper;
import org.plumbline.algorithm.TheoremSchedule;
import org.plumbline.oracle.Batch;
import org.plumbline.oracle.Ledger;
import org.plumbline.oracle.NoiseModel;
import org.plumbline.problem.BilevelProblem;
import org.plumbline.random.RandomStream;
import org.plumbline.run.Probe;
import org.plumbline.run.TracePoint;

/** The central form of Algorithm 1, and what F2SA-p has in common with it. */
class CentralDifferencesTest implements DifferencesContract {
    @Override
    public int order() {
        return 2;
    }

    @Override
    public long innerBatch() {
        return BATCH;
    }

    @Override
    public int innerSteps() {
        return 20;
    }

    @Override
    public BilevelAlgorithm algorithm(double lowerStep) {
        return new CentralDifferences(
                order(), SIGMA, BATCH, innerBatch(), innerSteps(), lowerStep, OUTER_STEP, Coupling.NONE, false);
    }

    /**
     * σ = ½, τ = ¼, K = 1, η = ½ on {@link ByHand}. First step: λ₊ = 0 − ¼[2(0−1) + ½(0−3)] = ⅞; λ₋ = 0 − ¼[2(0−1) − ½(0−3)]
     * = ⅛; φ = 1 − ½[1 + (−2(⅞−1) + 2(⅛−1))/1] = 1 − ½[1 − 1.5] = 1.25. Second: λ₊ = ⅞ − ¼[2(⅞−1.25) + ½(⅞−3)] = 1.328125; λ₋ =
     * ⅛ − ¼[2(⅛−1.25) − ½(⅛−3)] = 0.328125; φ = 1.25 − ½[1.25 − 0.15625 − 1.84375] = 1.625. The mean of the chains stands for
     * λ*: ½, then 0.828125. No rounding, so equality.
     */
    @Test
    void twoStepsAreThoseOfPencilAndPaper() {
        Stepper stepper = ByHand.start(new CentralDifferences(2, 0.5, 1, 1, 1, 0.25, 0.5, Coupling.NONE, false));
        stepper.step();
        assertEquals(0.875, stepper.penalisedLambda()[0]);
        assertEquals(0.5, stepper.lambda()[0]);
        assertEquals(1.25, stepper.phi()[0]);
        stepper.step();
        assertEquals(1.328125, stepper.penalisedLambda()[0]);
        assertEquals(0.828125, stepper.lambda()[0]);
        assertEquals(1.625, stepper.phi()[0]);
    }

    /** The same first step, of which the normalisation leaves the sign of −½: φ = 1 + ½. */
    @Test
    void aNormalisedStepHasItsLength() {
        Stepper stepper = ByHand.start(new CentralDifferences(2, 0.5, 1, 1, 1, 0.25, 0.5, Coupling.OUTER, true));
        stepper.step();
        assertEquals(1.5, stepper.phi()[0]);
    }

    /**
     * p = 1 without normalisation, under noise. The hypergradient is summed in another order: a unit of 1e-16 of gradients of
     * up to 30, divided by σ = 0.05 and times η = 0.02, in each of 25 outer iterations of a map that contracts: 1e-13.
     */
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "ITERATION")
    void ofOrderOneItIsAlgorithmOneToRounding(Coupling coupling) {
        BilevelAlgorithm difference = new CentralDifferences(1, SIGMA, 5, 5, 8, 0.1, 0.02, coupling, false);
        BilevelAlgorithm penalty =
                FirstOrderPenalty.exact(SIGMA, 5, 8, 0.1, 0.02).with(coupling);
        List<TracePoint> expected =
                run(penalty, problem().oracles(NOISE), 25, 9, Probe.NONE).points();
        List<TracePoint> points =
                run(difference, problem().oracles(NOISE), 25, 9, Probe.NONE).points();
        assertEquals(26, points.size());
        for (int t = 0; t < points.size(); t++) {
            assertArrayEquals(expected.get(t).phi(), points.get(t).phi(), 1e-13);
            assertArrayEquals(expected.get(t).lambda(), points.get(t).lambda(), 1e-13);
            assertArrayEquals(expected.get(t).penalised(), points.get(t).penalised(), 1e-13);
            assertEquals(expected.get(t).counts(), points.get(t).counts());
        }
    }

    @Test
    void oneBatchForTheIterationIsRefused() {
        IllegalArgumentException refused = assertThrows(
                IllegalArgumentException.class,
                () -> new CentralDifferences(2, SIGMA, 5, 5, 8, 0.1, 0.02, Coupling.ITERATION, false));
        assertTrue(refused.getMessage().contains("ITERATION"), refused::getMessage);
    }

    /** One outer step without noise after 600 inner ones, read back. */
    private double[] firstHypergradient(int order, double sigma) {
        Stepper stepper = new CentralDifferences(order, sigma, 1, 1, 600, 0.1, 1, Coupling.NONE, false)
                .start(
                        problem().oracles(NoiseModel.NONE).firstOrder(new Ledger()),
                        problem().start(),
                        new RandomStream(1));
        double[] before = problem().start().phi();
        stepper.step();
        return new ArrayRealVector(before)
                .subtract(new ArrayRealVector(stepper.phi()))
                .toArray();
    }

    /**
     * Every chain is solved to 0.91⁶⁰⁰ = 3e-25 of its first gap. What is left is rounding: 1e-15 in chains of order 1, times
     * ‖H‖‖C‖ = 25, divided by σ ≥ 0.01: 3e-12.
     */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4})
    void theHypergradientIsTheQuotientByElimination(int order) {
        for (double sigma : new double[] {0.01, 0.1}) {
            assertArrayEquals(
                    ELIMINATION.quotient(order, sigma, problem().start().phi()),
                    firstHypergradient(order, sigma),
                    3e-12);
        }
    }

    /**
     * ln–ln slope of the bias between σ = 0.01 and 0.02. The next term of the expansion is smaller by σ‖WH⁻¹‖ ≤ 0.03 for p = 1,
     * by its square times a small factor for even p, and bends the slope by that much at most. Rounding, below
     * 3e-12, bends it by 2·3e-12/(bias·ln 2), so by less than 0.02 where the bias is above 6e-10.
     */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4})
    void theBiasHasTheOrderOfTheFormula(int order) {
        double slope = Math.log(bias(order, 0.02) / bias(order, 0.01)) / Math.log(2);
        assertEquals(order, slope, 0.1);
    }

    private double bias(int order, double sigma) {
        double[] exact = problem().truth().hypergradient(problem().start().phi());
        double bias = new ArrayRealVector(firstHypergradient(order, sigma))
                .subtract(new ArrayRealVector(exact))
                .getNorm();
        assertTrue(bias > 6e-10, "the bias " + bias + " is close to rounding");
        return bias;
    }

    /** As published: a fresh sample for each of 4 chains at each of 3 steps, and one outer batch for all chains. */
    @Test
    void oneOuterBatchServesAllChainsOfTheFormulaOfOrderFour() {
        List<Long> expected = new ArrayList<>(Collections.nCopies(4 * 3, 1L));
        expected.add(BATCH);
        assertEquals(expected, drawn(new CentralDifferences(4, SIGMA, BATCH, 1, 3, 0.1, 0.1, Coupling.OUTER, true)));
    }

    /** The central form of Algorithm 1: nothing is shared. */
    @Test
    void theCentralFormDrawsABatchForEveryEstimate() {
        assertEquals(
                Collections.nCopies(2 * 3 + 2, BATCH),
                drawn(new CentralDifferences(2, SIGMA, BATCH, BATCH, 3, 0.1, 0.1, Coupling.NONE, false)));
    }

    /** Sizes of the batches of one outer iteration, in order. */
    private static List<Long> drawn(CentralDifferences method) {
        BilevelProblem problem = QUADRATIC;
        BatchRecorder recorder =
                new BatchRecorder(problem.oracles(NoiseModel.NONE).firstOrder(new Ledger()));
        method.start(recorder, problem.start(), new RandomStream(1)).step();
        return recorder.drawn().stream().map(Batch::size).toList();
    }

    /**
     * The registered schedule is the published one with the inner samples in batches: samples of an inner loop, K·b, and the
     * noise that a step lets in, τ/b, have the same powers of ε in both. Powers of ε round, so to 1e-12.
     */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4})
    void batchesLeaveTheSamplesAndTheNoiseOfAnInnerLoopAsPublished(int order) {
        TheoremSchedule registered = Algorithms.named("f2sa-" + order).card().schedule();
        TheoremSchedule published = CentralDifferences.published(order);
        assertEquals(published.sampleExponent(), registered.sampleExponent());
        for (double epsilon : new double[] {0.5, 0.1, 1e-3}) {
            Map<String, Object> batched = at(registered, epsilon);
            Map<String, Object> single = at(published, epsilon);
            assertClose(value(single, "innerSteps"), value(batched, "innerSteps") * value(batched, "batch"));
            assertClose(value(single, "lowerStep"), value(batched, "lowerStep") / value(batched, "batch"));
            for (String same : List.of("sigma", "batch", "outerStep")) {
                assertClose(value(single, same), value(batched, same));
            }
        }
    }

    private static Map<String, Object> at(TheoremSchedule schedule, double epsilon) {
        Map<String, Double> ones = new HashMap<>();
        for (Law law : schedule.laws()) {
            ones.put(law.constant(), 1.0);
        }
        return schedule.at(epsilon, ones).values();
    }

    private static double value(Map<String, Object> values, String name) {
        return (Double) values.get(name);
    }

    private static void assertClose(double expected, double actual) {
        assertEquals(expected, actual, 1e-12 * Math.abs(expected));
    }

    /** In norm units, from Theorem 3.1 of the source: σ = ε′^{1/p}, n = 1/(σε′)², T = ε′⁻², N = ε′^{−4−2/p}. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4})
    void theScheduleIsTheoremThreeOneAfterTheConversionOfUnits(int order) {
        AlgorithmSpec spec = Algorithms.named("f2sa-" + order);
        for (double target : new double[] {0.5, 0.1, 0.02}) {
            Map<String, Object> values = at(CentralDifferences.published(order), target * target);
            double nu = Math.pow(target, 1.0 / order);
            assertClose(nu, value(values, "sigma"));
            assertClose(1 / (nu * nu * target * target), value(values, "batch"));
            assertClose(nu * nu * target * target, value(values, "lowerStep"));
            assertClose(target, value(values, "outerStep"));
        }
        assertEquals(4 + 2.0 / order, spec.card().rate().normExponent());
        assertEquals(
                spec.card().rate().squaredNormExponent(), spec.card().schedule().sampleExponent());
    }

    /** Only chains at negative penalties need g − σf bounded below. */
    @Test
    void onlyNegativeNodesRequireTheNegativePenalty() {
        assertEquals(
                List.of(false, true, true, true),
                List.of("f2sa-1", "f2sa-2", "f2sa-4", "algorithm-1-central").stream()
                        .map(name -> Algorithms.named(name).card().requirement().negativePenalty())
                        .toList());
    }

    /** What a file gives without the optional keys is the form of the card's name. */
    @Test
    void theDefaultsMakeTheRegisteredForms() {
        Map<String, Object> values =
                Map.of("sigma", 0.1, "batch", 3, "innerSteps", 2, "lowerStep", 0.1, "outerStep", 0.02);
        assertEquals(
                new CentralDifferences(4, 0.1, 3, 3, 2, 0.1, 0.02, Coupling.OUTER, true),
                Algorithms.named("f2sa-4").create(values));
        assertEquals(
                new CentralDifferences(2, 0.1, 3, 3, 2, 0.1, 0.02, Coupling.NONE, false),
                Algorithms.named("algorithm-1-central").create(values));
    }
}
