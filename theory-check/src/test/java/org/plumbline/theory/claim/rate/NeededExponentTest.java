package org.plumbline.theory.claim.rate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.plumbline.algorithm.penalty.FirstOrderPenalty;
import org.plumbline.oracle.Draw;
import org.plumbline.oracle.Ledger;
import org.plumbline.oracle.OracleCounts;
import org.plumbline.random.RandomStream;
import org.plumbline.random.SeedTree;
import org.plumbline.theory.Audit;
import org.plumbline.theory.Cell;
import org.plumbline.theory.CellResult;
import org.plumbline.theory.Claim;
import org.plumbline.theory.Evidence;
import org.plumbline.theory.Profile;
import org.plumbline.theory.Results;
import org.plumbline.theory.Settings;
import org.plumbline.theory.Verdict;

/** RATE-2: verdicts on results that are known, and what its cells run. */
class NeededExponentTest {
    private static final Settings SETTINGS = new Settings(Profile.QUICK, 4);
    private static final Pattern TARGET = Pattern.compile("epsilon=([0-9.E-]+)");

    private static final Claim SINGLE = new OneWarmInnerStepSuffices().claims().get(0);

    static Stream<NeededExponent> claims() {
        return Stream.<Audit>of(
                        new LinearBatchesDoNotSuffice(),
                        new FourthRootSigmaDoesNotSuffice(),
                        new ConstantSigmaDoesNotSuffice(),
                        new FewerIterationsDoNotSuffice(),
                        new ConstantInnerStepsFailCold(),
                        new InnerStepsBelowTheThresholdFail())
                .flatMap(audit -> audit.claims().stream())
                .map(claim -> (NeededExponent) (claim instanceof BudgetedClaim budgeted ? budgeted.claim() : claim));
    }

    private static double target(Cell cell) {
        Matcher matcher = TARGET.matcher(cell.key());
        assertTrue(matcher.find(), cell.key());
        return Double.parseDouble(matcher.group(1));
    }

    /**
     * E = (ε/ε_max)^s, ln E scattering by 0.02, s by column: the claim's first. Where both columns run the same cell, at the largest
     * target, they have the same E. Over three halvings and 10 seeds or more a slope has a deviation of at most
     * 0.02/(ln2 √5 √10) = 0.004, so that half a margin is six of them and more.
     */
    private static Map<String, CellResult> results(Claim claim, double slope, double control) {
        List<Cell> cells = claim.plan(SETTINGS);
        double largest =
                cells.stream().mapToDouble(NeededExponentTest::target).max().orElseThrow();
        RandomStream stream = SeedTree.of(6).child(claim.card().id()).stream();
        Map<String, CellResult> results = new HashMap<>();
        for (int i = 0; i < cells.size(); i++) {
            double s = i < cells.size() / 2 ? slope : control;
            double error = Math.pow(target(cells.get(i)) / largest, s) * Math.exp(0.02 * stream.gaussian());
            double[] value = {error};
            results.put(
                    cells.get(i).key(),
                    new CellResult(
                            Map.of(RateRun.TAIL, value, RateRun.AVERAGE, value, RateRun.RANDOM, value),
                            "",
                            counts(target(cells.get(i))),
                            ""));
        }
        return results;
    }

    /** N = ε⁻³, rounded up. */
    private static OracleCounts counts(double epsilon) {
        Ledger ledger = new Ledger();
        ledger.charge(Draw.LOWER_GRADIENT, (long) Math.ceil(Math.pow(epsilon, -3)));
        return ledger.counts();
    }

    private static Evidence judge(Claim claim, double slope, double control) {
        return claim.judge(SETTINGS, new Results(results(claim, slope, control)));
    }

    @ParameterizedTest
    @MethodSource("claims")
    void theExponentDecidesAndTheTheoremsIsRejected(NeededExponent claim) {
        double predicted = claim.rule().predictedSlope();
        double margin = claim.rule().margin();
        for (double off : new double[] {0, -margin / 2, margin / 2}) {
            Evidence evidence = judge(claim, predicted + off, 1);
            assertEquals(Verdict.SUPPORTED, evidence.verdict(), evidence.reason());
            assertEquals(predicted + off, evidence.effect().estimate(), margin / 4);
            assertTrue(evidence.controls().get(0).rejected());
        }
        for (double slope : new double[] {predicted - 1.5 * margin, predicted + 1.5 * margin, 1}) {
            assertEquals(Verdict.NOT_SUPPORTED, judge(claim, slope, 1).verdict());
        }
    }

    /** If the theorem's schedule had the slope of the broken one, the claim would say nothing about exponents. */
    @ParameterizedTest
    @MethodSource("claims")
    void aControlThatPassesLeavesNoVerdict(NeededExponent claim) {
        double predicted = claim.rule().predictedSlope();
        Evidence evidence = judge(claim, predicted, predicted);
        assertEquals(Verdict.INCONCLUSIVE, evidence.verdict());
        assertFalse(evidence.controls().get(0).rejected());
    }

