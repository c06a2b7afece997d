package org.plumbline.theory.claim.practice;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.plumbline.numeric.Vectors;
import org.plumbline.problem.control.ControlTask;
import org.plumbline.problem.control.SampleAverage;
import org.plumbline.random.SeedTree;
import org.plumbline.source.Citation;
import org.plumbline.source.Citation.Provenance;
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
import org.plumbline.theory.Table;
import org.plumbline.theory.Verdict;
import org.plumbline.theory.measure.Descent;
import org.plumbline.theory.measure.PlPath;
import org.plumbline.theory.measure.PlStationary;
import org.plumbline.theory.statistics.Power;

/**
 * PRAC-2 on the whole space: at the best constant policy all gradients vanish, and a network that uses what it observes costs less,
 * so that no \(\mu \gt 0\) satisfies the PL inequality. The proof stands in docs/theory.md, section "Control tasks".
 */
record ConstantPolicyPl(ControlTask task) implements Claim {
    private static final int SCENARIOS = 32;
    private static final int FRESH_SCENARIOS = 2000;

    /** One per cent over both tasks. */
    private static final double LEVEL = 0.01 / 2;

    private static final double NEAR = 0.01;

    /** What is looked at. */
    private enum Place {
        BEST("best constant policy", false),
        REWRITTEN("the same policy behind a random hidden layer", true),
        ONE_STEP("best constant policy, horizon 1", false);

        private final String label;
        private final boolean hidden;

        Place(String label, boolean hidden) {
            this.label = label;
            this.hidden = hidden;
        }
    }

    @Override
    public ClaimCard card() {
        return new ClaimCard(
                "PRAC-2@" + task.id() + "-constant",
                "The best constant policy is a stationary point that costs more than a network does: no PL constant holds on all of"
                        + " ℝᵈ.",
                "‖∇_λ g‖² at the best constant policy, over " + SCENARIOS
                        + " scenarios and at φ = " + Arrays.toString(task.movingPhi())
                        + "; its cost less that of a trained network, over " + FRESH_SCENARIOS
                        + " fresh scenarios",
                Guarantee.SEPARATION,
                new Citation(
                        "derived",
                        "docs/theory.md, section 8.12, \"No such network is PL on all of ℝᵈ\"",
                        Provenance.DERIVED),
                List.of("none: that the gradient vanishes is proved, and what is measured is the gap"),
                "derivatives in W₁, b₁ and W₂ are exactly 0, that in b₂ is rounding, and feedback saves something",
                String.format(
                        Locale.ROOT,
                        "NOT_SUPPORTED iff a derivative in W₁, b₁ or W₂ is not exactly 0, or ½‖∇g‖²/(g − ĝ) is above L̂/%.0e, L̂ the"
                                + " curvature nearby and ĝ the network's cost, or the gap on fresh scenarios is below 0. SUPPORTED"
                                + " iff none of this and the gap is above 0. The gap's bounds are one-sided at level %s each, normal,"
                                + " with the sum of both standard errors, which is at least that of a difference over common"
                                + " scenarios; both tasks together have 0.01.",
                        PlWalks.CONDITION,
                        LEVEL),
                "the same policy with a random hidden layer, of which nothing reaches the output, must be NOT_SUPPORTED, as it is"
                        + " not stationary; the task with horizon 1, where feedback saves nothing, must not be SUPPORTED");
    }

    @Override
    public List<Assumption> assumptions(Settings settings) {
        return List.of();
    }

    private String key(Settings settings, Place place) {
        return "pl-constant|" + task.id() + '|' + place + "|steps=" + steps(settings) + '|' + seeds(settings);
    }

    private SeedTree seeds(Settings settings) {
        return settings.seeds("verdict")
                .child("PRAC-2")
                .child("constant policy")
                .child(task.id());
    }

    private static int steps(Settings settings) {
        return settings.profile() == Profile.FULL ? 1000 : 100;
    }

    @Override
    public List<Cell> plan(Settings settings) {
        List<Cell> cells = new ArrayList<>();
        for (Place place : Place.values()) {
            cells.add(new Cell(key(settings, place), () -> look(settings, place)));
        }
        return cells;
    }

    private ControlTask played(Place place) {
        return place == Place.ONE_STEP
                ? new ControlTask(
                        task.id() + ", one step",
                        task.system(),
                        task.policy(),
                        task.exploration(),
                        task.discount(),
                        1,
                        task.costs(),
                        task.startPhi(),
                        task.movingPhi())
                : task;
    }

