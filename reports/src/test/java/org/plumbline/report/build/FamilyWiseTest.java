package org.plumbline.report.build;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.plumbline.random.RandomStream;
import org.plumbline.random.SeedTree;
import org.plumbline.report.SampleAudits.Sample;
import org.plumbline.report.Samples;
import org.plumbline.theory.Verdict;
import org.plumbline.theory.statistics.ClopperPearson;

class FamilyWiseTest {
    private static Judged judged(String id, Verdict verdict, double pValue) {
        return new Judged(
                new Sample(id, verdict).card(), Samples.evidence(verdict).refutedAt(pValue));
    }

    private static Verdict verdict(List<Judged> corrected, int i) {
        return corrected.get(i).evidence().verdict();
    }

    /** 0.01 times the three claims with a p-value is 0.03, and 0.03 times the two that are left is 0.06. */
    @Test
    void aRefutationStandsOnlyIfItSurvivesHolm() {
        List<Judged> corrected = FamilyWise.corrected(List.of(
                judged("A-1", Verdict.NOT_SUPPORTED, 0.01),
                judged("A-2", Verdict.NOT_SUPPORTED, 0.03),
                judged("A-3", Verdict.SUPPORTED, 0.9),
                judged("A-4", Verdict.NOT_SUPPORTED, Double.NaN)));
        assertEquals(Verdict.NOT_SUPPORTED, verdict(corrected, 0));
        assertEquals(Verdict.INCONCLUSIVE, verdict(corrected, 1));
        assertEquals(Verdict.SUPPORTED, verdict(corrected, 2));
        assertEquals(Verdict.NOT_SUPPORTED, verdict(corrected, 3), "nothing was left to chance");
        assertTrue(
                corrected.get(1).evidence().reason().startsWith("refuted by itself (p = 0.030), and not after Holm's"));
    }

    /** A small p-value of a claim that was not refuted, by its margin, is no verdict. */
    @Test
    void noOtherVerdictChanges() {
        for (Verdict verdict : List.of(Verdict.SUPPORTED, Verdict.INCONCLUSIVE, Verdict.NOT_RUN)) {
            Judged one = judged("A-1", verdict, 0.5);
            assertSame(one, FamilyWise.corrected(List.of(one)).get(0));
        }
    }

    /**
     * A hundred true claims, each refuted where its uniform p-value is at most 0.025, over 2000 families: without correction almost
     * every family has a false alarm, with it at most 5 %. Fixed seed; the share is one of a binomial law with 0.025 at
     * p ≤ 0.05/100 each, about 0.049, so that the interval's lower end exceeds 0.05 with probability below 0.03.
     */
    @Test
    void falseAlarmsOfAFamilyAreRare() {
        RandomStream stream = SeedTree.of(17).child("family").stream();
        int families = 2000;
        int alarms = 0;
        int uncorrected = 0;
        for (int family = 0; family < families; family++) {
            List<Judged> claims = IntStream.range(0, 100)
                    .mapToObj(i -> {
                        double p = stream.uniform();
                        return judged("A-" + i, p <= 0.025 ? Verdict.NOT_SUPPORTED : Verdict.SUPPORTED, p);
                    })
                    .toList();
            uncorrected += anyRefuted(claims) ? 1 : 0;
            alarms += anyRefuted(FamilyWise.corrected(claims)) ? 1 : 0;
        }
        assertTrue(uncorrected > 0.8 * families, uncorrected + " families");
        assertTrue(ClopperPearson.interval(alarms, families, 0.95).lower() <= FamilyWise.LEVEL, alarms + " families");
    }

    private static boolean anyRefuted(List<Judged> claims) {
        return claims.stream().anyMatch(each -> each.evidence().verdict() == Verdict.NOT_SUPPORTED);
    }
}
