package org.plumbline.theory.claim.rate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import org.apache.commons.math3.distribution.BinomialDistribution;
import org.plumbline.algorithm.penalty.Coupling;
import org.plumbline.algorithm.penalty.PenaltySchedule;
import org.plumbline.oracle.Constants;
import org.plumbline.oracle.GaussianNoise;
import org.plumbline.problem.BilevelProblem;
import org.plumbline.random.RandomStream;
import org.plumbline.random.SeedTree;
import org.plumbline.theory.Cell;
import org.plumbline.theory.CellSink;
import org.plumbline.theory.RandomFamily;
import org.plumbline.theory.Results;
import org.plumbline.theory.Sweep;
import org.plumbline.theory.Verdict;
import org.plumbline.theory.judge.RateData;
import org.plumbline.theory.judge.RateDecision;
import org.plumbline.theory.judge.RateRule;

/**
 * The ε-scaling over random instances of the families in closed form, in a small form. The mean of n samples of additive Gaussian
 * noise is drawn in one shot, which is its exact law; N counts n all the same. Left out are families whose runs cost more, and those
 * outside the theorem's class or with a hard Φ.
 */
class RateProperties {
    private static final double LARGEST = 1.0 / 8;
    private static final int SEEDS = 14;
    private static final int INSTANCES = 40;
    private static final int BROKEN = 24;
    private static final GaussianNoise NOISE = new GaussianNoise(1, 0);
    private static final RateRule RULE = RateRule.standard();

    /** Of an instance. Conditions stay below 8, so that a few inner steps keep up. */
    private record Instance(RandomFamily family, int size, double dial, long seed) {
        BilevelProblem problem() {
            return family.problem(size, dial, seed);
        }
    }

    @Provide
    Arbitrary<List<Instance>> instances() {
        return Combinators.combine(
                        Arbitraries.of(
                                RandomFamily.QUADRATIC,
                                RandomFamily.IGNORING_KERNEL,
                                RandomFamily.SINE,
                                RandomFamily.KARIMI,
                                RandomFamily.PL_GAME),
                        Arbitraries.integers().between(1, 3),
                        Arbitraries.doubles().between(0, 0.4),
                        Arbitraries.longs().between(0, 1_000_000))
                .as(Instance::new)
                .list()
                .ofSize(INSTANCES);
    }

    /** The largest curvature of Φ at random points: the step must stay below 2 over it, or the outer loop cycles. */
    private static double curvature(BilevelProblem problem) {
        RandomStream stream = SeedTree.of(3).child(problem.id()).stream();
        double largest = 0;
        for (int i = 0; i < 30; i++) {
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
     * One calibration for all instances: η = 1/(2 L_Φ), τ = 0.8/L, σ ≤ 0.018 and batches so small that noise is most of the
     * error at every target. The noise of one instance is its own.
     */
    private static RateDecision decide(Instance instance, double batchExponent) {
        BilevelProblem problem = instance.problem();
        double pivoted = 400 * Math.pow(LARGEST, batchExponent - 2);
        PenaltySchedule schedule = new PenaltySchedule(
                0.05,
                pivoted,
                batchExponent,
                1,
                0,
                12,
                0.8 / problem.constants().require(Constants.L),
                1 / (2 * curvature(problem)));
        RateInstance column = new RateInstance(
                problem,
                NOISE.toString(),
                epsilon -> problem.oracles(NOISE),
                schedule,
                Coupling.NONE,
                NOISE,
                epsilon -> 0);
        SeedTree branch = SeedTree.of(11).child(instance.toString());
        RateStudy<RateInstance> study =
                new RateStudy<>(column, RateStudy.halvings(LARGEST, RateData.DECIDING), SEEDS, branch);
        Results results = Sweep.run(study.cells(), 2, CellSink.NONE, done -> {});
        RateData data = study.data(results, RateRun.TAIL);
        assertEquals(0, data.failedSeeds(), () -> instance + ": " + study.failures(results));
        return RULE.decide(data, branch.child("bootstrap").stream());
    }

    private static Map<Verdict, Integer> count(List<Instance> instances, double batchExponent) {
        Map<Verdict, Integer> verdicts = new EnumMap<>(Verdict.class);
        for (Instance instance : instances) {
            verdicts.merge(decide(instance, batchExponent).verdict(), 1, Integer::sum);
        }
        return verdicts;
    }

    /**
     * The rule states that it refutes a slope of 0.9 or more with probability at most 0.025. More refutations than {@code alarms}
     * happen by chance with probability at most 1e-6 over seeds; here they are fixed. Half at least must be supported, lest
     * nothing be decided: of slopes that scatter too much the rule says nothing.
     */
    @Property(tries = 1, seed = "17", edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
    void theTheoremScheduleIsRefutedNoMoreOftenThanStated(@ForAll("instances") List<Instance> instances) {
        double stated = (1 - RULE.level()) / 2;
        int alarms = new BinomialDistribution(null, INSTANCES, stated).inverseCumulativeProbability(1 - 1e-6);
        Map<Verdict, Integer> verdicts = count(instances, PenaltySchedule.THEOREM_BATCH_EXPONENT);
        assertTrue(verdicts.getOrDefault(Verdict.NOT_SUPPORTED, 0) <= alarms, verdicts.toString());
        assertTrue(verdicts.getOrDefault(Verdict.SUPPORTED, 0) >= INSTANCES / 2, verdicts.toString());
    }

    /**
     * The companion: with n ∝ 1/ε the variance term 1/(σ²n) does not fall, and the slope is 0. Where slopes of seeds scatter by
     * 0.14, as they do on most of these instances or less, the rule refutes that with probability 0.9: fewer than two thirds of
     * the instances would be refuted with probability 0.002 at most. None may be supported.
     */
    @Property(tries = 1, seed = "17", edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
    void fewerSamplesAreRefutedOnMostInstances(@ForAll("instances") List<Instance> instances) {
        Map<Verdict, Integer> verdicts = count(instances.subList(0, BROKEN), 1);
        assertTrue(3 * verdicts.getOrDefault(Verdict.NOT_SUPPORTED, 0) >= 2 * BROKEN, verdicts.toString());
        assertEquals(0, verdicts.getOrDefault(Verdict.SUPPORTED, 0), verdicts.toString());
        assertTrue(RULE.power(0.14, SEEDS).ofRejecting(0) > 0.89);
        assertTrue(new BinomialDistribution(null, BROKEN, 0.89).cumulativeProbability(2 * BROKEN / 3 - 1) < 0.002);
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
