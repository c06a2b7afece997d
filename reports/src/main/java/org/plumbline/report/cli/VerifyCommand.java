package org.plumbline.report.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.plumbline.algorithm.AlgorithmSpec;
import org.plumbline.algorithm.Algorithms;
import org.plumbline.numeric.RefusedException;
import org.plumbline.problem.Problems;
import org.plumbline.report.build.ReportBuilder;
import org.plumbline.report.build.RuleHash;
import org.plumbline.report.build.Run;
import org.plumbline.report.model.Report;
import org.plumbline.report.model.SaboteurRow;
import org.plumbline.report.regression.BaselineRecorder;
import org.plumbline.report.regression.Expectations;
import org.plumbline.report.render.JsonText;
import org.plumbline.report.render.ReportDirectory;
import org.plumbline.report.render.ReportFiles;
import org.plumbline.report.verify.Plan;
import org.plumbline.report.verify.PlannedClaim;
import org.plumbline.report.verify.Sabotage;
import org.plumbline.report.verify.Verification;
import org.plumbline.theory.Cell;
import org.plumbline.theory.CellSink;
import org.plumbline.theory.Claim;
import org.plumbline.theory.Claims;
import org.plumbline.theory.Profile;
import org.plumbline.theory.Settings;
import org.plumbline.theory.saboteur.Saboteur;
import org.plumbline.theory.saboteur.Saboteurs;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Plans, runs and judges claims, and writes the report. */
@Command(
        name = "verify",
        description = "Checks claims and writes a report.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
final class VerifyCommand implements Callable<Integer> {
    private static final String JAR = "java -jar reports/target/plumbline.jar";

    @Spec
    private CommandSpec spec;

    @Mixin
    private CommonOptions common;

    @Option(
            names = "--profile",
            paramLabel = "quick|full",
            defaultValue = "quick",
            description = "How much is spent (default: ${DEFAULT-VALUE}).")
    private Profile profile;

    @Option(
            names = "--claim",
            paramLabel = "ID",
            arity = "1..*",
            description = "Only these claims, or all claims of these audits.")
    private List<String> names = new ArrayList<>();

    @Option(
            names = "--saboteurs",
            description =
                    "Put broken variants before the claims that must reject them; alone, nothing else is run. With all"
                            + " claims they always run.")
    private boolean saboteurs;

    @Option(
            names = "--problem",
            paramLabel = "FILE|ID",
            description = "Check the audits that fit any instance on this one; theory's predictions are expected.")
    private String problem;

    @Option(
            names = "--record",
            paramLabel = "FILE",
            description = "Write the effects and costs of this run into an expectations file, as what later runs are"
                    + " compared with; verdicts and reasons in it stay as they are.")
    private Path record;

    @Mixin
    private SeedOption seed;

    @Mixin
    private StoreOption store;

    private final Supplier<List<Saboteur>> catalogue;

    VerifyCommand() {
        this(Saboteurs::all);
    }

    VerifyCommand(Supplier<List<Saboteur>> catalogue) {
        this.catalogue = catalogue;
    }

    @Override
    public Integer call() throws Exception {
        return common.withPlugins(this::verify);
    }

    private int verify() throws IOException {
        checkRecord();
        int threads = common.threads();
        Settings settings = new Settings(profile, seed.value());
        List<Claim> claims = onlySaboteurs()
                ? List.of()
                : ClaimSelection.of(problem == null ? Claims.all() : Claims.on(Problems.resolve(problem)), names);
        Expectations expectations = problem == null ? Expectations.recorded(profile) : Expectations.predicted(claims);
        try (ReportDirectory place = ReportDirectory.reserve(common.out);
                StoreOption kept = store.open(common)) {
            long start = System.nanoTime();
            Plan plan = Plan.of(claims, settings);
            Sabotage sabotage = Sabotage.of(saboteurs || complete() ? catalogue.get() : List.of(), settings);
            Map<String, Object> content = plan.content();
            content.put("saboteurs", sabotage.content());
            place.write("plan.json", JsonText.of(content).getBytes(StandardCharsets.UTF_8));
            CellSink sink = kept.sink(profile.label()
                    + '|'
                    + seed.value()
                    + (problem == null ? "" : '|' + StoreOption.identity(problem)));
            kept.say(spec.commandLine().getErr());
            announce(plan, sabotage, threads, sink);
            Verification finished = Verification.run(plan, threads, sink, progress(plan));
            Run run = new Run(settings, finished.judge(), complete(), finished.drawn(), rerunPrefix());
            List<SaboteurRow> broken = sabotage.run(threads, sink, progress(sabotage.plan()));
            Report report = ReportBuilder.build(
                    run,
                    expectations,
                    Algorithms.all().stream().map(AlgorithmSpec::card).toList(),
                    broken,
                    Machine.now(threads, Duration.ofNanos(System.nanoTime() - start)));
            Path folder = place.publish(ReportFiles.of(report));
            kept.say(spec.commandLine().getErr());
            if (record != null) {
                recordBaseline(report);
            }
            Outcome.print(report, folder, common, out());
            return report.asExpected() ? Main.AS_RECORDED : Main.DIFFERS;
        }
    }

    /** Refused before anything is run. */
    private void checkRecord() {
        if (record == null) {
            return;
        }
        if (!seed.isDefault() || problem != null) {
            throw new RefusedException("--record (" + record
                    + ") must go with the recorded master seed and claims. Maybe leave out --seed and --problem.");
        }
        if (!Files.isRegularFile(record)) {
            throw new RefusedException("--record (" + record + ") must be an expectations file. Maybe check the path.");
        }
    }

    private void recordBaseline(Report report) throws IOException {
        String today = LocalDate.now(ZoneOffset.UTC).toString();
        BaselineRecorder.Recorded recorded = BaselineRecorder.record(Files.readString(record), report, today);
        Files.writeString(record, recorded.text());
        if (!recorded.missing().isEmpty()) {
            PrintWriter err = spec.commandLine().getErr();
            err.println("Not recorded, as " + record + " has no line with verdict and why for them under "
                    + profile.label() + ": " + String.join(", ", recorded.missing()));
            err.flush();
        }
    }

    private boolean onlySaboteurs() {
        return saboteurs && names.isEmpty() && problem == null;
    }

    /** Whether every registered claim is run. */
    private boolean complete() {
        return names.isEmpty() && problem == null && !saboteurs;
    }

    private void announce(Plan plan, Sabotage sabotage, int threads, CellSink sink) {
        if (common.quiet || common.json()) {
            return;
        }
        out().println("Plan: profile " + profile.label() + ", master seed " + seed.value() + ", "
                + plan.claims().size() + " claims, " + plan.distinctCells() + " cells, " + threads + " threads");
        for (PlannedClaim planned : plan.claims()) {
            out().println("  " + planned.card().id() + "  " + planned.cells().size() + " cells, rule "
                    + RuleHash.of(planned.card()));
        }
        if (!sabotage.content().isEmpty()) {
            out().println("  saboteurs  " + sabotage.content().size() + ", "
                    + sabotage.plan().distinctCells() + " cells, those of claims among them");
        }
        if (store.isUsed()) {
            long known = plan.cells().stream()
                    .map(Cell::key)
                    .distinct()
                    .filter(key -> sink.find(key).isPresent())
                    .count();
            out().println("Store: " + known + " of " + plan.distinctCells() + " cells are in " + store.folder());
        }
        out().flush();
    }

    private Progress progress(Plan plan) {
        boolean silent = common.quiet || common.json();
        PrintWriter to = silent
                ? new PrintWriter(PrintWriter.nullWriter())
                : spec.commandLine().getErr();
        return new Progress(to, plan.distinctCells(), "cells", !silent && Terminal.present());
    }

    private String rerunPrefix() {
        StringBuilder command =
                new StringBuilder(JAR).append(" verify --profile ").append(profile.label());
        if (!seed.isDefault()) {
            command.append(" --seed ").append(seed.value());
        }
        if (problem != null) {
            command.append(" --problem ").append(problem);
        }
        common.plugins.forEach(jar -> command.append(" --plugin ").append(jar));
        return command.toString();
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
