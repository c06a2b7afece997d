package org.plumbline.report.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import org.plumbline.numeric.RefusedException;
import org.plumbline.problem.BilevelProblem;
import org.plumbline.random.SeedTree;
import org.plumbline.report.input.AlgorithmFile;
import org.plumbline.report.render.JsonText;
import org.plumbline.report.trial.Trial;
import org.plumbline.report.trial.TrialResult;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Makes one run of one method on one instance. */
@Command(
        name = "run",
        description = "Makes one run of a method on an instance and prints what it drew and where it came, measured"
                + " against the ground truth. A run that diverges or cannot be made is a result: exit code 0.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
final class RunCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private CommonOptions common;

    @Mixin
    private ProblemOption problem;

    @Mixin
    private SeedOption seed;

    @Mixin
    private StopOptions stop;

    @Mixin
    private SamplingOptions sampling;

    @Option(
            names = "--algorithm",
            required = true,
            paramLabel = "FILE|NAME",
            description = "An algorithm file, or a name from 'list algorithms'.")
    private String algorithm;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            split = ",",
            description = "Hyper-parameters, by the keys of an algorithm file; they go before those of the file.")
    private List<String> settings = new ArrayList<>();

    @Option(
            names = "--every",
            paramLabel = "K",
            description = "A row for every K-th outer iteration (default: a power of two with some 20 to 40 rows).")
    private Long every;

    @Option(
            names = "--force",
            description = "Run also where the method's theorem says nothing about the problem, and say so.")
    private boolean force;

    @Option(names = "--to", paramLabel = "FILE.csv", description = "A new file for the rows, with all digits.")
    private Path to;

    @Override
    public Integer call() throws Exception {
        return common.withPlugins(this::run);
    }

    private int run() {
        if (every != null && every < 1) {
            throw new RefusedException("--every (" + every + ") must be at least 1. Maybe leave it out.");
        }
        AlgorithmFile file =
                AlgorithmFile.resolve(algorithm, KeyValues.parse("--set", settings, "sigma=0.1,batch=100"));
        BilevelProblem instance = problem.resolve();
        SeedTree seeds = SeedTree.of(seed.value());
        SamplingOptions.Sampling seen = sampling.of(instance, seeds);
        Trial trial = new Trial(
                instance,
                seen.oracles(),
                file.spec(),
                file.method(),
                stop.rule(file.iterations()),
                seeds,
                every == null ? OptionalLong.empty() : OptionalLong.of(every),
                force,
                false);
        if (to != null) {
            NewFile.requirePlace("--to", to);
        }
        Progress progress = progress(stop.limit(file.iterations()));
        TrialResult result = trial.run(progress);
        progress.end();
        RunOutput output = new RunOutput(trial, file, seen.words(), seed.value(), stop.prices(), result);
        if (to != null) {
            NewFile.write("--to", to, output.csv());
        }
        print(output);
        return Main.AS_RECORDED;
    }

    private void print(RunOutput output) {
        PrintWriter out = spec.commandLine().getOut();
        if (common.json()) {
            out.print(JsonText.of(output.content()));
        } else {
            new RunText(output, common.quiet).lines().forEach(out::println);
        }
        out.flush();
    }

    /** Without a limit on the iterations there is no telling how far the run is. */
    private Progress progress(OptionalLong limit) {
        boolean silent = common.quiet || common.json() || limit.isEmpty();
        PrintWriter to = silent
                ? new PrintWriter(PrintWriter.nullWriter())
                : spec.commandLine().getErr();
        return new Progress(to, limit.orElse(0), "outer iterations", !silent && Terminal.present());
    }
}
