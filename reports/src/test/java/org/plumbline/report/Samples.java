package org.plumbline.report;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.plumbline.algorithm.AlgorithmSpec;
import org.plumbline.algorithm.Algorithms;
import org.plumbline.report.build.Judged;
import org.plumbline.report.build.ReportBuilder;
import org.plumbline.report.build.Run;
import org.plumbline.report.model.Environment;
import org.plumbline.report.model.Report;
import org.plumbline.report.regression.Calibrations;
import org.plumbline.report.regression.Expectations;
import org.plumbline.report.verify.MemorySink;
import org.plumbline.report.verify.Plan;
import org.plumbline.report.verify.Verification;
import org.plumbline.theory.Audit;
import org.plumbline.theory.Claim;
import org.plumbline.theory.Claims;
import org.plumbline.theory.Evidence;
import org.plumbline.theory.Profile;
import org.plumbline.theory.Settings;
import org.plumbline.theory.Verdict;

/** A report on the sample audits. */
public final class Samples {
    /** What the tests expect of them. */
    public static final String EXPECTED = """
            quick:
              SAMPLE-1@alpha: {verdict: SUPPORTED, why: "built to agree"}
              SAMPLE-1@beta: {verdict: SUPPORTED, why: "built to differ"}
              SAMPLE-3: {verdict: NOT_RUN, why: "nothing is measured"}
              GONE-1: {verdict: SUPPORTED, why: "no claim bears this name"}
            """;

    private Samples() {}

    /**
     * The sample claims.
     *
     * @return in order of name
     */
    public static List<Claim> claims() {
        return List.<Audit>of(new SampleAudits.TwoInstances(), new SampleAudits.Broken(), new SampleAudits.Absent())
                .stream()
                .flatMap(audit -> audit.claims().stream())
                .toList();
    }

    /**
     * Evidence with a verdict and little else.
     *
     * @param verdict the verdict
     * @return the evidence
     */
    public static Evidence evidence(Verdict verdict) {
        return new Evidence(
                verdict,
                "a reason",
                new Evidence.Effect("the slope of a quantity against another one", 0.5, Optional.empty()),
                List.of(),
                "a power",
                "seeds",
                Map.of(),
                List.of(),
                List.of());
    }

    /**
     * A report of every registered claim, those that are there for tests left out, in which all are supported.
     *
     * @return the report, as of a complete run
     */
    public static Report allSupported() {
        List<Judged> judged = Claims.all().stream()
                .filter(claim -> !claim.card().id().startsWith("SAMPLE"))
                .map(claim -> new Judged(claim.card(), evidence(Verdict.SUPPORTED)))
                .toList();
        return ReportBuilder.build(
                new Run(new Settings(Profile.QUICK, 1), judged, true, Map.of(), "verify"),
                Expectations.parse("quick: {}", Profile.QUICK),
                Algorithms.all().stream().map(AlgorithmSpec::card).toList(),
                List.of(),
                List.of(),
                Calibrations.none(),
                new Environment(Map.of()));
    }

    /**
     * A report.
     *
     * @param threads at least 1
     * @param date what stands in the environment block
     * @return the report
     */
    public static Report report(int threads, String date) {
        return report(threads, date, EXPECTED);
    }

    /**
     * The same, compared with other expectations.
     *
     * @param threads at least 1
     * @param date what stands in the environment block
     * @param expected the text of an expectations file
     * @return the report
     */
    public static Report report(int threads, String date, String expected) {
        Settings settings = new Settings(Profile.QUICK, Settings.DEFAULT_SEED);
        Verification run = Verification.run(Plan.of(claims(), settings), threads, new MemorySink(), finished -> {});
        return ReportBuilder.build(
                new Run(settings, run.judge(), true, run.drawn(), "java -jar plumbline.jar verify --profile quick"),
                Expectations.parse(expected, Profile.QUICK),
                Algorithms.all().stream().map(AlgorithmSpec::card).toList(),
                List.of(),
                List.of(),
                Calibrations.none(),
                new Environment(Map.of("date", date)));
    }
}
