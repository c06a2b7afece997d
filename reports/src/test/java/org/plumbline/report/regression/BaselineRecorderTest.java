package org.plumbline.report.regression;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.plumbline.numeric.RefusedException;
import org.plumbline.oracle.Draw;
import org.plumbline.oracle.OracleCounts;
import org.plumbline.report.Samples;
import org.plumbline.report.model.Baseline;
import org.plumbline.report.model.ClaimRow;
import org.plumbline.report.model.Report;
import org.plumbline.report.render.ReportFiles;
import org.plumbline.theory.Evidence;
import org.plumbline.theory.Profile;
import org.plumbline.theory.Verdict;
import org.plumbline.theory.statistics.Interval;

/** What was measured, written beside the verdicts that people wrote, and compared with what is measured later. */
class BaselineRecorderTest {
    private static final String HERE = Baseline.here();

    private final Report report = Samples.report(1, "2026-01-01");

    @Test
    void itWritesWhatWasMeasuredAndNothingElse() {
        String text = "# A comment.\n" + Samples.EXPECTED
                + "full:\n  SAMPLE-1@alpha: {verdict: SUPPORTED, why: \"elsewhere\"}\n";
        BaselineRecorder.Recorded result = BaselineRecorder.record(text, report, "2026-01-02");
        String recorded = result.text();
        assertEquals(List.of("SAMPLE-2"), result.missing());
        String undone = recorded.replaceAll("(why: \"[^\"]*\"), .*\\}", "$1}");
        assertEquals(text, undone);
        assertTrue(recorded.contains("since: \"2026-01-02\""), recorded);
        assertTrue(recorded.contains("  GONE-1: {verdict: SUPPORTED, why: \"no claim bears this name\"}"), recorded);
        assertTrue(recorded.endsWith("full:\n  SAMPLE-1@alpha: {verdict: SUPPORTED, why: \"elsewhere\"}\n"), recorded);
    }

    /** Reading back what was written finds no departure; and writing again changes nothing but the date. */
    @Test
    void whatIsRecordedAgreesWithItself() {
        String once =
                BaselineRecorder.record(Samples.EXPECTED, report, "2026-01-02").text();
        Expectations read = Expectations.parse(once, Profile.QUICK);
        report.claims()
                .forEach(row -> read.of(row.id())
                        .flatMap(e -> e.baseline())
                        .ifPresent(baseline ->
                                assertEquals(List.of(), baseline.departures(row.evidence(), HERE), row.id())));
        assertEquals(
                once.replace("2026-01-02", "2026-01-03"),
                BaselineRecorder.record(once, report, "2026-01-03").text());
    }

    private static Evidence evidence(double estimate, Optional<Interval> interval, long samples) {
        return new Evidence(
                Verdict.SUPPORTED,
                "because",
                new Evidence.Effect("slope", estimate, interval),
                List.of(),
                "none",
                "none",
                Map.of("method", OracleCounts.of(Map.of(Draw.LOWER_GRADIENT, samples))),
                List.of(),
                List.of());
    }

    @Test
    void anEffectBeyondItsMarginAndAnyOtherCostAreSaid() {
        Baseline baseline = Baseline.of(evidence(1, Optional.of(new Interval(0.95, 1.05)), 1000), "2026-01-02");
        assertEquals(List.of(), baseline.departures(evidence(1.04, Optional.empty(), 1000), HERE));
        List<String> effect = baseline.departures(evidence(0.9, Optional.empty(), 1000), HERE);
        assertEquals(1, effect.size());
        assertTrue(effect.get(0).contains("-0.1") && effect.get(0).contains("2026-01-02"), effect.get(0));
        List<String> cost = baseline.departures(evidence(1, Optional.empty(), 1010), HERE);
        assertEquals(1, cost.size());
        assertTrue(cost.get(0).contains("+10"), cost.get(0));
    }

