package org.plumbline.report.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.plumbline.algorithm.AlgorithmSpec;
import org.plumbline.algorithm.Algorithms;
import org.plumbline.report.build.FamilyWise;
import org.plumbline.report.build.ReportBuilder;
import org.plumbline.report.build.Run;
import org.plumbline.report.model.Report;
import org.plumbline.report.model.SaboteurRow;
import org.plumbline.report.render.JsonText;
import org.plumbline.report.render.ReportDirectory;
import org.plumbline.report.render.ReportFiles;
import org.plumbline.report.store.CellCode;
import org.plumbline.report.store.FileStore;
import org.plumbline.report.store.Stores;
import org.plumbline.report.verify.Plan;
import org.plumbline.report.verify.Sabotage;
import org.plumbline.report.verify.Verification;
import org.plumbline.theory.CellSink;
import org.plumbline.theory.Claim;
import org.plumbline.theory.Profile;
import org.plumbline.theory.Settings;
import org.plumbline.theory.Table;
import org.plumbline.theory.TimeLimit;
import org.plumbline.theory.saboteur.Saboteurs;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** A report of what a store holds. */
@Command(
        name = "report",
        description = "Writes a report of the finished cells in a store, and runs nothing: claims of which cells are"
                + " missing are NOT_RUN, and say how many.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
final class ReportCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private CommonOptions common;

    @Mixin
    private ClaimOptions chosen;

    @Option(names = "--from", paramLabel = "DIR", required = true, description = "The store.")
    private Path store;

    @Option(
            names = "--profile",
            paramLabel = "quick|full",
            defaultValue = "quick",
            description = "The profile of the run that left it (default: ${DEFAULT-VALUE}).")
    private Profile profile;

    @Mixin
    private BenchmarksOption benchmarks;

    @Override
    public Integer call() throws Exception {
        return common.withPlugins(this::report);
    }

    private int report() throws IOException {
        Stores.requireThere(store);
        Settings settings = chosen.settings(profile);
        List<Claim> claims = chosen.claims();
        try (ReportDirectory place = ReportDirectory.reserve(common.out);
                FileStore opened = FileStore.open(store)) {
            long start = System.nanoTime();
            List<Table> speeds = benchmarks.read();
            CellSink sink = opened.in(chosen.context(profile), new CellCode(common.plugins));
            Plan plan = Plan.of(claims, settings);
            Verification found = Verification.found(plan, common.threads(), sink);
            Sabotage sabotage = Sabotage.of(chosen.isEveryClaim() ? Saboteurs.all() : List.of(), settings);
            Map<String, Object> content = plan.content();
            content.put("saboteurs", sabotage.content());
            place.write("plan.json", JsonText.of(content).getBytes(StandardCharsets.UTF_8));
            Run run = new Run(
                    settings,
                    FamilyWise.corrected(found.judge()),
                    chosen.isEveryClaim(),
                    found.drawn(),
                    chosen.rerunPrefix(profile, common.plugins));
            Report report = ReportBuilder.build(
                    run,
                    chosen.expectations(profile, claims),
                    Algorithms.all().stream().map(AlgorithmSpec::card).toList(),
                    caught(sabotage, sink),
                    List.of(),
                    chosen.calibrations(),
                    Machine.now(common.threads(), Duration.ofNanos(System.nanoTime() - start))
                            .with(speeds));
            Path folder = place.publish(ReportFiles.of(report));
            say(opened, found, plan);
            Outcome.print(report, folder, common, spec.commandLine().getOut());
            return report.asExpected() ? Main.AS_RECORDED : Main.DIFFERS;
        }
    }

    /** Of broken variants all is there, or none is shown: one that was not run is none that survived. */
    private List<SaboteurRow> caught(Sabotage sabotage, CellSink sink) {
        int missing = Verification.found(sabotage.plan(), 1, sink).missing();
        return missing > 0 ? List.of() : sabotage.run(common.threads(), TimeLimit.NONE, sink, done -> {});
    }

    private void say(FileStore opened, Verification found, Plan plan) {
        PrintWriter err = spec.commandLine().getErr();
        opened.takeNotices().forEach(err::println);
        if (found.missing() > 0) {
            err.println("Missing: " + found.missing() + " of " + plan.distinctCells() + " cells are not in " + store
                    + ", of this state of the code.");
        }
        err.flush();
    }
}
