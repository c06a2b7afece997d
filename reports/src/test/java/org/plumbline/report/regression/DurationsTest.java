package org.plumbline.report.regression;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.plumbline.numeric.RefusedException;
import org.plumbline.theory.Claims;
import org.plumbline.theory.Profile;

class DurationsTest {
    @Test
    void whatARunTookReplacesWhatWasRecordedOfIt() {
        String first = Durations.updated("", Profile.QUICK, Map.of("A-1", 12.3456, "A-2", 0.5, "A-3", 0.0));
        String second = Durations.updated(first, Profile.QUICK, Map.of("A-1", 2.0, "A-2", 0.0));
        String third = Durations.updated(second, Profile.FULL, Map.of("A-1", 700.0));
        Durations quick = Durations.parse(third, Profile.QUICK);
        assertEquals(2, quick.of("A-1"));
        assertEquals(0.5, quick.of("A-2"), "a store had it the second time");
        assertEquals(0, quick.of("A-3"));
        assertEquals(OptionalDouble.of(2.5), quick.of(List.of("A-1", "A-2")));
        assertEquals(OptionalDouble.empty(), quick.of(List.of("A-1", "A-3")));
        assertEquals(700, Durations.parse(third, Profile.FULL).of("A-1"));
        assertEquals("12.3", Durations.parse(first, Profile.QUICK).of("A-1") + "", "three digits");
    }

    @Test
    void anotherFormIsRefused() {
        for (String text : List.of(
                "quick: 1",
                "[1]",
                "quick: {A-1: long}",
                "quick: {A-1: 1, A-1: 2}",
                "null",
                "quick:",
                "quick: {A-1: }")) {
            assertThrows(RefusedException.class, () -> Durations.parse(text, Profile.QUICK), text);
        }
    }

    /** Otherwise nothing could be said of how long the job of a build takes. */
    @Test
    void theQuickProfileIsRecorded() {
        Durations recorded = Durations.recorded(Profile.QUICK);
        assertTrue(recorded.of(List.of(Durations.WHOLE)).isPresent());
        List<String> missing = Claims.all().stream()
                .map(claim -> claim.card().id())
                .filter(id ->
                        !id.startsWith("SAMPLE") && recorded.of(List.of(id)).isEmpty())
                .toList();
        assertEquals(List.of(), missing);
    }
}
