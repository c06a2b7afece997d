package org.plumbline.theory.claim.practice;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.DoubleStream;
import org.plumbline.numeric.Vectors;
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
import org.plumbline.theory.measure.Descent;
import org.plumbline.theory.measure.Landscape;
import org.plumbline.theory.measure.PlPath;

/** PRAC-2 on one task: whether the agent's loss is PL along the training of a neural policy and around it. */
record NeuralPl(ControlTask task) implements Claim {
    private static final int SCENARIOS = 32;
    private static final int FRESH_SCENARIOS = 2000;
    private static final String POSITIVE = "sine-composite/claims";
    private static final String NEGATIVE = "double-well/claims";
    private static final String CONSTANT = "constant policy";

    @Override
    public ClaimCard card() {
        return new ClaimCard(
                "PRAC-2@" + task.id(),
                "Along the training of a neural policy and around it, the agent's loss satisfies the PL inequality with a"
                        + " constant that is not far below its typical ratio.",
                "½‖∇_λ g‖²/(g − ĝ), ĝ the least loss found, at φ = 0, g over " + SCENARIOS + " fixed scenarios",
                Guarantee.UPPER_BOUND,
                Paper.at("assumption that the lower level is PL, and open question 3"),
                List.of(
                        "none: the loss is smooth, and its derivatives are exact. It is a sample average: whether two ends differ in"
                                + " expectation, too, is shown by fresh scenarios and does not enter the verdict"),
                "not supported: descents from different starts end at different losses with vanishing gradients, and the best"
                        + " constant action is a stationary point of every network with one hidden layer",
                "μ is a tenth of the median ratio along the descents of the calibration branch. NOT_SUPPORTED iff on the verdict"
                        + " branch some ratio, along a descent or at relative displacements " + PlPath.RADII
                        + ", is below μ: as ĝ ≥ g*, the true ratio is smaller still. SUPPORTED iff none is, which proves"
                        + " nothing. INCONCLUSIVE if the same rule refutes " + POSITIVE
                        + ", which is PL. Deterministic given the seeds: no false alarm but by rounding, and gaps below 1e-9 of"
                        + " the first are left out.",
                "the double well, which is not PL, must be NOT_SUPPORTED under the same rule");
    }

    /** There is nothing to certify: no constant of these losses is declared. */
    @Override
    public List<Assumption> assumptions(Settings settings) {
        return List.of();
    }

    private static int iterations(Settings settings) {
        return settings.profile() == Profile.FULL ? 3000 : 300;
    }

    private static int starts(Settings settings, String branch) {
        int verdict = settings.profile() == Profile.FULL ? 32 : 8;
        return branch.equals("verdict") ? verdict : verdict / 2;
    }

    private static SeedTree seeds(Settings settings, String branch, String name) {
        return settings.seeds(branch).child("PRAC-2").child(name);
    }

    private static String key(Settings settings, String branch, String name, int start) {
        return "pl-walk|" + name + "|start " + start + "|steps=" + iterations(settings) + '|'
                + seeds(settings, branch, name);
    }

    @Override
    public List<Cell> plan(Settings settings) {
        List<Cell> cells = new ArrayList<>();
        for (String branch : List.of("calibration", "verdict")) {
            for (int i = 0; i < starts(settings, branch); i++) {
                int start = i;
                cells.add(new Cell(key(settings, branch, task.id(), i), () -> walkTask(settings, branch, start)));
                cells.add(known(settings, branch, POSITIVE, start));
                cells.add(known(settings, branch, NEGATIVE, start));
            }
        }
        cells.add(new Cell(key(settings, "verdict", task.id() + ", " + CONSTANT, 0), () -> constant(settings)));
        return cells;
    }

    private static Cell known(Settings settings, String branch, String name, int start) {
        Supplier<CellResult> work = () -> CellResult.of(PlWalks.series(PlPath.walk(
                Landscape.of(Problems.named(name)),
                iterations(settings),
                seeds(settings, branch, name).child("start", start))));
        return new Cell(key(settings, branch, name, start), work);
    }

    /** The scenarios are the same for all descents: they are the landscape. */
    private AgentLandscape landscape(Settings settings) {
        SampleAverage average = task.sampleAverage(SCENARIOS, seeds(settings, "scenarios", task.id()).stream());
        return new AgentLandscape(task, average, new double[task.upperDimension()]);
    }

