package org.plumbline.theory.claim.pl;

import com.google.auto.service.AutoService;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.plumbline.problem.BilevelProblem;
import org.plumbline.problem.Problems;
import org.plumbline.random.RandomStream;
import org.plumbline.random.SeedTree;
import org.plumbline.source.Citation;
import org.plumbline.source.Citation.Provenance;
import org.plumbline.theory.Assumption;
import org.plumbline.theory.Audit;
import org.plumbline.theory.Cell;
import org.plumbline.theory.CellResult;
import org.plumbline.theory.Claim;
import org.plumbline.theory.ClaimCard;
import org.plumbline.theory.Evidence;
import org.plumbline.theory.Guarantee;
import org.plumbline.theory.Plot;
import org.plumbline.theory.Plot.Series;
import org.plumbline.theory.Plot.Style;
import org.plumbline.theory.Profile;
import org.plumbline.theory.Results;
import org.plumbline.theory.Settings;
import org.plumbline.theory.Table;
import org.plumbline.theory.Verdict;
import org.plumbline.theory.assumption.PlInequality;
import org.plumbline.theory.claim.rate.RateInstances;
import org.plumbline.theory.judge.BoundCase;
import org.plumbline.theory.judge.BoundDecision;
import org.plumbline.theory.judge.BoundRule;
import org.plumbline.theory.judge.Conjunction;
import org.plumbline.theory.judge.SlopeDecision;
import org.plumbline.theory.judge.SlopeRule;
import org.plumbline.theory.statistics.LogLogFit;
import org.plumbline.theory.statistics.Power;

/**
 * PL-2, nonconvex separable families: \(g + \sigma f\) fails to be PL in windows of σ, whose first end falls as
 * \(1/\|e - C\varphi\|\), and below which the theorem's schedule has to stay.
 *
 * <p>A point y is stationary for \(\sigma = S(y) = \ell_y/(w(e-y))\) and no other ({@link StationaryPenalties}); with
 * \(D = e - \lambda^*\) and \(u = y - \lambda^*\), \(S = \ell_y/(w(D-u))\). For large D a window begins near the first local
 * minimum of \(\ell_y\), at a distance \(u_0\) that does not depend on D, so its lower end is
 * \(\ell_y(u_0)/(w(D-u_0))\,(1 + o(1)) = \Theta(1/D)\).
 */
@AutoService(Audit.class)
public final class PenaltiesFailInAWindow implements Audit {
    @Override
    public String id() {
        return "PL-2";
    }

    @Override
    public List<Claim> claims() {
        return List.of(
                new Row(
                        "PL-2@karimi",
                        Problems.named("karimi/claims"),
                        stream -> "{family: karimi, c: " + stream.uniform(2, 4) + ", C: [[1]], ",
                        1.0 / 8,
                        "the largest σ of PEN-1; no theorem schedule of RATE-1 runs on this family"),
                new Row(
                        "PL-2@sine-composite",
                        Problems.named("sine-composite/claims"),
                        stream -> "{family: sine-composite, a: " + stream.uniform(0.3, 0.8) + ", C: [[1]], ",
                        RateInstances.largestSigmaOnSine(),
                        "c_σ√ε_max of the theorem's schedule of RATE-1"));
    }