    private CellResult look(Settings settings, Place place) {
        SeedTree seeds = seeds(settings);
        ControlTask played = played(place);
        double[] phi = task.movingPhi();
        AgentLandscape landscape =
                new AgentLandscape(played, played.sampleAverage(SCENARIOS, seeds.child("scenarios").stream()), phi);
        double[] constant = landscape.bestConstant();
        if (place.hidden) {
            double[] network = landscape.start(seeds.child("hidden").stream());
            int weights = task.policy().hidden() * task.policy().inputs();
            System.arraycopy(network, 0, constant, 0, weights);
        }
        double[] gradient = new double[constant.length];
        double value = landscape.gradient(constant, gradient);
        double hidden = 0;
        for (int i = 0; i < gradient.length - task.policy().outputs(); i++) {
            hidden += gradient[i] * gradient[i];
        }
        double[] moved = PlPath.displaced(constant, NEAR, seeds.child("near").stream());
        Descent trained = new Descent(landscape, landscape.start(seeds.child("network").stream())).run(steps(settings));
        SampleAverage fresh = played.sampleAverage(FRESH_SCENARIOS, seeds.child("fresh scenarios").stream());
        SampleAverage.Estimate costs = fresh.losses(phi, constant).agent();
        SampleAverage.Estimate saved = fresh.losses(phi, trained.lambda()).agent();
        Map<String, double[]> series = new HashMap<>();
        put(series, "value", value);
        put(series, "square", Vectors.squaredNorm(gradient));
        put(series, "hidden", hidden);
        put(series, "curvature", PlStationary.search(landscape, moved, 1).curvature());
        put(series, "left", new Descent(landscape, moved).run(steps(settings)).value());
        put(series, "network", trained.value());
        put(series, "gap", costs.mean() - saved.mean());
        put(series, "error", costs.standardError() + saved.standardError());
        return CellResult.of(series);
    }

    private static void put(Map<String, double[]> series, String name, double value) {
        series.put(name, new double[] {value});
    }

    private static double ratio(CellResult cell) {
        double gap = cell.value("value") - cell.value("network");
        return gap > 0 ? cell.value("square") / 2 / gap : Double.POSITIVE_INFINITY;
    }

    private static double bound(CellResult cell) {
        return new NormalDistribution(null, 0, 1).inverseCumulativeProbability(1 - LEVEL) * cell.value("error");
    }

    private static Verdict decide(CellResult cell) {
        double gap = cell.value("gap");
        boolean stationary = cell.value("hidden") == 0 && ratio(cell) <= cell.value("curvature") / PlWalks.CONDITION;
        if (!stationary || gap + bound(cell) < 0) {
            return Verdict.NOT_SUPPORTED;
        }
        return gap - bound(cell) > 0 ? Verdict.SUPPORTED : Verdict.INCONCLUSIVE;
    }

    private static String describe(CellResult cell) {
        return String.format(
                Locale.ROOT,
                "‖∇g‖² = %.2g, ratio %.2g, gap on fresh scenarios %.3g, its bounds %.3g away.",
                cell.value("square"),
                ratio(cell),
                cell.value("gap"),
                bound(cell));
    }

    @Override
    public Evidence judge(Settings settings, Results results) {
        CellResult best = results.get(key(settings, Place.BEST));
        List<Evidence.Control> controls = new ArrayList<>();
        List<List<Object>> rows = new ArrayList<>();
        for (Place place : Place.values()) {
            CellResult cell = results.get(key(settings, place));
            rows.add(row(place, cell));
            if (place != Place.BEST) {
                Verdict verdict = decide(cell);
                boolean rejected = place.hidden ? verdict == Verdict.NOT_SUPPORTED : verdict != Verdict.SUPPORTED;
                controls.add(new Evidence.Control(place.label, rejected, verdict + ": " + describe(cell)));
            }
        }
        return new Evidence(
                decide(best),
                describe(best) + " No μ above 0 satisfies the PL inequality there.",
                new Evidence.Effect(
                        "gap of the best constant policy on fresh scenarios", best.value("gap"), Optional.empty()),
                controls,
                power(best),
                "branch 'verdict/PRAC-2/constant policy' of master seed " + settings.masterSeed(),
                Map.of(),
                List.of(),
                List.of(table(rows)));
    }

    /** A gap of twice the bound clears it by z standard errors, z the quantile at 1 − level; so does the same gap below 0. */
    private static String power(CellResult best) {
        return String.format(
                        Locale.ROOT,
                        "would have found a gap of %.2g, and rejected one of −%.2g, with probability %.3f; ",
                        2 * bound(best),
                        2 * bound(best),
                        1 - LEVEL)
                + Power.atPoints("any derivative in W₁, b₁ or W₂ other than 0");
    }

    private static List<Object> row(Place place, CellResult cell) {
        return List.of(
                place.label,
                cell.value("value"),
                cell.value("network"),
                cell.value("hidden"),
                cell.value("square"),
                cell.value("curvature"),
                cell.value("left"),
                cell.value("gap"),
                cell.value("error"));
    }

    private static Table table(List<List<Object>> rows) {
        return new Table(
                "constant-policies",
                "Constant policies and networks: a descent that begins 1 % away shows whether training would stay",
                List.of(
                        "point",
                        "g",
                        "g of a trained network",
                        "‖∇g‖² in W₁, b₁, W₂",
                        "‖∇g‖²",
                        "L̂ nearby",
                        "g after a descent from 1 % away",
                        "gap on fresh scenarios",
                        "sum of standard errors"),
                rows);
    }
}
