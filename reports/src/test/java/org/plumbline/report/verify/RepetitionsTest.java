package org.plumbline.report.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.plumbline.report.SampleAudits.Sample;
import org.plumbline.report.model.FalseAlarms;
import org.plumbline.theory.Claim;
import org.plumbline.theory.ClaimCard;
import org.plumbline.theory.Evidence;
import org.plumbline.theory.Profile;
import org.plumbline.theory.Results;
import org.plumbline.theory.Settings;
import org.plumbline.theory.Verdict;

/** Claims whose share of wrong decisions is known, on fixed seeds: nothing here can fail by chance. */
class RepetitionsTest {
    private static final Settings SETTINGS = new Settings(Profile.QUICK, 1000);
    private static final int SEEDS = 200;

    /** Wrong on a given share of master seeds. */
    private static Claim wrongOn(String id, double share) {
        return new Sample(id, Verdict.SUPPORTED) {
            @Override
            public Evidence judge(Settings settings, Results results) {
                Verdict verdict = wrong(settings.masterSeed(), share) ? Verdict.NOT_SUPPORTED : Verdict.SUPPORTED;
                return new Sample(id, verdict).judge(settings, results);
            }
        };
    }

    private static boolean wrong(long seed, double share) {
        return new Settings(Profile.QUICK, seed)
                        .seeds("verdict").child("sample").stream().uniform()
                < share;
    }

    private static Map<String, FalseAlarms> count(int threads, MemorySink sink, Claim... claims) {
        Repetitions repetitions = new Repetitions(List.of(claims), SETTINGS, id -> SEEDS, threads);
        return repetitions.count(repetitions.run(Shard.WHOLE, threads, sink, finished -> {}), "2026-01-01");
    }

    @Test
    void wrongDecisionsAreCounted() {
        Map<String, FalseAlarms> found =
                count(2, new MemorySink(), wrongOn("A-1", 0.02), wrongOn("A-2", 0.2), wrongOn("A-3", 0));
        for (double share : new double[] {0.02, 0.2, 0}) {
            String id = share == 0 ? "A-3" : share == 0.2 ? "A-2" : "A-1";
            long expected = LongStream.rangeClosed(1001, 1000 + SEEDS)
                    .filter(seed -> wrong(seed, share))
                    .count();
            assertEquals(expected, found.get(id).count(Verdict.NOT_SUPPORTED), id);
            assertEquals(SEEDS, found.get(id).seeds());
        }
        assertFalse(found.get("A-1").tooMany(Verdict.SUPPORTED));
        assertTrue(found.get("A-2").tooMany(Verdict.SUPPORTED));
        assertFalse(found.get("A-3").tooMany(Verdict.SUPPORTED));
    }

    /** For a claim that is expected to be refuted, SUPPORTED is the wrong decision. */
    @Test
    void anExpectedRefutationIsNoFalseAlarm() {
        FalseAlarms refuted = new FalseAlarms(Map.of(Verdict.NOT_SUPPORTED, 200), "rule", "2026-01-01");
        assertFalse(refuted.tooMany(Verdict.NOT_SUPPORTED));
        assertTrue(refuted.tooMany(Verdict.SUPPORTED));
    }

    /** For 0 of 200 the interval of Clopper and Pearson ends at 1 − 0.025^(1/200). */
    @Test
    void theIntervalIsThatOfClopperAndPearson() {
        FalseAlarms none = new FalseAlarms(Map.of(Verdict.SUPPORTED, 200), "rule", "2026-01-01");
        assertEquals(
                1 - Math.pow(0.025, 1.0 / 200),
                none.share(Verdict.NOT_SUPPORTED).upper(),
                1e-9);
        assertTrue(none.describe(Verdict.SUPPORTED, "rule").startsWith("NOT_SUPPORTED on 0 of 200 other master seeds"));
        assertTrue(none.describe(Verdict.SUPPORTED, "new").endsWith("for an earlier wording of the rule"));
    }

    /** Other targets make another rule, under the same name. */
    @Test
    void aVerdictUnderAnotherRuleIsAnother() {
        Claim moved = new Sample("A-1", Verdict.SUPPORTED) {
            @Override
            public ClaimCard card() {
                ClaimCard card = super.card();
                return new ClaimCard(
                        card.id(),
                        card.statement(),
                        card.criterion(),
                        card.guarantee(),
                        card.source(),
                        card.assumptions(),
                        card.prediction(),
                        card.rule() + " Targets: 0.5.",
                        card.negativeControl());
            }
        };
        MemorySink sink = new MemorySink();
        count(1, sink, wrongOn("A-1", 1));
        assertEquals(SEEDS, count(1, sink, moved).get("A-1").count(Verdict.SUPPORTED));
    }

    @Test
    void shardsMakeTheWhole() {
        Claim claim = wrongOn("A-1", 0.2);
        MemorySink joined = new MemorySink();
        for (int i = 1; i <= 3; i++) {
            new Repetitions(List.of(claim), SETTINGS, id -> SEEDS, 1).run(new Shard(i, 3), 1, joined, finished -> {});
        }
        Repetitions whole = new Repetitions(List.of(claim), SETTINGS, id -> SEEDS, 1);
        assertTrue(whole.part(Shard.WHOLE).stream()
                .allMatch(cell -> joined.find(cell).isPresent()));
        assertEquals(count(2, new MemorySink(), claim), count(1, joined, claim));
    }
}