    /** {@code recipe}: a random instance in one dimension, but for its target; {@code used}: the largest σ in use, and where. */
    private record Row(
            String id, BilevelProblem problem, Function<RandomStream, String> recipe, double used, String place)
            implements Claim {
        /**
         * Distances of the target. An early wave whose fold is shallow by m becomes a window only at distances of order 1/m, and
         * the first window then jumps to it: few instances have an m below 1e-3.
         */
        private static final double[] DISTANCES = {4096, 8192, 16384, 32768};

        private static final int INSTANCES = 10;
        private static final SlopeRule SLOPE = new SlopeRule(-1, 0.1, 0.95, 10);
        /** A value on a grid is never below the minimum that is certified, but for rounding. */
        private static final BoundRule BOUND = new BoundRule(0.01, 1e-6, 0.1, 0.8);

        private static final int QUICK_POINTS = 15;

        private static final int FULL_POINTS = 101;
        private static final int BOX_GRID = 2000;
        private static final int GRID = 20_000;
        /** A certificate below this share of the window's end proves little. */
        private static final double TIGHT = 0.95;

        private static final String CERTIFIED = "certified";
        private static final String WORST = "least over the box";
        private static final String LOWER = "lower ends";
        private static final String UPPER = "upper ends";

        @Override
        public ClaimCard card() {
            return new ClaimCard(
                    id,
                    "Where e is far from Cφ, g + σf fails to be PL in windows of σ; the first begins at Θ(1/‖e − Cφ‖), never"
                            + " below the declared σ̄, and every σ that the theorem's schedule uses here is below σ̄.",
                    "σ, without units: the first σ at which g + σf has several stationary points, from derivatives on a grid",
                    Guarantee.TIGHT,
                    new Citation("Plumbline, docs/theory.md", "section 8.3", Provenance.DERIVED),
                    List.of("a separable lower level; between λ* and e every point is stationary for one σ"),
                    "lower end ∝ 1/‖e − Cφ‖; σ̄ at most the least end over the box, and at least " + TIGHT
                            + " of it, infinite where there is no window; σ = " + used + " (" + place + ") below σ̄",
                    SLOPE.describe()
                            + " One slope a random instance in one dimension, over ‖e − Cφ‖ = 2¹² … 2¹⁵; the smallest"
                            + " and largest must lie within the margin too. " + BOUND.describe()
                            + " Cases: the σ̄ of the claims' instance and of the random ones at distance 2¹² against the least"
                            + " end that a grid of the box finds (" + QUICK_POINTS
                            + " points along an edge in the quick profile, " + FULL_POINTS
                            + " in the full one), and σ = " + used
                            + " against σ̄. SUPPORTED iff both are, and every σ̄ is at least " + TIGHT
                            + " of that end; INCONCLUSIVE if only this is missing, as a grid may miss the worst φ;"
                            + " NOT_SUPPORTED iff slope or bounds are.",
                    "targets that stay where they are, presented at growing distances, must be NOT_SUPPORTED under the slope"
                            + " rule, and a σ in the middle of the first window, presented as certified, under the bounds");
        }

        @Override
        public List<Assumption> assumptions(Settings settings) {
            return PlInequality.forAll(problem, used);
        }

        private SeedTree seeds(Settings settings) {
            return settings.seeds("verdict").child("PL-2").child(problem.id());
        }

        private static int boxPoints(Settings settings) {
            return settings.profile() == Profile.QUICK ? QUICK_POINTS : FULL_POINTS;
        }

        private String boxKey(Settings settings) {
            return "window over the box|" + problem.id() + '|' + boxPoints(settings) + '|' + seeds(settings);
        }

        private String key(Settings settings, int index, boolean moving) {
            return "window|" + problem.family() + '|' + index + "|moving=" + moving + '|' + boxPoints(settings) + '|'
                    + seeds(settings);
        }

        @Override
        public List<Cell> plan(Settings settings) {
            List<Cell> cells = new ArrayList<>();
            cells.add(new Cell(
                    boxKey(settings), () -> CellResult.of(overTheBox(problem, BOX_GRID, boxPoints(settings)))));
            for (int i = 0; i < INSTANCES; i++) {
                SeedTree seeds = seeds(settings).child("instance", i);
                for (boolean moving : new boolean[] {true, false}) {
                    cells.add(new Cell(
                            key(settings, i, moving), () -> ends(seeds.stream(), moving, boxPoints(settings))));
                }
            }
            return cells;
        }

        /** The least end of a window on a grid of the box, and what is certified. */
        private static Map<String, double[]> overTheBox(BilevelProblem instance, int grid, int side) {
            StationaryPenalties penalties = new StationaryPenalties(instance, grid);
            double least = BoxGrid.points(instance.box(), side).stream()
                    .mapToDouble(phi -> penalties.first(phi).lower())
                    .min()
                    .orElseThrow();
            Map<String, double[]> values = new LinkedHashMap<>();
            values.put(WORST, new double[] {least});
            values.put(CERTIFIED, new double[] {instance.truth().sigmaBar().orElse(Double.NaN)});
            return values;
        }

        /** The first windows of one random instance, as its target moves away, or stays at the first distance. */
        private CellResult ends(RandomStream stream, boolean moving, int boxPoints) {
            String data = recipe.apply(stream);
            double weight = stream.uniform(0.5, 2);
            double side = stream.sign();
            Map<String, double[]> values = new LinkedHashMap<>();
            values.put(LOWER, new double[DISTANCES.length]);
            values.put(UPPER, new double[DISTANCES.length]);
            for (int k = 0; k < DISTANCES.length; k++) {
                double reach = moving ? DISTANCES[k] : DISTANCES[0];
                BilevelProblem instance = Problems.parse(
                        data + "upper: {target: [" + side * reach + "], weight: [" + weight + "], rho: 0.1}}",
                        problem.family());
                StationaryPenalties.Window window = new StationaryPenalties(instance, GRID).first(new double[1]);
                values.get(LOWER)[k] = window.lower();
                values.get(UPPER)[k] = window.upper();
                if (k == 0 && moving) {
                    values.putAll(overTheBox(instance, GRID, boxPoints));
                }
            }
            return CellResult.of(values);
        }

        @Override
        public Evidence judge(Settings settings, Results results) {
            CellResult box = results.get(boxKey(settings));
            List<CellResult> moving = instances(settings, results, true);
            List<CellResult> staying = instances(settings, results, false);
            if (moving.stream()
                    .anyMatch(ends -> Arrays.stream(ends.series(LOWER)).anyMatch(Double::isInfinite))) {
                return Evidence.notMeasured("No window was found for some random instance.");
            }
            List<CellResult> certified = new ArrayList<>(moving);
            certified.add(box);
            if (certified.stream().anyMatch(result -> Double.isNaN(result.value(CERTIFIED)))) {
                return Evidence.notMeasured("Some instance declares no σ̄.");
            }
            SlopeDecision slope = SLOPE.decide(slopes(moving));
            SlopeDecision fixed = SLOPE.decide(slopes(staying));
            BoundDecision bounds = BOUND.decide(cases(certified, box));
            BoundDecision inside = BOUND.decide(insideCases(moving));
            boolean tight =
                    certified.stream().allMatch(result -> result.value(CERTIFIED) >= TIGHT * result.value(WORST));
            return new Evidence(
                    Conjunction.of(List.of(
                            ModulusSlopes.everywhere(slope, -1),
                            bounds.verdict(),
                            tight ? Verdict.SUPPORTED : Verdict.INCONCLUSIVE)),
                    String.format(
                                    Locale.ROOT,
                                    "Claims' instance: σ̄ = %.6g, the least σ found to fail over the box %.6g, in use at"
                                            + " most %.4g. ",
                                    box.value(CERTIFIED),
                                    box.value(WORST),
                                    used)
                            + "Distance: " + slope.reason() + " Bounds: " + bounds.reason(),
                    new Evidence.Effect(
                            "slope of the first window's lower end in ‖e − Cφ‖",
                            slope.slope(),
                            Optional.of(slope.interval())),
                    List.of(
                            control("targets that do not move", fixed.verdict(), fixed.reason()),
                            control("σ in the middle of the first window", inside.verdict(), inside.reason())),
                    power(certified, slope),
                    INSTANCES + " instances under the branch 'verdict/PL-2' of master seed " + settings.masterSeed()
                            + "; the box is a grid",
                    Map.of(),
                    List.of(plot(moving)),
                    List.of(table(moving), certificates(certified)));
        }

        /** A grid of φ may miss the least end: so much larger σ̄ may be, unseen. */
        private static String power(List<CellResult> certified, SlopeDecision slope) {
            double factor = certified.stream()
                    .mapToDouble(each -> each.value(WORST) / each.value(CERTIFIED))
                    .filter(Double::isFinite)
                    .min()
                    .orElse(Double.POSITIVE_INFINITY);
            return Power.atPoints(String.format(Locale.ROOT, "a σ̄ too large by a factor of %.6g", factor))
                    + "; one too small by " + Math.round(100 * (1 - TIGHT)) + " % is not SUPPORTED. Distance: "
                    + SLOPE.power(slope);
        }

        private List<CellResult> instances(Settings settings, Results results, boolean moving) {
            return IntStream.range(0, INSTANCES)
                    .mapToObj(i -> results.get(key(settings, i, moving)))
                    .toList();
        }

        private static double[] slopes(List<CellResult> instances) {
            return instances.stream()
                    .mapToDouble(
                            ends -> LogLogFit.of(DISTANCES, ends.series(LOWER)).slope())
                    .toArray();
        }

        /** Where no window was found there is nothing to compare with. */
        private List<BoundCase> cases(List<CellResult> certified, CellResult box) {
            List<BoundCase> cases = new ArrayList<>();
            for (int i = 0; i < certified.size(); i++) {
                double worst = certified.get(i).value(WORST);
                if (worst < Double.POSITIVE_INFINITY) {
                    cases.add(BoundCase.exact(
                            i == INSTANCES ? problem.id() : "instance " + i,
                            certified.get(i).value(CERTIFIED),
                            worst));
                }
            }
            if (box.value(CERTIFIED) < Double.POSITIVE_INFINITY) {
                cases.add(BoundCase.exact(place, used, box.value(CERTIFIED)));
            }
            return cases;
        }

        private static List<BoundCase> insideCases(List<CellResult> moving) {
            List<BoundCase> cases = new ArrayList<>();
            for (int i = 0; i < moving.size(); i++) {
                double middle = (moving.get(i).series(LOWER)[0] + moving.get(i).series(UPPER)[0]) / 2;
                cases.add(BoundCase.exact("instance " + i, middle, moving.get(i).value(WORST)));
            }
            return cases;
        }

        private static Evidence.Control control(String description, Verdict verdict, String reason) {
            return new Evidence.Control(description, verdict == Verdict.NOT_SUPPORTED, verdict + ": " + reason);
        }

        private static Plot plot(List<CellResult> moving) {
            CellResult ends = moving.get(0);
            double[] lower = ends.series(LOWER);
            double[] line = Arrays.stream(DISTANCES)
                    .map(distance -> lower[0] * DISTANCES[0] / distance)
                    .toArray();
            return new Plot(
                    "window",
                    "First window of σ in which g + σf is not PL, one instance",
                    new Plot.Axis("‖e − Cφ‖", true),
                    new Plot.Axis("σ", true),
                    List.of(
                            Series.line("lower end", Style.MEASURED, DISTANCES, lower),
                            Series.line("upper end", Style.CONTROL, DISTANCES, ends.series(UPPER)),
                            Series.line("predicted slope −1 of the lower end", Style.PREDICTION, DISTANCES, line)));
        }

        private Table certificates(List<CellResult> certified) {
            List<List<Object>> rows = new ArrayList<>();
            for (int i = 0; i < certified.size(); i++) {
                rows.add(List.of(
                        i == INSTANCES ? problem.id() : "random instance " + i,
                        certified.get(i).value(CERTIFIED),
                        certified.get(i).value(WORST)));
            }
            return new Table(
                    "certificates",
                    "The declared end of good σ, and the least σ that a grid of the box finds to fail",
                    List.of("instance", "σ̄", "least failing σ"),
                    rows);
        }

        private static Table table(List<CellResult> moving) {
            List<List<Object>> rows = new ArrayList<>();
            for (int i = 0; i < moving.size(); i++) {
                for (int k = 0; k < DISTANCES.length; k++) {
                    rows.add(List.of(
                            (long) i,
                            DISTANCES[k],
                            moving.get(i).series(LOWER)[k],
                            moving.get(i).series(UPPER)[k]));
                }
            }
            return new Table(
                    "windows",
                    "First window of σ with several stationary points",
                    List.of("instance", "‖e − Cφ‖", "lower end", "upper end"),
                    rows);
        }
    }
}
