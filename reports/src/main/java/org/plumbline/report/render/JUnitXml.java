package org.plumbline.report.render;

import org.plumbline.report.model.ClaimRow;
import org.plumbline.report.model.GateLine;
import org.plumbline.report.model.Report;
import org.plumbline.report.model.SaboteurRow;
import org.plumbline.theory.Verdict;

/**
 * The claims as tests, for continuous integration. A test fails if and only if the verdict is not the recorded one, and
 * is skipped if and only if nothing was measured. A recorded verdict without a claim is a failed test of its own. A broken
 * variant is a test that fails if no claim rejects it, and a line of the gate one that fails if the method departs.
 */
final class JUnitXml {
    private JUnitXml() {}

    static String of(Report report) {
        String suite = "plumbline." + report.settings().profile().label();
        int tests = report.claims().size()
                + report.unclaimed().size()
                + report.saboteurs().size()
                + report.gate().size();
        int failures = report.differing().size()
                + report.unclaimed().size()
                + report.survivors().size()
                + report.regressions().size();
        long skipped = report.claims().stream()
                .filter(row -> row.verdict() == Verdict.NOT_RUN)
                .count();
        StringBuilder out = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        out.append("<testsuite name=\"%s\" tests=\"%s\" failures=\"%s\" errors=\"0\" skipped=\"%s\" time=\"0\">\n"
                .formatted(suite, tests, failures, skipped));
        report.claims().forEach(row -> out.append(test(suite, row)));
        for (String id : report.unclaimed()) {
            out.append(open(suite, id));
            out.append("    <failure message=\"a verdict is recorded, but no claim bears this name\"/>\n");
            out.append("  </testcase>\n");
        }
        report.saboteurs().forEach(row -> out.append(test(suite, row)));
        report.gate().forEach(line -> out.append(test(suite, line)));
        return out.append("</testsuite>\n").toString();
    }

    private static String test(String suite, ClaimRow row) {
        StringBuilder out = new StringBuilder(open(suite, row.id()));
        if (row.verdict() == Verdict.NOT_RUN) {
            out.append(element("skipped", row.evidence().reason(), ""));
        }
        if (!row.asExpected()) {
            String why = row.expectation().map(e -> " (" + e.why() + ")").orElse("");
            out.append(element(
                    "failure",
                    "verdict " + row.verdict() + why + ": " + row.account(),
                    row.card().statement() + "\n" + row.evidence().reason() + "\n" + row.rerun() + "\n"));
        }
        return out.append("  </testcase>\n").toString();
    }

    private static String test(String suite, SaboteurRow row) {
        String failure = row.survived() ? element("failure", "no claim rejects it", row.description() + "\n") : "";
        return open(suite + ".saboteurs", row.id()) + failure + "  </testcase>\n";
    }

    private static String test(String suite, GateLine line) {
        String failure =
                line.passes() ? "" : element("failure", line.ending() + ": " + line.account(), line.text() + "\n");
        return open(suite + ".gate", line.name() + ": " + line.quantity()) + failure + "  </testcase>\n";
    }

    private static String open(String suite, String name) {
        return "  <testcase classname=\"%s\" name=\"%s\" time=\"0\">\n".formatted(suite, XmlText.escape(name));
    }

    private static String element(String tag, String message, String content) {
        return "    <%s message=\"%s\">%s</%s>\n".formatted(tag, XmlText.escape(message), XmlText.escape(content), tag);
    }
}
