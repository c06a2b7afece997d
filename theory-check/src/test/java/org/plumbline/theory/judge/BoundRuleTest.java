package org.plumbline.theory.judge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.plumbline.random.RandomStream;
import org.plumbline.random.SeedTree;
import org.plumbline.theory.Verdict;
import org.plumbline.theory.statistics.ClopperPearson;
import org.plumbline.theory.statistics.StudentInterval;

class BoundRuleTest {
    private static final BoundRule RULE = new BoundRule(0.05, 1e-9, 0.1, 0.8);

    private static List<BoundCase> sampled(int cases, double excess, double error, RandomStream stream) {
        List<BoundCase> list = new ArrayList<>();
        for (int i = 0; i < cases; i++) {
            list.add(known("case " + i, 1 + (i == 0 ? excess : 0) + error * stream.gaussian(), error));
        }
        return list;
    }

    /** A case with a known standard error. */
    private static BoundCase known(String name, double estimate, double error) {
        return new BoundCase(name, estimate, 1, error, Double.POSITIVE_INFINITY, 1);
    }

    /** Cases with bound 1 whose estimates and standard errors are those of few normal values. */
    private static List<BoundCase> means(int cases, double excess, double error, int size, RandomStream stream) {
        List<BoundCase> list = new ArrayList<>();
        for (int i = 0; i < cases; i++) {
            double[] values = new double[size];
            for (int j = 0; j < size; j++) {
                values[j] = 1 + (i == 0 ? excess : 0) + Math.sqrt((double) size) * error * stream.gaussian();
            }
            StudentInterval sample = StudentInterval.of(values);
            list.add(BoundCase.sampled("case " + i, sample.mean(), 1, sample.standardError(), size));
        }
        return list;
    }

    private static void assertFrequency(double probability, int count, int repetitions) {
        assertTrue(
                ClopperPearson.interval(count, repetitions, 1 - 1e-6).contains(probability),
                count + " of " + repetitions + " against " + probability);
    }

    /** \(1 - (1 - 0.05/50)^{50} = 0.0488\); the comparison fails by chance with at most 1e-6 over seeds. */
    @Test
    void overFiftyTightCasesTheFamilyWiseErrorIsTheStatedOne() {
        RandomStream stream = SeedTree.of(5).child("family").stream();
        int alarms = 0;
        for (int repetition = 0; repetition < 2000; repetition++) {
            Verdict verdict = RULE.decide(sampled(50, 0, 0.02, stream)).verdict();
            alarms += verdict == Verdict.NOT_SUPPORTED ? 1 : 0;
        }
        assertFrequency(1 - Math.pow(1 - 0.05 / 50, 50), alarms, 2000);
    }

    /** The least power is that of a violation in one case; the other 49 add their false alarms, 0.048 or less. */
    @Test
    void aViolationOfTheStatedSizeIsFoundAsOftenAsTheDecisionSays() {
        RandomStream stream = SeedTree.of(5).child("power").stream();
        double power = RULE.decide(sampled(50, 0.1, 0.025, stream)).leastPower();
        assertEquals(0.818, power, 1e-3);
        int found = 0;
        for (int repetition = 0; repetition < 2000; repetition++) {
            found += RULE.decide(sampled(50, 0.1, 0.025, stream)).violated().contains("case 0") ? 1 : 0;
        }
        assertFrequency(power, found, 2000);
    }

    /**
     * With nine degrees of freedom the normal tail would alarm far more often, \(1-(1-P(T_9 \ge 3.09))^{50} = 0.28\) in
     * place of 0.0488. The comparison fails by chance with at most 1e-6 over seeds.
     */
    @Test
    void meansOfTenValuesDoNotAlarmMoreOftenThanStated() {
        RandomStream stream = SeedTree.of(5).child("student").stream();
        int alarms = 0;
        for (int repetition = 0; repetition < 1000; repetition++) {
            Verdict verdict = RULE.decide(means(50, 0, 0.02, 10, stream)).verdict();
            alarms += verdict == Verdict.NOT_SUPPORTED ? 1 : 0;
        }
        assertFrequency(1 - Math.pow(1 - 0.05 / 50, 50), alarms, 1000);
    }

