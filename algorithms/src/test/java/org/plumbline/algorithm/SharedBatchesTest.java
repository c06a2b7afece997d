package org.plumbline.algorithm;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Comparator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.plumbline.algorithm.hypergradient.BilevelApproximation;
import org.plumbline.algorithm.hypergradient.TwoTimescale;
import org.plumbline.algorithm.penalty.DynamicBarrier;
import org.plumbline.algorithm.penalty.FullyFirstOrder;
import org.plumbline.algorithm.penalty.FullyFirstOrderMomentum;
import org.plumbline.algorithm.penalty.ProximalPenalty;
import org.plumbline.algorithm.penalty.ValuePenalty;
import org.plumbline.oracle.Ledger;
import org.plumbline.oracle.NoiseModel;
import org.plumbline.random.RandomStream;

/**
 * Which answers share a batch, for methods whose own tests are without noise, where it cannot be seen. A batch shared by the two
 * chains is not a detail: it is coupled sampling, which has another rate.
 */
class SharedBatchesTest {
    /**
     * The queries of the second iteration, one word a batch, in order of the alphabet: L and U gradients of g and f, H and J
     * products, as often as the batch was used.
     */
    private static String shares(BilevelAlgorithm method) {
        BatchRecorder recorder = new BatchRecorder(AlgorithmUnderTest.QUADRATIC
                .oracles(NoiseModel.NONE)
                .secondOrder(new Ledger())
                .orElseThrow());
        RandomStream stream = new RandomStream(1);
        Stepper stepper = method instanceof FirstOrderAlgorithm first
                ? first.start(recorder, AlgorithmUnderTest.QUADRATIC.start(), stream)
                : ((SecondOrderAlgorithm) method).start(recorder, AlgorithmUnderTest.QUADRATIC.start(), stream);
        stepper.step();
        recorder.clear();
        stepper.step();
        return recorder.uses().stream()
                .sorted(Comparator.comparing(SharedBatchesTest::letter))
                .collect(Collectors.groupingBy(
                        BatchRecorder.Use::batch, Collectors.mapping(SharedBatchesTest::letter, Collectors.joining())))
                .values()
                .stream()
                .sorted()
                .collect(Collectors.joining(" "));
    }

    /** The kinds that a recorder notes begin with different letters. */
    private static String letter(BatchRecorder.Use use) {
        return use.kind().name().substring(0, 1);
    }

    /** Two inner steps of z and of y, then y and z above: f and g at y share, nothing else does. */
    @Test
    void theChainsOfF2saAreIndependent() {
        assertEquals("L L L LU LU LU", shares(FullyFirstOrder.published(2, 0.01, 0.01, 2)));
    }

    /** The same with one inner step, every batch at two points: that is the momentum. */
    @Test
    void theBatchesOfF3saAreUsedAtTwoPoints() {
        assertEquals("LL LL LLUU LLUU", shares(FullyFirstOrderMomentum.published(2, 0.01, 0.01, 0.5)));
    }

    /** As F2SA: the proximal term draws nothing. */
    @Test
    void theChainsOfTheProximalMethodAreIndependent() {
        assertEquals("L L L LU LU LU", shares(new ProximalPenalty(0.1, 1, 2, 0.01, 0.01, 0.5, 0.01)));
    }

    /** Two steps of ω, then f and g at λ on one batch and g at ω on another. */
    @Test
    void theValuePenaltyDrawsAfreshForTheSecondChain() {
        assertEquals("L L L LU", shares(new ValuePenalty(2, 1, 2, 0.01, 0.01)));
    }

    /** The same. */
    @Test
    void theBarrierDrawsAfreshForTheSolvedPoint() {
        assertEquals("L L L LU", shares(new DynamicBarrier(1, 2, 0.01, 0.01, 0.5)));
    }

    /** With one term there are no products; ⌈2√2⌉ = 3 inner steps in the second iteration. */
    @Test
    void allBatchesOfBsaAreIndependent() {
        assertEquals("J L L L U", shares(new BilevelApproximation(1, 2, 0.5, 1, 0.01, 1, 1, 0.01, 0.01)));
    }

    /** One of each. */
    @Test
    void allBatchesOfTtsaAreIndependent() {
        assertEquals("J L U", shares(new TwoTimescale(1, 1, 0.01, 0.4, 0.01, 0.01, 0.6)));
    }
}
