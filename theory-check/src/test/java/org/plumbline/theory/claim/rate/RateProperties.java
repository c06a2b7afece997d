package org.plumbline.theory.claim.rate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import net.jqwik.api.Assume;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.LongRange;
import org.plumbline.algorithm.penalty.Coupling;
import org.plumbline.algorithm.penalty.PenaltySchedule;
import org.plumbline.oracle.GaussianNoise;
import org.plumbline.problem.BilevelProblem;
import org.plumbline.problem.separable.SineCompositeFamily;
import org.plumbline.random.RandomStream;
import org.plumbline.random.SeedTree;
import org.plumbline.theory.Cell;
import org.plumbline.theory.CellSink;
import org.plumbline.theory.Results;
import org.plumbline.theory.Sweep;
import org.plumbline.theory.Verdict;
import org.plumbline.theory.judge.RateData;
import org.plumbline.theory.judge.RateDecision;
import org.plumbline.theory.judge.RateRule;

/** The ε-scaling over random instances, in a small form: means of batches are drawn in one shot, of the same law. */
class RateProperties {
    private static final double LARGEST = 1.0 / 32;

    private static BilevelProblem instance(long seed) {
        return SineCompositeFamily.random("random/" + seed, 4, 2, 0.3, SeedTree.of(seed).child("instance").stream());
    }

    /** The largest curvature of Φ at random points: the step must stay below 2 over it, or the outer loop cycles. */
    private static double curvature(BilevelProblem problem) {
        RandomStream stream = SeedTree.of(3).child(problem.id()).stream();
        double largest = 0;
        for (int i = 0; i < 200; i++) {
            double[] phi = problem.box().sample(stream);
            double[] at = problem.truth().hypergradient(phi);
            double norm = 0;
            for (int k = 0; k < phi.length; k++) {
                double[] moved = phi.clone();
                moved[k] += 1e-5;
                double[] there = problem.truth().hypergradient(moved);
                for (int j = 0; j < at.length; j++) {
                    norm += Math.pow((there[j] - at[j]) / 1e-5, 2);
                }
            }
            largest = Math.max(largest, Math.sqrt(norm));
        }
        return largest;
    }

    /**
     * One calibration for all instances: η = 1/(2 L_Φ), T such that ηT does not depend on the instance, and σ below
     * 0.05, as the penalty bias of a random instance is linear in σ (PEN-1) only for small σ: at σ near 0.2 it still
     * bends, and a bending bias has a slope below 1 over three halvings although it is O(ε).
     */
    private static RateDecision decide(BilevelProblem problem, double cBatch, double batchExponent) {
        double step = 1 / (2 * curvature(problem));
        PenaltySchedule schedule = new PenaltySchedule(0.25, cBatch, batchExponent, 3, 0, 0.4 / step, 0.2, step);
        GaussianNoise noise = new GaussianNoise(1, 0.5);
        RateInstance instance = new RateInstance(
                problem,
                noise.toString(),
                epsilon -> problem.oracles(noise),
                schedule,
                Coupling.NONE,
                noise,
                epsilon -> 0);
        RateStudy<RateInstance> study = new RateStudy<>(
                instance, RateStudy.halvings(LARGEST, 4), 10, SeedTree.of(11).child("property"));
        Results results = Sweep.run(study.cells(), 2, CellSink.NONE, done -> {});
        RateData data = study.data(results, RateRun.TAIL);
        assertEquals(0, data.failedSeeds(), () -> study.failures(results).toString());
        return RateRule.standard().decide(data, SeedTree.of(11).child("bootstrap").stream());
    }

    /**
     * False alarms: where the slope is 1, the rule's upper end falls below 0.9 with probability far below 0.025 an
     * instance, so below 0.12 over the 5; the seeds are fixed. Instances whose Φ is curved beyond 10 are left out for
     * their cost alone. The control is the same property of the other schedule below.
     */
    @Property(tries = 5, seed = "17", edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
    void theTheoremScheduleIsNeverRefutedOnRandomInstances(@ForAll @LongRange(min = 0, max = 1_000_000) long seed) {
        Assume.that(curvature(instance(seed)) <= 10);
        RateDecision decision = decide(instance(seed), 48, 2);
        assertNotEquals(Verdict.NOT_SUPPORTED, decision.verdict(), decision.reason());
    }

    /** The control: constant batches, whose variance term 1/(σ²n) grows as 1/ε. Supported with probability below 1e-6. */
    @Property(tries = 3, seed = "17", edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
    void constantBatchesAreNeverSupportedOnRandomInstances(@ForAll @LongRange(min = 0, max = 1_000_000) long seed) {
        Assume.that(curvature(instance(seed)) <= 10);
        RateDecision decision = decide(instance(seed), 1000, 0);
        assertNotEquals(Verdict.SUPPORTED, decision.verdict(), decision.reason());
    }

    /** Cells are named by content: a key that forgets a parameter would serve a result of another run. */
    @Property(tries = 1, seed = "17", edgeCases = EdgeCasesMode.NONE)
    void theKeyOfACellNamesScheduleAndSampling() {
        RateInstance sine = RateInstances.sine();
        SeedTree branch = SeedTree.of(1);
        String key = new RateStudy<>(sine, new double[] {0.125}, 1, branch)
                .cells()
                .get(0)
                .key();
        PenaltySchedule other = sine.schedule().withBatchExponent(1, 0.5);
        for (RateInstance changed : new RateInstance[] {sine.with(other), sine.with("other noise", sine.oracles())}) {
            Cell cell = new RateStudy<>(changed, new double[] {0.125}, 1, branch)
                    .cells()
                    .get(0);
            assertNotEquals(key, cell.key());
        }
    }
}
