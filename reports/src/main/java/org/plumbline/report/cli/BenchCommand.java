package org.plumbline.report.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.stream.DoubleStream;
import org.plumbline.numeric.RefusedException;
import org.plumbline.problem.BilevelProblem;
import org.plumbline.problem.Problems;
import org.plumbline.random.SeedTree;
import org.plumbline.report.bench.Bench;
import org.plumbline.report.bench.BenchResult;
import org.plumbline.report.bench.Contender;
import org.plumbline.report.bench.Ending;
import org.plumbline.report.bench.Ground;
import org.plumbline.report.bench.Order;
import org.plumbline.report.input.AlgorithmFile;
import org.plumbline.report.render.CsvData;
import org.plumbline.report.render.JsonText;
import org.plumbline.theory.Cell;
import org.plumbline.theory.CellSink;
import org.plumbline.theory.Profile;
import org.plumbline.theory.Results;
import org.plumbline.theory.Settings;
import org.plumbline.theory.Sweep;
import org.plumbline.theory.TimeLimit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Makes a matrix of runs. */
@Command(
        name = "bench",
        description =
                "Runs methods on instances, at targets and over seeds, and prints what they drew and where they came,"
                        + " measured against the ground truth. Runs that diverge or cannot be made are results: exit code 0.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
final class BenchCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private CommonOptions common;

    @Mixin
    private SeedOption seed;

    @Mixin
    private StopOptions stop;

    @Mixin
    private SamplingOptions sampling;

    @Mixin
    private StoreOption store;

    @Mixin
    private TimeoutOption timeout;

    @Option(
            names = "--problem",
            required = true,
            arity = "1..*",
            paramLabel = "FILE|ID",
            description = "Problem files, or names from 'list problems'.")
    private List<String> problems = new ArrayList<>();

    @Option(
            names = "--algorithm",
            required = true,
            arity = "1..*",
            paramLabel = "FILE|NAME",
            description =
                    "Algorithm files, which run as they are or at every target if they follow a schedule; or names from"
                            + " 'list algorithms', whose constants the common search finds at the largest target.")
    private List<String> algorithms = new ArrayList<>();

    @Option(
            names = "--epsilon",
            paramLabel = "ε,…",
            description = "Targets of E‖∇Φ‖² ≤ ε, in (0, 1], for methods that follow a schedule (default: those of the"
                    + " files).")
    private String epsilon;

    @Option(
            names = "--seeds",
            paramLabel = "n",
            defaultValue = "10",
            description = "Runs of each row (default: ${DEFAULT-VALUE}).")
    private int seeds;

    @Option(
            names = "--profile",
            paramLabel = "quick|full",
            defaultValue = "quick",
            description =
                    "How much a search may spend, and a run whose constants were searched (default: ${DEFAULT-VALUE}).")
    private Profile profile;

    @Option(
            names = "--force",
            description = "Run also where a method's theorem says nothing about a problem, and say so.")
    private boolean force;

    @Option(names = "--to", paramLabel = "FILE.csv", description = "A new file for the rows, with all digits.")
    private Path to;

    @Option(
            names = "--long",
            paramLabel = "FILE.csv",
            description =
                    "A new file with a line for every recorded point of every run, under the names that benchopt uses.")
    private Path points;

    @Option(
            names = "--with-time",
            description = "Measure the seconds of every point, for --long; they differ from run to run.")
    private boolean withTime;

    @Override
    public Integer call() throws Exception {
        return common.withPlugins(this::bench);
    }

    private int bench() {
        Order order = order();
        if (to != null) {
            NewFile.requirePlace("--to", to);
        }
        if (points != null) {
            NewFile.requirePlace("--long", points);
        }
        int threads = common.threads();
        try (StoreOption kept = store.open(common)) {
            CellSink sink = kept.sink("bench|" + seed.value());
            kept.say(spec.commandLine().getErr());
            BenchResult result = Bench.run(order, (cells, stage) -> sweep(cells, stage, threads, sink));
            kept.say(spec.commandLine().getErr());
            BenchOutput output = new BenchOutput(result, stop.prices());
            if (to != null) {
                NewFile.write("--to", to, CsvData.of(output.table()));
            }
            if (points != null) {
                NewFile.write("--long", points, CsvData.of(BenchPoints.table(result)));
            }
            print(output);
        }
        return Main.AS_RECORDED;
    }

    private Results sweep(List<Cell> cells, Bench.Stage stage, int threads, CellSink sink) {
        boolean silent = common.quiet || common.json();
        PrintWriter err = silent
                ? new PrintWriter(PrintWriter.nullWriter())
                : spec.commandLine().getErr();
        Map<String, Cell> distinct = new LinkedHashMap<>();
        cells.forEach(cell -> distinct.putIfAbsent(cell.key(), cell));
        if (store.isUsed()) {
            long known = distinct.values().stream()
                    .filter(cell -> sink.find(cell).isPresent())
                    .count();
            err.println(
                    "Store: " + known + " of " + distinct.size() + " " + stage.things() + " are in " + store.folder());
            err.flush();
        }
        return Sweep.run(
                cells,
                threads,
                stage == Bench.Stage.RUNS ? timeout.limit() : TimeLimit.NONE,
                sink,
                new Progress(err, distinct.size(), stage.things(), !silent && Terminal.present()));
    }

    private void print(BenchOutput output) {
        PrintWriter out = spec.commandLine().getOut();
        if (common.json()) {
            out.print(JsonText.of(output.content()));
        } else {
            new BenchText(output, common.quiet).lines().forEach(out::println);
        }
        out.flush();
    }

    /** Everything is read and checked before anything runs. */
    private Order order() {
        if (withTime && points == null) {
            throw new RefusedException("--with-time must come with --long, which alone has a column for it. Maybe add"
                    + " --long points.csv.");
        }
        if (points != null && points.equals(to)) {
            throw new RefusedException(
                    "--long (" + points + ") must not be the file of --to. Maybe choose another name.");
        }
        if (seeds < 1) {
            throw new RefusedException("--seeds (" + seeds + ") must be at least 1. Maybe use 10.");
        }
        requireDistinct("--problem", problems);
        requireDistinct("--algorithm", algorithms);
        List<Double> epsilons = epsilons();
        List<Contender> contenders = algorithms.stream()
                .map(given -> Contender.resolve(given, epsilons))
                .toList();
        requireUse(contenders);
        List<Ground> grounds = problems.stream().map(this::ground).toList();
        Settings settings = new Settings(profile, seed.value());
        return new Order(grounds, contenders, epsilons, seeds, settings, this::ending, force, withTime);
    }

    private Ground ground(String given) {
        BilevelProblem problem = Problems.resolve(given);
        SamplingOptions.Sampling seen = sampling.of(problem, SeedTree.of(seed.value()));
        return new Ground(given, StoreOption.identity(given), problem, seen.oracles(), seen.words());
    }

    /** A schedule gives its own number of iterations, which the command line does not replace. */
    private Ending ending(OptionalLong iterations, boolean replaceable) {
        OptionalLong limit = replaceable ? stop.limit(iterations) : iterations;
        return new Ending(stop.within(limit), stop.words(limit));
    }

    private List<Double> epsilons() {
        double[] targets = epsilon == null ? new double[0] : NumberList.parse("--epsilon", epsilon);
        for (double target : targets) {
            if (!(target > 0 && target <= 1)) {
                throw new RefusedException(
                        "--epsilon (" + epsilon + ") must be numbers in (0, 1]. Maybe use 0.5,0.25.");
            }
        }
        List<Double> sorted = DoubleStream.of(targets)
                .boxed()
                .sorted(Comparator.reverseOrder())
                .toList();
        requireDistinct("--epsilon", sorted);
        return sorted;
    }

    /** An option that would change nothing is a misunderstanding. */
    private void requireUse(List<Contender> contenders) {
        boolean anyExplicit = false;
        boolean anyScheduled = false;
        for (Contender contender : contenders) {
            boolean explicit = contender.kind() == Contender.Kind.EXPLICIT;
            anyExplicit |= explicit;
            anyScheduled |= !explicit;
            for (AlgorithmFile file : contender.files()) {
                ending(file.iterations(), explicit);
            }
        }
        if (epsilon != null && !anyScheduled) {
            throw new RefusedException("--epsilon (" + epsilon
                    + ") must come with a method that follows a schedule, and all files have their hyper-parameters."
                    + " Maybe leave it out.");
        }
        if (stop.hasIterations() && !anyExplicit) {
            throw new RefusedException(
                    "--iterations must come with a file that has its hyper-parameters, as a schedule gives"
                            + " T itself. Maybe use --budget.");
        }
    }

    private static void requireDistinct(String option, List<?> values) {
        HashSet<Object> seen = new HashSet<>();
        for (Object value : values) {
            if (!seen.add(value)) {
                throw new RefusedException(
                        option + " (" + value + ") must be given once. Maybe remove one of the two.");
            }
        }
    }
}