    private CellResult walkTask(Settings settings, String branch, int start) {
        PlPath path = PlPath.walk(
                landscape(settings),
                iterations(settings),
                seeds(settings, branch, task.id()).child("start", start));
        Map<String, double[]> series = new HashMap<>(PlWalks.series(path));
        series.putAll(expectation(settings, path.end()));
        return CellResult.of(series);
    }

    private Map<String, double[]> expectation(Settings settings, double[] lambda) {
        SampleAverage.Estimate fresh = task.sampleAverage(
                        FRESH_SCENARIOS, seeds(settings, "fresh scenarios", task.id()).stream())
                .losses(new double[task.upperDimension()], lambda)
                .agent();
        return Map.of("expectation", new double[] {fresh.mean()}, "error", new double[] {fresh.standardError()});
    }

    private CellResult constant(Settings settings) {
        AgentLandscape landscape = landscape(settings);
        Descent descent =
                new Descent(landscape.ofConstants(), new double[task.policy().outputs()]).run(500);
        double[] lambda = task.policy().constant(descent.lambda());
        double[] gradient = new double[lambda.length];
        double value = landscape.gradient(lambda, gradient);
        Map<String, double[]> series = new HashMap<>(expectation(settings, lambda));
        series.put("value", new double[] {value});
        series.put("square", new double[] {Vectors.squaredNorm(gradient)});
        return CellResult.of(series);
    }

    private static List<CellResult> walks(Settings settings, Results results, String branch, String name) {
        List<CellResult> walks = new ArrayList<>();
        for (int i = 0; i < starts(settings, branch); i++) {
            walks.add(results.get(key(settings, branch, name, i)));
        }
        return walks;
    }

    private static PlWalks walks(Settings settings, Results results, String name) {
        return new PlWalks(walks(settings, results, "calibration", name), walks(settings, results, "verdict", name));
    }

    @Override
    public Evidence judge(Settings settings, Results results) {
        PlWalks walks = walks(settings, results, task.id());
        PlWalks positive = walks(settings, results, POSITIVE);
        PlWalks negative = walks(settings, results, NEGATIVE);
        CellResult constant = results.get(key(settings, "verdict", task.id() + ", " + CONSTANT, 0));
        boolean blind = positive.refuted();
        String reason = describe(task.id(), walks)
                + String.format(
                        Locale.ROOT,
                        " On fresh scenarios the descents end between %.3f and %.3f (standard error %.3f). The best constant"
                                + " policy lies %.3g above the least loss with ‖∇g‖² = %.2g.",
                        fresh(walks, "expectation").min().orElseThrow(),
                        fresh(walks, "expectation").max().orElseThrow(),
                        fresh(walks, "error").max().orElseThrow(),
                        constant.value("value") - walks.least(),
                        constant.value("square"));
        return new Evidence(
                blind ? Verdict.INCONCLUSIVE : walks.refuted() ? Verdict.NOT_SUPPORTED : Verdict.SUPPORTED,
                (blind ? "The meter refutes a landscape that is PL. " : "") + reason,
                new Evidence.Effect("worst ratio over μ", walks.worst() / walks.mu(), Optional.empty()),
                List.of(new Evidence.Control("double well", negative.refuted(), describe("the double well", negative))),
                "a single ratio below μ refutes; where none is met, nothing is known of points that were not looked at. "
                        + describe(POSITIVE + ", the positive control", positive),
                "branches 'calibration', 'verdict', 'scenarios' and 'fresh scenarios' of master seed "
                        + settings.masterSeed(),
                Map.of(),
                List.of(PlViews.alongTraining(walks)),
                List.of(
                        PlViews.quantiles(Map.of(task.id(), walks, POSITIVE, positive, NEGATIVE, negative)),
                        PlViews.ends(walks, constant),
                        PlViews.groundTruth(walks)));
    }

    private static DoubleStream fresh(PlWalks walks, String of) {
        return walks.verdict().stream().mapToDouble(walk -> walk.value(of));
    }

    private static String describe(String name, PlWalks walks) {
        return String.format(
                Locale.ROOT,
                "Worst ratio on %s: %.3g, %.3g of μ = %.3g.",
                name,
                walks.worst(),
                walks.worst() / walks.mu(),
                walks.mu());
    }
}
