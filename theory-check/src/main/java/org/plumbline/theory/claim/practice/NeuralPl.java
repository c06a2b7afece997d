package org.plumbline.theory.claim.practice;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.DoubleStream;
import org.plumbline.problem.Problems;
import org.plumbline.problem.control.ControlTask;
import org.plumbline.problem.control.SampleAverage;
import org.plumbline.random.SeedTree;
import org.plumbline.theory.Assumption;
import org.plumbline.theory.Cell;
import org.plumbline.theory.CellResult;
import org.plumbline.theory.Claim;
import org.plumbline.theory.ClaimCard;
import org.plumbline.theory.Evidence;
import org.plumbline.theory.Guarantee;
import org.plumbline.theory.Profile;
import org.plumbline.theory.Results;
import org.plumbline.theory.Settings;
import org.plumbline.theory.Verdict;
import org.plumbline.theory.claim.Paper;
import org.plumbline.theory.measure.Landscape;
import org.plumbline.theory.measure.PlPath;
import org.plumbline.theory.measure.PlStationary;
import org.plumbline.theory.statistics.Power;

/** PRAC-2 on one task: what is seen of PL along the training of a neural policy, alone and in Algorithm 1, and around it. */
record NeuralPl(ControlTask task) implements Claim {
    private static final int SCENARIOS = 32;
    private static final int FRESH_SCENARIOS = 2000;
    private static final List<String> POSITIVE = List.of("karimi/claims", "soft-mdp/claims", "sine-composite/claims");
    private static final String NEGATIVE = "double-well/claims";

    /** Relative distance of the second control from the best constant policy. */
    private static final double NEAR = 0.03;

    @Override
    public ClaimCard card() {
        return new ClaimCard(
                "PRAC-2@" + task.id(),
                "Training a neural policy, alone or in Algorithm 1, meets no stationary point that has a gap, nor is one found by a"
                        + " search from where it passes.",
                "least ½‖∇_λ g‖²/(g − ĝ), ĝ the least loss found, along descents at φ = "
                        + Arrays.toString(task.movingPhi())
                        + ", at (φ_t, λ_t) of runs of CURVE-1,"
                        + " and around both; g over " + SCENARIOS + " fixed scenarios",
                Guarantee.UPPER_BOUND,
                Paper.at("assumption that the lower level is PL, and open question 3"),
                List.of(
                        "none: the loss is smooth, and its derivatives are exact. It is a sample average: whether two ends differ in"
                                + " expectation, too, is shown by fresh scenarios and does not enter the verdict"),
                "supported, and not because PL holds: weights grow, gradients fall slowly, and the stationary point that is"
                        + " known, the best constant policy, is not passed. PL with any constant above the least ratio is"
                        + " refuted, whatever the verdict",
                String.format(
                        Locale.ROOT,
                        "NOT_SUPPORTED iff some ratio is at most L̂/%.0e, L̂ the largest curvature met: as ĝ ≥ g* and L̂ ≤ L, no"
                                + " L and μ with L/μ below %.0e are left then. SUPPORTED iff none is, which proves nothing of smaller"
                                + " constants. No landscape that is PL with L/μ below %.0e can be refuted, and every PL instance of"
                                + " the catalogue declares less. INCONCLUSIVE if the rule refutes one of %s all the same, each in"
                                + " its region. Deterministic given the seeds: no false alarm but by rounding, and gaps below 1e-9"
                                + " of the largest are left out.",
                        PlWalks.CONDITION,
                        PlWalks.CONDITION,
                        PlWalks.CONDITION,
                        POSITIVE),
                "two landscapes must be NOT_SUPPORTED under the same rule: the double well, and the same network where the search"
                        + " starts near the best constant policy");
    }

    /** There is nothing to certify: no constant of these losses is declared. */
    @Override
    public List<Assumption> assumptions(Settings settings) {
        return List.of();
    }

    private static boolean full(Settings settings) {
        return settings.profile() == Profile.FULL;
    }

