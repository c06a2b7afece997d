package org.plumbline.report.regression;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.plumbline.numeric.RefusedException;
import org.plumbline.report.model.FalseAlarms;
import org.plumbline.theory.Claims;
import org.plumbline.theory.Verdict;

class CalibrationsTest {
    private static final FalseAlarms FOUND =
            new FalseAlarms(Map.of(Verdict.SUPPORTED, 198, Verdict.NOT_SUPPORTED, 2), "0123456789ab", "2026-01-02");

    @Test
    void whatIsWrittenReadsBack() {
        Calibrations before = Calibrations.parse("# a comment\nB-1: {seeds: 200}\nA-1: {seeds: 7}\n");
        String text = before.with(Map.of("B-1", FOUND)).text("# a comment\n");
        assertEquals(
                "# a comment\nA-1: {seeds: 7}\nB-1: {seeds: 200, verdicts: {SUPPORTED: 198, NOT_SUPPORTED: 2}, rule:"
                        + " \"0123456789ab\", since: \"2026-01-02\"}\n",
                text);
        Calibrations after = Calibrations.parse(text);
        assertEquals(Optional.of(FOUND), after.alarms("B-1"));
        assertEquals(Optional.empty(), after.alarms("A-1"));
        assertEquals(200, after.seeds("B-1"));
    }

    @Test
    void aClaimWithoutALineHasTheFewerSeeds() {
        assertEquals(Calibrations.FEW, Calibrations.parse("").seeds("NEW-1"));
        assertEquals(
                Calibrations.FEW,
                Calibrations.parse("").with(Map.of("NEW-1", FOUND)).seeds("NEW-1"));
    }

    /** A line for a claim that is no more would stay for ever. */
    @Test
    void everyRecordedClaimExists() {
        var ids = Claims.all().stream().map(claim -> claim.card().id()).toList();
        Calibrations recorded = Calibrations.recorded();
        assertTrue(ids.containsAll(recorded.ids()), recorded.ids().toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "A-1: {seeds: 0}",
                "A-1:",
                "A-1: {seeds: 4, verdicts: {SUPPORTED: 4}}",
                "A-1: {seeds: 4, verdicts: {}, rule: \"a\", since: \"b\"}",
                "A-1: {seeds: 4, verdicts: {PERHAPS: 4}, rule: \"a\", since: \"b\"}",
                "A-1: [4]"
            })
    void whatBreaksARuleIsRefused(String text) {
        RefusedException refused = assertThrows(RefusedException.class, () -> Calibrations.parse(text));
        assertTrue(refused.getMessage().contains("Maybe"), refused.getMessage());
    }
}
