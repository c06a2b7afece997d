package org.plumbline.report.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.plumbline.problem.BilevelProblem;
import org.plumbline.report.render.JsonText;
import org.plumbline.theory.Assumption;
import org.plumbline.theory.Certificate;
import org.plumbline.theory.Finding;
import org.plumbline.theory.Profile;
import org.plumbline.theory.Settings;
import org.plumbline.theory.assumption.Certificates;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Measures what claims presume of an instance against what it declares. */
@Command(
        name = "certify",
        description = "Measures what claims presume of an instance (PL of g and g + σf, smoothness, noise, stability)"
                + " against what it declares. Exit code 1 if an assumption does not hold.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
final class CertifyCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private CommonOptions common;

    @Mixin
    private ProblemOption problem;

    @Mixin
    private SeedOption seed;

    @Override
    public Integer call() throws Exception {
        return common.withPlugins(this::certify);
    }

    private int certify() {
        BilevelProblem resolved = problem.resolve();
        Certificate certificate =
                Certificates.measure(resolved, new Settings(Profile.QUICK, seed.value()), common.threads());
        boolean holds = certificate.failure().isEmpty();
        PrintWriter out = spec.commandLine().getOut();
        if (common.json()) {
            out.print(JsonText.of(content(resolved, certificate, holds)));
        } else {
            certificate
                    .findings()
                    .forEach((assumption, finding) ->
                            out.printf("%-15s%s: %s%n", finding.outcome(), assumption.name(), finding.detail()));
        }
        out.flush();
        return holds ? Main.AS_RECORDED : Main.DIFFERS;
    }

    private static Map<String, Object> content(BilevelProblem problem, Certificate certificate, boolean holds) {
        Map<String, Object> root = new LinkedHashMap<>();
        root.put("problem", problem.id());
        root.put("holds", holds);
        List<Map<String, Object>> findings = new ArrayList<>();
        certificate.findings().forEach((assumption, finding) -> findings.add(content(assumption, finding)));
        root.put("findings", findings);
        return root;
    }

    private static Map<String, Object> content(Assumption assumption, Finding finding) {
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("assumption", assumption.name());
        content.put("outcome", finding.outcome());
        content.put("holds", finding.holds());
        content.put("declared", JsonText.orNull(finding.declared()));
        content.put("measured", JsonText.orNull(finding.measured()));
        content.put("witness", finding.witness().length == 0 ? null : finding.witness());
        content.put("detail", finding.detail());
        return content;
    }
}