    private static int iterations(Settings settings) {
        return full(settings) ? 3000 : 150;
    }

    private static int starts(Settings settings) {
        return full(settings) ? 32 : 5;
    }

    /** A step of a search costs as much as a hundred of a descent; only the first descents are searched around. */
    private static int searchSteps(Settings settings, int start) {
        boolean searched = start < (full(settings) ? 16 : 2);
        return searched ? full(settings) ? 60 : 8 : 0;
    }

    private static SeedTree seeds(Settings settings, String name) {
        return settings.seeds("verdict")
                .child("PRAC-2")
                .child("stationary points")
                .child(name);
    }

    private static String key(Settings settings, String name, int start) {
        return "pl-walk|" + name + "|start " + start + "|steps=" + iterations(settings) + "|searches="
                + searchSteps(settings, start) + '|' + seeds(settings, name);
    }

    private String nearConstantKey(Settings settings) {
        return "pl-near-constant|" + task.id() + '|' + seeds(settings, task.id());
    }

    private List<PlOfTraining> trainings(Settings settings) {
        return DesignersLearn.runs(task, settings, true).stream()
                .limit(full(settings) ? 10 : 3)
                .map(run -> new PlOfTraining(run, full(settings) ? 1000 : 40, full(settings) ? 60 : 6))
                .toList();
    }

    @Override
    public List<Cell> plan(Settings settings) {
        List<Cell> cells = new ArrayList<>();
        for (int i = 0; i < starts(settings); i++) {
            int start = i;
            cells.add(new Cell(key(settings, task.id(), i), () -> walkTask(settings, start)));
            POSITIVE.forEach(name -> cells.add(known(settings, name, start)));
            cells.add(known(settings, NEGATIVE, start));
        }
        cells.add(new Cell(nearConstantKey(settings), () -> nearConstant(settings)));
        trainings(settings).forEach(training -> cells.add(new Cell(training.key(), training::measure)));
        return cells;
    }

    private static Cell known(Settings settings, String name, int start) {
        Supplier<CellResult> work = () -> CellResult.of(PlWalks.series(PlPath.walk(
                Landscape.of(Problems.named(name)),
                iterations(settings),
                searchSteps(settings, start),
                seeds(settings, name).child("start", start))));
        return new Cell(key(settings, name, start), work);
    }

    /** The scenarios are the same for all descents: they are the landscape. */
    private AgentLandscape landscape(Settings settings) {
        SampleAverage average = task.sampleAverage(SCENARIOS, seeds(settings, task.id()).child("scenarios").stream());
        return new AgentLandscape(task, average, task.movingPhi());
    }

    private CellResult walkTask(Settings settings, int start) {
        PlPath path = PlPath.walk(
                landscape(settings),
                iterations(settings),
                searchSteps(settings, start),
                seeds(settings, task.id()).child("start", start));
        Map<String, double[]> series = new HashMap<>(PlWalks.series(path));
        SampleAverage.Estimate fresh = task.sampleAverage(
                        FRESH_SCENARIOS, seeds(settings, task.id()).child("fresh scenarios").stream())
                .losses(task.movingPhi(), path.end())
                .agent();
        series.put("expectation", new double[] {fresh.mean()});
        series.put("error", new double[] {fresh.standardError()});
        return CellResult.of(series);
    }

    private CellResult nearConstant(Settings settings) {
        AgentLandscape landscape = landscape(settings);
        double[] start = landscape.bestConstant();
        double[] network = landscape.start(seeds(settings, task.id()).child("near").stream());
        for (int i = 0; i < start.length; i++) {
            start[i] += NEAR * network[i];
        }
        PlStationary found = PlStationary.search(landscape, start, 30);
        List<List<PlPath.Seen>> nothing =
                PlPath.RADII.stream().map(radius -> List.<PlPath.Seen>of()).toList();
        return CellResult.of(
                PlWalks.series(new PlPath(List.of(), nothing, found.points(), found.curvature(), found.end())));
    }

