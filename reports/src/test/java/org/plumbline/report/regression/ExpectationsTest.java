package org.plumbline.report.regression;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.plumbline.numeric.RefusedException;
import org.plumbline.report.build.Severity;
import org.plumbline.report.model.Expectation;
import org.plumbline.theory.Profile;
import org.plumbline.theory.Verdict;

class ExpectationsTest {
    private static final String TEXT = "quick:\n  A-1: {verdict: SUPPORTED, why: because}\nfull: {}\n";

    @Test
    void profilesAreRecordedApart() {
        Expectations quick = Expectations.parse(TEXT, Profile.QUICK);
        assertEquals(
                new Expectation(Verdict.SUPPORTED, "because"), quick.of("A-1").orElseThrow());
        assertEquals(Set.of("A-1"), quick.ids());
        assertTrue(Expectations.parse(TEXT, Profile.FULL).ids().isEmpty());
    }

    @ParameterizedTest
    @EnumSource(Profile.class)
    void whatIsRecordedCanBeRead(Profile profile) {
        assertTrue(Expectations.recorded(profile).of("NO-SUCH-CLAIM").isEmpty());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "quick:\n  A: {verdict: PROVED, why: x}",
                "quick:\n  A: {verdict: SUPPORTED}",
                "quick:\n  A: {why: x}",
                "quick:\n  A:",
                "quick:\n  A: {verdict: SUPPORTED, why: ' '}",
                "quick:\n  A: {verdict: SUPPORTED, why: x, seed: 1}",
                "quick:\n  A: {verdict: SUPPORTED, why: x}\n  A: {verdict: SUPPORTED, why: x}",
                "quick: [",
            })
    void mistakesAreRefusedInOneLine(String text) {
        RefusedException e = assertThrows(RefusedException.class, () -> Expectations.parse(text, Profile.QUICK));
        assertEquals(1, e.getMessage().lines().count());
    }

    @Test
    void theWorstVerdictStandsForAll() {
        assertEquals(Verdict.NOT_SUPPORTED, Severity.worst(List.of(Verdict.values())));
        assertEquals(
                Verdict.NOT_RUN, Severity.worst(List.of(Verdict.SUPPORTED, Verdict.NOT_APPLICABLE, Verdict.NOT_RUN)));
        assertEquals(Verdict.NOT_APPLICABLE, Severity.worst(List.of(Verdict.SUPPORTED, Verdict.NOT_APPLICABLE)));
    }
}