    @ParameterizedTest
    @MethodSource("claims")
    void aFailedRunBarsSupport(NeededExponent claim) {
        double predicted = claim.rule().predictedSlope();
        Map<String, CellResult> results = results(claim, predicted, 1);
        String first = claim.plan(SETTINGS).get(0).key();
        results.put(first, new CellResult(Map.of(), "", OracleCounts.NONE, "DIVERGED: at 3"));
        Evidence evidence = claim.judge(SETTINGS, new Results(results));
        assertEquals(Verdict.INCONCLUSIVE, evidence.verdict());
        assertTrue(evidence.reason().contains("DIVERGED: at 3"), evidence.reason());
    }

    /** Equal at the largest target, different at the smallest in just one of σ, n, K and T. */
    @ParameterizedTest
    @MethodSource("claims")
    void oneLawDepartsFromTheTheorem(NeededExponent claim) {
        RateInstance base = claim.ensemble()
                .instances(SETTINGS, claim.grid().seeds(Profile.QUICK))
                .get(0);
        PenaltyArm changed = claim.changed().of(base);
        PenaltyArm theorem = claim.theorem().of(base);
        double[] epsilons = claim.grid().epsilons(Profile.QUICK);
        assertEquals(base.schedule(), theorem.instance().schedule());
        assertEquals(changed.start(), theorem.start());
        assertEquals(0, differences(changed, theorem, epsilons[0]), claim.id());
        assertEquals(1, differences(changed, theorem, epsilons[epsilons.length - 1]), claim.id());
    }

    private static int differences(PenaltyArm one, PenaltyArm other, double epsilon) {
        List<ToDoubleFunction<PenaltyArm>> laws = List.of(
                arm -> arm.parameters(epsilon).sigma(),
                arm -> arm.parameters(epsilon).batch(),
                arm -> arm.parameters(epsilon).innerSteps(),
                arm -> arm.iterations(epsilon));
        return (int) laws.stream()
                .filter(law -> Math.abs(law.applyAsDouble(one) / law.applyAsDouble(other) - 1) > 1e-12)
                .count();
    }

    /** Instances without noise would repeat each other; runs with noise share one instance. */
    @ParameterizedTest
    @MethodSource("claims")
    void seedsDiffer(NeededExponent claim) {
        List<RateInstance> instances =
                claim.ensemble().instances(SETTINGS, claim.grid().seeds(Profile.QUICK));
        assertEquals(claim.ensemble().perSeed() ? 10 : 1, instances.size());
        if (instances.size() > 1) {
            assertNotEquals(
                    instances.get(0).problem().truth().hypergradient(new double[2])[0],
                    instances.get(1).problem().truth().hypergradient(new double[2])[0]);
        }
    }

    /** 2/ln(1/q) is the threshold: 5 steps a halving lie below, the theorem's 8 above; E ∝ q^K/σ². */
    @Test
    void theThresholdLiesBetweenTheFactors() {
        double q = 0.9 * 0.9;
        NeededExponent claim =
                (NeededExponent) new InnerStepsBelowTheThresholdFail().claims().get(0);
        assertEquals(5 * Math.log(1 / q) / Math.log(2) - 1, claim.rule().predictedSlope(), 1e-12);
        assertTrue(Ensembles.innerExponent(5) < 2 && Ensembles.innerExponent(8) > 2);
        RateInstance base = claim.ensemble().instances(SETTINGS, 1).get(0);
        double epsilon = claim.grid().largest();
        FirstOrderPenalty here = claim.changed().of(base).parameters(epsilon);
        FirstOrderPenalty there = claim.changed().of(base).parameters(epsilon / 2);
        assertEquals(here.innerSteps() + 5, there.innerSteps());
        double fall = Math.pow(q, here.innerSteps() - there.innerSteps()) * Math.pow(there.sigma() / here.sigma(), 2);
        assertEquals(claim.rule().predictedSlope(), Math.log(fall) / Math.log(2), 1e-12);
    }

    @Test
    void oneWarmStepIsSupportedIffItHasTheRateAndColdStartsDoNot() {
        assertEquals(Verdict.SUPPORTED, judge(SINGLE, 1, 0).verdict());
        assertEquals(Verdict.NOT_SUPPORTED, judge(SINGLE, 0.7, 0).verdict());
        Evidence toothless = judge(SINGLE, 1, 1);
        assertEquals(Verdict.INCONCLUSIVE, toothless.verdict());
        assertFalse(toothless.controls().get(0).rejected());
    }

    /** RATE-1's schedule but for K, and a control that differs in the start only. */
    @Test
    void theSingleStepHasTheTheoremsOtherLaws() {
        CheaperRate claim = (CheaperRate) SINGLE;
        RateInstance sine = RateInstances.sine();
        for (double epsilon : claim.grid().epsilons(Profile.FULL)) {
            FirstOrderPenalty method = (FirstOrderPenalty) claim.method().method(epsilon);
            FirstOrderPenalty theorem = sine.method(epsilon);
            assertEquals(1, method.innerSteps());
            assertEquals(theorem.sigma(), method.sigma());
            assertEquals(theorem.batch(), method.batch());
            assertEquals(sine.iterations(epsilon), claim.method().iterations(epsilon));
            assertEquals(method.cold(), claim.controls().get(0).method(epsilon));
            assertFalse(method.coldStart());
        }
    }
}