    private static PlWalks walks(Settings settings, Results results, String name) {
        List<CellResult> walks = new ArrayList<>();
        for (int i = 0; i < starts(settings); i++) {
            walks.add(results.get(key(settings, name, i)));
        }
        return PlWalks.of(walks);
    }

    @Override
    public Evidence judge(Settings settings, Results results) {
        Map<String, PlWalks> looked = new TreeMap<>();
        PlWalks walks = walks(settings, results, task.id());
        looked.put(task.id() + ", φ = " + Arrays.toString(task.movingPhi()), walks);
        List<CellResult> runs = trainings(settings).stream()
                .map(training -> results.get(training.key()))
                .toList();
        PlOfTraining.TIMES.forEach(
                time -> looked.put(task.id() + ", Algorithm 1 at " + time + " tenths", PlOfTraining.at(runs, time)));
        Map<String, PlWalks> positive = new TreeMap<>();
        POSITIVE.forEach(name -> positive.put(name, walks(settings, results, name)));
        PlWalks negative = walks(settings, results, NEGATIVE);
        PlWalks near = new PlWalks(List.of(results.get(nearConstantKey(settings))), walks.least());
        boolean blind = positive.values().stream().anyMatch(PlWalks::refuted);
        boolean refuted = looked.values().stream().anyMatch(PlWalks::refuted);
        Map<String, PlWalks> all = new TreeMap<>(looked);
        all.putAll(positive);
        all.put(NEGATIVE, negative);
        all.put(task.id() + ", near the best constant policy", near);
        double least =
                looked.values().stream().mapToDouble(PlWalks::worst).min().orElseThrow();
        return new Evidence(
                blind ? Verdict.INCONCLUSIVE : refuted ? Verdict.NOT_SUPPORTED : Verdict.SUPPORTED,
                (blind ? "The meter refutes a landscape that is PL. " : "") + reason(least, looked, walks),
                new Evidence.Effect("least ratio ½‖∇g‖²/(g − ĝ)", least, Optional.empty()),
                List.of(
                        new Evidence.Control("double well", negative.refuted(), describe("the double well", negative)),
                        new Evidence.Control(
                                "search near the best constant policy",
                                near.refuted(),
                                describe("a search near the best constant policy", near))),
                Power.atPoints(String.format(
                                Locale.ROOT,
                                "a ratio of at most L̂/%.0e, L̂ the largest curvature met,",
                                PlWalks.CONDITION))
                        + "; a stationary point that no search comes to is not seen",
                "branch 'verdict/PRAC-2' of master seed " + settings.masterSeed() + ", and runs of CURVE-1",
                Map.of(),
                List.of(PlViews.alongDescents(walks), PlViews.alongTraining(runs)),
                List.of(PlViews.quantiles(all), PlViews.ends(walks), PlViews.groundTruth(walks)));
    }

    private static String reason(double least, Map<String, PlWalks> looked, PlWalks walks) {
        return String.format(
                Locale.ROOT,
                "PL with any constant above %.2g is refuted; L/μ is at least %.2g. The median ratio along descents is %.2g."
                        + " On fresh scenarios the descents end between %.3f and %.3f (standard error %.3f).",
                least,
                looked.values().stream().mapToDouble(PlWalks::condition).max().orElseThrow(),
                walks.median(PlWalks.PATH),
                fresh(walks, "expectation").min().orElseThrow(),
                fresh(walks, "expectation").max().orElseThrow(),
                fresh(walks, "error").max().orElseThrow());
    }

    private static DoubleStream fresh(PlWalks walks, String of) {
        return walks.walks().stream().mapToDouble(walk -> walk.value(of));
    }

    private static String describe(String name, PlWalks walks) {
        return String.format(
                Locale.ROOT,
                "On %s the least ratio is %.2g and the largest curvature %.2g.",
                name,
                walks.worst(),
                walks.curvature());
    }
}