    /** Without an interval nothing but rounding is allowed, and a number that is gone is a departure. */
    @Test
    void effectsWithoutAnIntervalAreHeldToRounding() {
        Baseline baseline = Baseline.of(evidence(2, Optional.empty(), 0), "2026-01-02");
        assertTrue(baseline.departures(evidence(2.000001, Optional.empty(), 0), HERE)
                .isEmpty());
        assertFalse(baseline.departures(evidence(2.00001, Optional.empty(), 0), HERE)
                .isEmpty());
        assertFalse(baseline.departures(evidence(Double.NaN, Optional.empty(), 0), HERE)
                .isEmpty());
        Baseline none = new Baseline(OptionalDouble.empty(), 0, Map.of(), 0, "2026-01-02", HERE);
        assertTrue(
                none.departures(evidence(Double.NaN, Optional.empty(), 0), HERE).isEmpty());
        assertFalse(none.departures(evidence(1, Optional.empty(), 0), HERE).isEmpty());
    }

    /** A logarithm's last digit moves what is rounding, and turns of a search; it does not move an exponent by a tenth. */
    @Test
    void elsewhereRoundingAndTurnsOfASearchAreAllowed() {
        Baseline baseline = Baseline.of(evidence(3e-12, Optional.empty(), 10_000), "2026-01-02");
        Evidence moved = evidence(2.9e-12, Optional.empty(), 10_050);
        assertEquals(2, baseline.departures(moved, HERE).size());
        assertEquals(List.of(), baseline.departures(moved, "Java 99 on another"));
        Baseline exponent = Baseline.of(evidence(1, Optional.empty(), 10_000), "2026-01-02");
        assertEquals(
                2,
                exponent.departures(evidence(0.9, Optional.empty(), 10_200), "Java 99 on another")
                        .size());
    }

    /** The verdict is the same, and the report differs all the same, in all its forms. */
    @Test
    void aDepartureMakesAReportDiffer() {
        String recorded =
                BaselineRecorder.record(Samples.EXPECTED, report, "2026-01-02").text();
        Report same = Samples.report(1, "2026-01-01", recorded);
        assertEquals(report.differing().size(), same.differing().size());
        Report moved = Samples.report(1, "2026-01-01", recorded.replaceAll("samples: (\\d+)", "samples: 1$1"));
        assertTrue(moved.differing().size() > same.differing().size());
        ClaimRow alpha = moved.differing().stream()
                .filter(row -> row.id().equals("SAMPLE-1@alpha"))
                .findFirst()
                .orElseThrow();
        assertEquals(Verdict.SUPPORTED, alpha.verdict());
        Map<String, byte[]> files = ReportFiles.of(moved);
        for (String name : List.of("report.md", "index.html", "results.json", "TEST-plumbline.xml")) {
            String text = new String(files.get(name), StandardCharsets.UTF_8);
            assertTrue(text.contains("against those recorded on 2026-01-02"), name);
        }
    }

    private static Evidence with(Evidence.Effect... others) {
        return evidence(1, Optional.empty(), 0).alsoMeasured(List.of(others));
    }

    private static Evidence.Effect other(String name, double estimate) {
        return new Evidence.Effect(name, estimate, Optional.of(Interval.around(estimate, 0.05)));
    }