    /** Where the standard error happens to be the true one the power is the noncentral t's, measured here on case 0. */
    @Test
    void thePowerOfMeansOfTenValuesIsThatOfTheNoncentralT() {
        RandomStream stream = SeedTree.of(5).child("student power").stream();
        BoundCase typical = BoundCase.sampled("case", 1, 1, 0.02, 10);
        double power =
                new BoundRule(0.001, 1e-9, 0.1, 0.8).decide(List.of(typical)).leastPower();
        int found = 0;
        for (int repetition = 0; repetition < 2000; repetition++) {
            BoundRule alone = new BoundRule(0.001, 1e-9, 0.1, 0.8);
            found += alone.decide(means(1, 0.1, 0.02, 10, stream)).violated().size();
        }
        assertFrequency(power, found, 2000);
    }

    @Test
    void largeErrorsAreInconclusiveUnlessTheViolationIsLarger() {
        BoundCase precise = known("precise", 0.5, 0.01);
        BoundDecision vague = RULE.decide(List.of(precise, known("vague", 0.5, 0.2)));
        assertEquals(Verdict.INCONCLUSIVE, vague.verdict());
        assertTrue(vague.leastPower() < 0.8);
        assertEquals(Verdict.SUPPORTED, RULE.decide(List.of(precise)).verdict());
        BoundDecision refuted = RULE.decide(List.of(precise, known("vague", 3, 0.2)));
        assertEquals(Verdict.NOT_SUPPORTED, refuted.verdict());
        assertEquals(List.of("vague"), refuted.violated());
    }

    @Test
    void exactCasesAreViolatedJustBeyondTheTolerance() {
        BoundRule rounding = new BoundRule(0.05, 1e-6, 0.1, 0.8);
        assertEquals(
                Verdict.SUPPORTED,
                rounding.decide(List.of(BoundCase.exact("within", 100 + 0.9e-4, 100)))
                        .verdict());
        BoundDecision beyond = rounding.decide(
                List.of(BoundCase.exact("slack", 1, 100), BoundCase.exact("beyond", 100 + 1.1e-4, 100)));
        assertEquals(Verdict.NOT_SUPPORTED, beyond.verdict());
        assertEquals("beyond", beyond.worst().name());
        assertEquals(List.of("beyond"), beyond.violated());
        assertEquals(
                Verdict.NOT_SUPPORTED,
                RULE.decide(List.of(BoundCase.exact("unbounded", Double.POSITIVE_INFINITY, 1)))
                        .verdict());
    }

    @Test
    void amongUnviolatedExactCasesTheWorstIsTheTightest() {
        BoundDecision decision = RULE.decide(
                List.of(BoundCase.exact("a", 0.5, 1), BoundCase.exact("b", 9.9, 10), BoundCase.exact("c", 1, 4)));
        assertEquals("b", decision.worst().name());
    }

    @Test
    void aZeroBoundNeedsAScaleOfItsOwn() {
        assertTrue(refusal(() -> BoundCase.exact("sign", -1, 0)).contains("scale of sign (0.0) must be positive"));
        assertEquals(
                Verdict.SUPPORTED,
                RULE.decide(List.of(new BoundCase("sign", -1, 0, 0, 1, 1))).verdict());
    }

    @Test
    void emptyFamiliesRepeatedNamesAndUndefinedEstimatesAreRefused() {
        BoundCase one = BoundCase.exact("one", 0.5, 1);
        assertTrue(refusal(() -> RULE.decide(List.of())).contains("number of cases (0)"));
        assertTrue(refusal(() -> RULE.decide(List.of(one, one))).contains("case name one must occur only once"));
        assertTrue(refusal(() -> BoundCase.exact("run", Double.NaN, 1)).contains("estimate of run (NaN)"));
    }

    @Test
    void theDescriptionCarriesTheNumbersOfTheRule() {
        String text = RULE.describe();
        for (String part : new String[] {"at most 0.05", "at most 5 %", "by 10 %", "at least 0.8"}) {
            assertTrue(text.contains(part), part + " in: " + text);
        }
    }

    private static String refusal(org.junit.jupiter.api.function.Executable call) {
        return assertThrows(IllegalArgumentException.class, call).getMessage();
    }
}
