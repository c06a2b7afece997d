package org.plumbline.report.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.plumbline.algorithm.AlgorithmSpec;
import org.plumbline.algorithm.Algorithms;
import org.plumbline.numeric.RefusedException;
import org.plumbline.problem.Problems;
import org.plumbline.report.build.FamilyWise;
import org.plumbline.report.build.ReportBuilder;
import org.plumbline.report.build.RuleHash;
import org.plumbline.report.build.Run;
import org.plumbline.report.gate.GateFile;
import org.plumbline.report.gate.PlumblineGate;
import org.plumbline.report.model.Report;
import org.plumbline.report.model.SaboteurRow;
import org.plumbline.report.regression.BaselineRecorder;
import org.plumbline.report.regression.Durations;
import org.plumbline.report.regression.Expectations;
import org.plumbline.report.render.JsonText;
import org.plumbline.report.render.ReportDirectory;
import org.plumbline.report.render.ReportFiles;
import org.plumbline.report.verify.Plan;
import org.plumbline.report.verify.PlannedClaim;
import org.plumbline.report.verify.Sabotage;
import org.plumbline.report.verify.Shard;
import org.plumbline.report.verify.Verification;
import org.plumbline.theory.CellSink;
import org.plumbline.theory.Claim;
import org.plumbline.theory.Claims;
import org.plumbline.theory.Profile;
import org.plumbline.theory.Settings;
import org.plumbline.theory.Table;
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
    @Spec
    private CommandSpec spec;

    @Mixin
    private CommonOptions common;

    @Option(
            names = "--profile",
            paramLabel = "quick|full|calibrate",
            defaultValue = "quick",
            description = "How much is spent (default: ${DEFAULT-VALUE}); calibrate repeats the quick profile on many"
                    + " master seeds and counts wrong decisions.")
    private Spending spending;

    @Option(
            names = "--saboteurs",
            description =
                    "Put broken variants before the claims that must reject them; alone, nothing else is run. With all"
                            + " claims they always run.")
    private boolean saboteurs;

    @Option(
            names = "--record",
            paramLabel = "FILE",
            description = "Write the effects and costs of this run into an expectations file, as what later runs are"
                    + " compared with; verdicts and reasons in it stay as they are. With --profile calibrate: the"
                    + " verdicts' counts into a calibration file.")
    private Path record;

    @Option(
            names = "--shard",
            paramLabel = "i/n",
            description = "Only every n-th cell, from the i-th, into the store, and no report: for one of n machines.")
    private String shard;

    @Mixin
    private ClaimOptions chosen;

    @Mixin
    private StoreOption store;

    @Mixin
    private TimeoutOption timeout;

    @Mixin
    private BenchmarksOption benchmarks;

    @Mixin
    private DurationsOption durations;

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
        Profile profile = spending.profile();
        Settings settings = chosen.settings(profile);
        List<Claim> claims = onlySaboteurs() ? List.of() : chosen.claims();
        Expectations expectations = chosen.expectations(profile, claims);
        if (spending == Spending.CALIBRATE) {
            return calibrate(claims, settings, expectations);
        }
        if (shard != null) {
            return runPart(claims, settings);
        }
        try (ReportDirectory place = ReportDirectory.reserve(common.out);
                StoreOption kept = store.open(common)) {
            long start = System.nanoTime();
            List<Table> speeds = benchmarks.read();
            List<GateFile> gate = gated() ? GateFile.recorded() : List.of();
            announceSearch(claims);
            Plan plan = Plan.of(claims, settings);
            Sabotage sabotage = Sabotage.of(saboteurs || complete() ? catalogue.get() : List.of(), settings);
            Map<String, Object> content = plan.content();
            content.put("saboteurs", sabotage.content());
            content.put(
                    "gate",
                    gate.stream()
                            .flatMap(file -> file.entries().keySet().stream())
                            .toList());
            place.write("plan.json", JsonText.of(content).getBytes(StandardCharsets.UTF_8));
            CellSink sink = kept.sink(context());
            kept.say(spec.commandLine().getErr());
            announce(plan, sabotage, gate, threads, sink);
            Durations known = Durations.recorded(profile);
            if (!common.quiet && !common.json()) {
                out().println(DurationsOption.estimate(
                        chosen.isAsRecorded() ? known : Durations.none(),
                        complete()
                                ? List.of(Durations.WHOLE)
                                : claims.stream()
                                        .map(claim -> claim.card().id())
                                        .toList(),
                        threads));
                out().flush();
            }
            Verification finished = Verification.run(
                    plan, plan.longestFirst(known::of), threads, timeout.limit(), sink, progress(plan));
            Run run = new Run(
                    settings, FamilyWise.corrected(finished.judge()), complete(), finished.drawn(), rerunPrefix());
            List<SaboteurRow> broken = sabotage.run(threads, timeout.limit(), sink, progress(sabotage.plan()));
            Report report = ReportBuilder.build(
                    run,
                    expectations,
                    Algorithms.all().stream().map(AlgorithmSpec::card).toList(),
                    broken,
                    gate.stream()
                            .flatMap(file -> PlumblineGate.lines(file, threads).stream())
                            .toList(),
                    chosen.calibrations(),
                    Machine.now(threads, Duration.ofNanos(System.nanoTime() - start))
                            .with(finished.slowest())
                            .with(speeds));
            Path folder = place.publish(ReportFiles.of(report));
            kept.say(spec.commandLine().getErr());
            if (record != null) {
                recordBaseline(report);
            }
            recordDurations(finished, threads * (System.nanoTime() - start) * 1e-9);
            Outcome.print(report, folder, common, out());
            return report.asExpected() ? Main.AS_RECORDED : Main.DIFFERS;
        }
    }

    private int calibrate(List<Claim> claims, Settings settings, Expectations expectations) throws IOException {
        if (saboteurs) {
            throw new RefusedException("--saboteurs must go with quick or full. Maybe leave out --profile calibrate.");
        }
        if (timeout.isGiven()) {
            throw new RefusedException(
                    "--timeout must go with quick or full: how often a claim errs is not to depend on a"
                            + " clock. Maybe leave out --profile calibrate.");
        }
        try (StoreOption kept = store.open(common)) {
            kept.say(spec.commandLine().getErr());
            CalibrationRun run = new CalibrationRun(
                    claims, settings, expectations, shard(), common, total -> progress(total, "repetitions"), out());
            return run.run(kept.sink(context()), record);
        }
    }

    /** Cells of claims and saboteurs, without a verdict: other machines have the rest. */
    private int runPart(List<Claim> claims, Settings settings) {
        Plan plan = Plan.of(claims, settings);
        Sabotage sabotage = Sabotage.of(saboteurs || complete() ? catalogue.get() : List.of(), settings);
        Plan part = Plan.joined(plan, sabotage.plan()).part(shard());
        try (StoreOption kept = store.open(common)) {
            Verification.run(
                    part,
                    common.threads(),
                    timeout.limit(),
                    kept.sink(context()),
                    progress(part.distinctCells(), "cells"));
            kept.say(spec.commandLine().getErr());
        }
        out().println("Part " + shard + ": " + part.distinctCells()
                + " cells are in the store. Join the stores of all parts with merge, and run without --shard.");
        out().flush();
        return Main.AS_RECORDED;
    }

    private Shard shard() {
        Shard part = shard == null ? Shard.WHOLE : Shard.of(shard);
        if (shard != null && !store.isChosen()) {
            throw new RefusedException("--shard (" + shard + ") must go with --store, which keeps what this part finds."
                    + " Maybe use --store .plumbline.");
        }
        return part;
    }

    private String context() {
        return chosen.context(spending.profile());
    }

    /** Refused before anything is run. */
    private void checkRecord() throws IOException {
        durations.check(spending != Spending.CALIBRATE && shard == null && chosen.isAsRecorded());
        if (record == null) {
            return;
        }
        if (!chosen.isAsRecorded()) {
            throw new RefusedException("--record (" + record + ") must go with the recorded master seed and claims."
                    + " Maybe leave out --seed, --problem and --epsilon.");
        }
        if (shard != null) {
            throw new RefusedException("--record (" + record
                    + ") must go with a whole run, as a part decides nothing. Maybe leave out --shard.");
        }
        if (!Files.isRegularFile(record)) {
            throw new RefusedException("--record (" + record
                    + ") must be an expectations file, or with calibrate a calibration file. Maybe check the path.");
        }
    }

    private void recordBaseline(Report report) throws IOException {
        String today = LocalDate.now(ZoneOffset.UTC).toString();
        BaselineRecorder.Recorded recorded = BaselineRecorder.record(Files.readString(record), report, today);
        Files.writeString(record, recorded.text());
        if (!recorded.missing().isEmpty()) {
            PrintWriter err = spec.commandLine().getErr();
            err.println("Not recorded, as " + record + " has no line with verdict and why for them under "
                    + spending.profile().label() + ": " + String.join(", ", recorded.missing()));
            err.flush();
        }
    }

    private void recordDurations(Verification finished, double whole) throws IOException {
        Map<String, Double> took = new TreeMap<>(finished.seconds());
        if (complete()) {
            took.put(Durations.WHOLE, whole);
        }
        durations.write(spending.profile(), took);
    }

    private boolean onlySaboteurs() {
        return saboteurs && chosen.isEveryClaim();
    }

    /** Whether every registered claim is run. */
    private boolean complete() {
        return chosen.isEveryClaim() && !saboteurs;
    }

    /** The gate has seeds of its own, and is part of what is recorded on the default one. */
    private boolean gated() {
        return complete() && chosen.isAsRecorded();
    }

    /** The plan is printed when it is made, and some claims take a while to make theirs. */
    private void announceSearch(List<Claim> claims) {
        if (chosen.problem().isEmpty() || common.quiet || common.json()) {
            return;
        }
        Set<String> always = Claims.on(Problems.resolve(chosen.problem())).stream()
                .map(claim -> claim.card().id())
                .collect(Collectors.toSet());
        if (claims.stream().anyMatch(claim -> !always.contains(claim.card().id()))) {
            out().println("Planning: rate claims, and LEM-1, first search for constants of a schedule on "
                    + chosen.problem());
            out().flush();
        }
    }

    private void announce(Plan plan, Sabotage sabotage, List<GateFile> gate, int threads, CellSink sink) {
        if (common.quiet || common.json()) {
            return;
        }
        out().println("Plan: profile " + spending.profile().label() + ", master seed "
                + plan.settings().masterSeed() + ", " + plan.claims().size() + " claims, " + plan.distinctCells()
                + " cells, " + threads + " threads");
        for (PlannedClaim planned : plan.claims()) {
            out().println("  " + planned.card().id() + "  " + planned.cells().size() + " cells, rule "
                    + RuleHash.of(planned.card()));
        }
        if (!sabotage.content().isEmpty()) {
            out().println("  saboteurs  " + sabotage.content().size() + ", "
                    + sabotage.plan().distinctCells() + " cells, those of claims among them");
        }
        int cases = gate.stream().mapToInt(file -> file.entries().size()).sum();
        if (cases > 0) {
            out().println("  gate  " + cases + " cases");
        }
        if (store.isUsed()) {
            long known = plan.distinct().stream()
                    .filter(cell -> sink.find(cell).isPresent())
                    .count();
            out().println("Store: " + known + " of " + plan.distinctCells() + " cells are in " + store.folder());
        }
        out().flush();
    }

    private Progress progress(Plan plan) {
        return progress(plan.distinctCells(), "cells");
    }

    private Progress progress(long total, String things) {
        boolean silent = common.quiet || common.json();
        PrintWriter to = silent
                ? new PrintWriter(PrintWriter.nullWriter())
                : spec.commandLine().getErr();
        return new Progress(to, total, things, !silent && Terminal.present());
    }

    private String rerunPrefix() {
        return chosen.rerunPrefix(spending.profile(), common.plugins);
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