    /** The verdict and its effect are the same; the exponents beside it are not. */
    @Test
    void everyOtherEffectIsComparedByItsName() {
        Baseline baseline = Baseline.of(with(other("in n", -0.5), other("in σ", 2)), "2026-01-02");
        assertEquals(List.of(), baseline.departures(with(other("in σ", 2.04), other("in n", -0.46)), HERE));
        List<String> moved = baseline.departures(with(other("in n", -0.5), other("in σ", 1.9)), HERE);
        assertEquals(1, moved.size());
        assertTrue(moved.get(0).contains("'in σ'") && moved.get(0).contains("-0.1"), moved.get(0));
        assertTrue(moved.get(0).contains("2026-01-02"), moved.get(0));
        List<String> gone = baseline.departures(with(other("in n", -0.5)), HERE);
        assertEquals(List.of("The effect 'in σ' is gone, which was there when it was recorded (2026-01-02)."), gone);
        assertEquals(2, baseline.departures(with(), HERE).size());
        List<String> notFinite = baseline.departures(
                with(other("in n", -0.5), new Evidence.Effect("in σ", Double.NaN, Optional.empty())), HERE);
        assertEquals(1, notFinite.size());
        List<String> added =
                baseline.departures(with(other("in n", -0.5), other("in σ", 2), other("in K", 1)), "Java 99");
        assertEquals(1, added.size());
        assertTrue(added.get(0).contains("'in K'"), added.get(0));
        assertEquals(
                1,
                baseline.departures(with(other("in n", -0.5), other("in σ", 1.9)), "Java 99")
                        .size());
    }

    /** A line that was recorded before a claim said what else it decides on is compared as before. */
    @Test
    void aLineWithoutOthersComparesTheEffectAlone() {
        Baseline baseline = Baseline.of(with(), "2026-01-02");
        assertEquals(List.of(), baseline.departures(with(other("in n", -0.5)), HERE));
    }

    @Test
    void namesOfEffectsStandOnce() {
        assertThrows(IllegalArgumentException.class, () -> with(other("in n", 1), other("in n", 2)));
        assertThrows(IllegalArgumentException.class, () -> with(other("slope", 1)));
    }

    private static Report against(String expected) {
        return Samples.report(1, "2026-01-01", expected);
    }

    /** One of the others that moved, that is gone or that is new makes the report differ, under the same verdict. */
    @Test
    void aShiftedOrAMissingOtherEffectMakesAReportDiffer() {
        String recorded =
                BaselineRecorder.record(Samples.EXPECTED, report, "2026-01-02").text();
        String depth = "\"slope of the \\\"depth\\\" in n\": [-0.5, 0.0625]";
        assertTrue(recorded.contains(depth), recorded);
        assertTrue(recorded.contains("\"slope where nothing was measured\": []"), recorded);
        int same = against(recorded).differing().size();
        assertEquals(report.differing().size(), same);
        for (String changed : List.of(
                recorded.replace("[-0.5, 0.0625]", "[-0.6, 0.0625]"),
                recorded.replace(depth + ", ", ""),
                recorded.replace(depth, depth + ", \"one that was\": [1.0, 0.0]"))) {
            Report moved = against(changed);
            assertTrue(moved.differing().size() > same, changed);
            ClaimRow alpha = moved.claims().stream()
                    .filter(row -> row.id().equals("SAMPLE-1@alpha"))
                    .findFirst()
                    .orElseThrow();
            assertEquals(Verdict.SUPPORTED, alpha.verdict());
            assertFalse(alpha.asExpected());
            assertEquals(1, alpha.departures().size());
        }
        String old = recorded.replaceAll(", others: \\{.*\\}, samples", ", samples");
        assertEquals(same, against(old).differing().size());
    }

    @Test
    void halfAnOtherEffectIsRefused() {
        for (String numbers : List.of("[1]", "[1, -1]", "[1, 2, 3]", "[1, null]", "null")) {
            String text = "quick:\n  A-1: {verdict: SUPPORTED, why: \"because\", margin: 0, others: {\"a\": " + numbers
                    + "}, samples: 3, since: \"2026-01-02\", arithmetic: \"here\"}\n";
            assertThrows(RefusedException.class, () -> Expectations.parse(text, Profile.QUICK), numbers);
        }
    }

    @Test
    void halfABaselineIsRefused() {
        String text = "quick:\n  A-1: {verdict: SUPPORTED, why: \"because\", effect: 1, samples: 3}\n";
        RefusedException refused = assertThrows(RefusedException.class, () -> Expectations.parse(text, Profile.QUICK));
        assertTrue(refused.getMessage().contains("--record"), refused.getMessage());
    }
}
