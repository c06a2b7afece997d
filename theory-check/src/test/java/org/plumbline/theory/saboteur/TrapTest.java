package org.plumbline.theory.saboteur;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.plumbline.theory.Evidence;
import org.plumbline.theory.Table;
import org.plumbline.theory.Verdict;

/** What counts as a catch. */
class TrapTest {
    private static Evidence evidence(Verdict verdict, String... findings) {
        Evidence bare = new Evidence(
                verdict,
                "a reason",
                new Evidence.Effect("none", Double.NaN, Optional.empty()),
                List.of(),
                "none",
                "none",
                Map.of(),
                List.of(),
                List.of());
        if (findings.length == 0) {
            return bare;
        }
        List<List<Object>> rows = List.of(findings).stream()
                .map(finding -> List.<Object>of("instance", "assumption", 1.0, 1.0, finding, "detail", "–"))
                .toList();
        return bare.with(new Table(
                "certificate",
                "What is presumed",
                List.of("instance", "assumption", "declared", "measured", "finding", "detail", "witness"),
                rows));
    }

    @Test
    void onlyARefutationOrAFailedCertificateIsACatch() {
        Evidence sound = evidence(Verdict.SUPPORTED);
        assertEquals(Trap.Ending.REFUTED, Trap.ending(sound, evidence(Verdict.NOT_SUPPORTED)));
        assertEquals(
                Trap.Ending.NOT_CERTIFIED,
                Trap.ending(sound, evidence(Verdict.INCONCLUSIVE, "holds", "does not hold")));
        assertEquals(Trap.Ending.MISSED, Trap.ending(sound, evidence(Verdict.INCONCLUSIVE, "holds")));
        assertEquals(Trap.Ending.MISSED, Trap.ending(sound, evidence(Verdict.INCONCLUSIVE)));
        assertEquals(Trap.Ending.MISSED, Trap.ending(sound, evidence(Verdict.SUPPORTED)));
        assertEquals(Trap.Ending.MISSED, Trap.ending(sound, evidence(Verdict.NOT_APPLICABLE)));
    }

    /** A rule that rejects the sound variant, too, has shown nothing. */
    @Test
    void nothingIsCaughtWhereTheSoundVariantDoesNotPass() {
        for (Verdict verdict : List.of(Verdict.NOT_SUPPORTED, Verdict.INCONCLUSIVE, Verdict.NOT_RUN)) {
            assertEquals(Trap.Ending.VOID, Trap.ending(evidence(verdict), evidence(Verdict.NOT_SUPPORTED)));
        }
    }
}
