package org.plumbline.theory.claim.penalty;

import com.google.auto.service.AutoService;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.plumbline.problem.BilevelProblem;
import org.plumbline.problem.Problems;
import org.plumbline.random.SeedTree;
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
import org.plumbline.theory.Results;
import org.plumbline.theory.Settings;
import org.plumbline.theory.Table;
import org.plumbline.theory.Verdict;
import org.plumbline.theory.assumption.PlInequality;
import org.plumbline.theory.claim.Paper;
import org.plumbline.theory.judge.BoundCase;
import org.plumbline.theory.judge.BoundDecision;
import org.plumbline.theory.judge.BoundRule;
import org.plumbline.theory.judge.Conjunction;
import org.plumbline.theory.judge.SlopeDecision;
import org.plumbline.theory.judge.SlopeRule;
import org.plumbline.theory.statistics.LogLogFit;

/**
 * PEN-2: \(0 \le \Phi - \Phi_\sigma = O(\sigma)\). The sign is that of a minimum over more points; the order follows from PL of
 * \(g + \sigma f\) with modulus \(\mu(\sigma)\) at \(\lambda^*\), where its gradient is \(\sigma\nabla_\lambda f\):
 * \(\sigma(\Phi - \Phi_\sigma) = (g+\sigma f)(\lambda^*) - \min \le \sigma^2\|\nabla_\lambda f\|^2/(2\mu(\sigma))\).
 */
@AutoService(Audit.class)
public final class ProxyLiesBelow implements Audit {
    private static final List<String> FAMILIES = List.of(
            "quadratic",
            "rank-deficient-quadratic",
            "sine-composite",
            "karimi",
            "pl-game",
            "lqr-reward-design",
            "lqr-imitation",
            "soft-mdp");

    @Override
    public String id() {
        return "PEN-2";
    }

    @Override
    public List<Claim> claims() {
        return FAMILIES.stream()
                .map(family -> about(Problems.named(family + "/claims")))
                .toList();
    }

    /**
     * The claim of a family.
     *
     * @param problem the instance that stands for it
     * @return the claim
     */
    public static Claim about(BilevelProblem problem) {
        return new Row("PEN-2@" + problem.family(), problem);
    }

    /** Where the modulus of g + σf is declared, which the bound is made of. */
    @Override
    public List<Claim> on(BilevelProblem problem) {
        boolean declared = Arrays.stream(Row.SIGMAS)
                .allMatch(sigma -> problem.truth().penalisedModulus(sigma).isPresent());
        return declared ? List.of(new Row("PEN-2@" + problem.id(), problem)) : List.of();
    }

    private record Row(String id, BilevelProblem problem) implements Claim {
        private static final SlopeRule SLOPE = new SlopeRule(1, 0.1, 0.95, 10);
        private static final BoundRule BOUND = BoundRule.standard();
        private static final int POINTS = 20;
        private static final double[] SIGMAS = IntStream.rangeClosed(3, 10)
                .mapToDouble(k -> Math.scalb(1.0, -k))
                .toArray();
        /** The slope is asymptotic; the fit takes the last three halvings. */
        private static final int FITTED = 4;
        /** Of the difference itself, on top of rounding: eight nodes integrate a function that is smooth at the scale of σ. */
        private static final double QUADRATURE = 1e-6;

        private static final String GAP = "gap ";
        private static final String ROUNDING = "rounding ";
        private static final String BOUNDS = "bound ";
        private static final String INTEGRATED = "integrated ";
        private static final String UNDIVIDED = "undivided ";
        private static final String TWICE = "divided twice ";

        @Override
        public ClaimCard card() {
            return new ClaimCard(
                    id,
                    "The penalty proxy lies below the bilevel objective, by exact order σ.",
                    "Φ(φ) − Φ_σ(φ) at exact λ*, λ_σ, in units of f",
                    Guarantee.TIGHT,
                    Paper.at("penalty reformulation Φ_σ; sign, constant and integral are derived in docs/theory.md"),
                    List.of("g + σf is PL", "φ is not an aligned point"),
                    "Φ − Φ_σ ≥ 0; slope 1 of ln(Φ − Φ_σ) against ln σ; at most σ‖∇_λ f(λ*)‖²/(2μ(σ)); equal to the mean of"
                            + " Φ − f(λ_s) over 0 ≤ s ≤ σ",
                    SLOPE.describe() + " Slopes at " + POINTS
                            + " uniform points of the box over σ = 2⁻⁷ … 2⁻¹⁰; the smallest and largest must lie within the"
                            + " margin too. Sign, bound and integral at every point and σ = 2⁻³ … 2⁻¹⁰: "
                            + BOUND.describe()
                            + " Rounding, 16 units in the last place of the values of f and of those of g over σ, is allowed"
                            + " for, and " + QUADRATURE + " of the difference for the integral. SUPPORTED iff all are;"
                            + " NOT_SUPPORTED iff one is; NOT_APPLICABLE where a difference is not 1e4 times its rounding.",
                    "the proxy divided by σ twice must be NOT_SUPPORTED under sign and slope, and the proxy not divided at all"
                            + " under the integral");
        }

        @Override
        public List<Assumption> assumptions(Settings settings) {
            return PlInequality.forAll(problem, SIGMAS[0], SIGMAS[SIGMAS.length - 1]);
        }

        private SeedTree seeds(Settings settings) {
            return settings.seeds("verdict").child("PEN-2").child(problem.id());
        }

        private String key(Settings settings) {
            return "proxy gap|" + problem.id() + '|' + seeds(settings);
        }

        @Override
        public List<Cell> plan(Settings settings) {
            return List.of(new Cell(key(settings), () -> measure(seeds(settings))));
        }

        private CellResult measure(SeedTree seeds) {
            double[] moduli = Arrays.stream(SIGMAS)
                    .map(sigma -> problem.truth().penalisedModulus(sigma).orElse(Double.NaN))
                    .toArray();
            Map<String, double[]> values = new LinkedHashMap<>();
            for (int i = 0; i < POINTS; i++) {
                ProxyGap gap = new ProxyGap(problem.truth(), problem.box().sample(seeds.child("phi", i).stream()));
                for (int k = 0; k < SIGMAS.length; k++) {
                    double sigma = SIGMAS[k];
                    put(values, GAP + i, k, gap.at(sigma, sigma));
                    put(values, UNDIVIDED + i, k, gap.at(sigma, 1));
                    put(values, TWICE + i, k, gap.at(sigma, sigma * sigma));
                    put(values, INTEGRATED + i, k, gap.integrated(sigma));
                    put(values, ROUNDING + i, k, gap.rounding(sigma));
                    put(values, BOUNDS + i, k, gap.bound(sigma, moduli[k]));
                }
            }
            return CellResult.of(values);
        }

        private static void put(Map<String, double[]> values, String name, int k, double value) {
            values.computeIfAbsent(name, n -> new double[SIGMAS.length])[k] = value;
        }

        @Override
        public Evidence judge(Settings settings, Results results) {
            CellResult result = results.get(key(settings));
            for (int i = 0; i < POINTS; i++) {
                double[] gap = result.series(GAP + i);
                double[] rounding = result.series(ROUNDING + i);
                for (int k = 0; k < SIGMAS.length; k++) {
                    if (!(Math.abs(gap[k]) > 1e4 * rounding[k])) {
                        return Evidence.notApplicable("At point " + i + " Φ − Φ_σ is not above rounding: φ is aligned"
                                + " (∇_λ f = 0 at λ*), or values are too large to be divided by σ.");
                    }
                }
            }
            SlopeDecision slope = SLOPE.decide(slopes(result, GAP));
            SlopeDecision twice = SLOPE.decide(slopes(result, TWICE));
            boolean within = slope.smallest() >= 0.9 && slope.largest() <= 1.1;
            BoundDecision sign = BOUND.decide(signs(result, GAP));
            BoundDecision twiceSign = BOUND.decide(signs(result, TWICE));
            BoundDecision bound = BOUND.decide(bounds(result));
            BoundDecision integral = BOUND.decide(integrals(result, GAP));
            BoundDecision undivided = BOUND.decide(integrals(result, UNDIVIDED));
            Verdict order = slope.verdict() == Verdict.SUPPORTED && !within ? Verdict.INCONCLUSIVE : slope.verdict();
            return new Evidence(
                    Conjunction.of(List.of(order, sign.verdict(), bound.verdict(), integral.verdict())),
                    slope.reason()
                            + String.format(
                                    Locale.ROOT,
                                    " Over the points it runs from %.4f to %.4f. ",
                                    slope.smallest(),
                                    slope.largest())
                            + "Sign: " + sign.reason() + " Bound: " + bound.reason() + " Integral: "
                            + integral.reason(),
                    new Evidence.Effect(
                            "slope of ln(Φ − Φ_σ) against ln σ", slope.slope(), Optional.of(slope.interval())),
                    List.of(
                            control("divided by σ twice, sign", twiceSign.verdict(), twiceSign.reason()),
                            control("divided by σ twice, slope", twice.verdict(), twice.reason()),
                            control("not divided by σ, integral", undivided.verdict(), undivided.reason())),
                    "free of sampling noise: any deviation beyond rounding and margin shows, with probability 1",
                    POINTS + " points under the branch 'verdict/PEN-2' of master seed " + settings.masterSeed(),
                    Map.of(),
                    List.of(plot(result)),
                    List.of(table(result)));
        }

        private static Evidence.Control control(String description, Verdict verdict, String reason) {
            return new Evidence.Control(description, verdict == Verdict.NOT_SUPPORTED, verdict + ": " + reason);
        }

        private static double[] last(double[] values) {
            return Arrays.copyOfRange(values, values.length - FITTED, values.length);
        }

        /** Of moduli: a broken proxy may lie above. */
        private static double[] slopes(CellResult result, String series) {
            return IntStream.range(0, POINTS)
                    .mapToObj(i -> Arrays.stream(last(result.series(series + i)))
                            .map(Math::abs)
                            .toArray())
                    .mapToDouble(gaps -> LogLogFit.of(last(SIGMAS), gaps).slope())
                    .toArray();
        }

        /** Φ_σ − Φ against rounding. */
        private static List<BoundCase> signs(CellResult result, String series) {
            List<BoundCase> cases = new ArrayList<>();
            for (int i = 0; i < POINTS; i++) {
                for (int k = 0; k < SIGMAS.length; k++) {
                    cases.add(
                            BoundCase.exact(name(i, k), -result.series(series + i)[k], result.series(ROUNDING + i)[k]));
                }
            }
            return cases;
        }

        private static List<BoundCase> bounds(CellResult result) {
            List<BoundCase> cases = new ArrayList<>();
            for (int i = 0; i < POINTS; i++) {
                for (int k = 0; k < SIGMAS.length; k++) {
                    cases.add(BoundCase.exact(
                            name(i, k),
                            result.series(GAP + i)[k],
                            result.series(BOUNDS + i)[k] + result.series(ROUNDING + i)[k]));
                }
            }
            return cases;
        }

        private static List<BoundCase> integrals(CellResult result, String series) {
            List<BoundCase> cases = new ArrayList<>();
            for (int i = 0; i < POINTS; i++) {
                for (int k = 0; k < SIGMAS.length; k++) {
                    double integrated = result.series(INTEGRATED + i)[k];
                    cases.add(BoundCase.exact(
                            name(i, k),
                            Math.abs(result.series(series + i)[k] - integrated),
                            QUADRATURE * Math.abs(integrated) + result.series(ROUNDING + i)[k]));
                }
            }
            return cases;
        }

        private static String name(int point, int k) {
            return "point " + point + ", σ = " + SIGMAS[k];
        }

        private static Plot plot(CellResult result) {
            double[] gaps = result.series(GAP + 0);
            int end = SIGMAS.length - 1;
            double[] line = Arrays.stream(SIGMAS)
                    .map(sigma -> gaps[end] * sigma / SIGMAS[end])
                    .toArray();
            return new Plot(
                    "proxy-gap",
                    "By how much the proxy lies below the objective, at one point",
                    new Plot.Axis("σ", true),
                    new Plot.Axis("Φ − Φ_σ", true),
                    List.of(
                            Series.line("measured", Style.MEASURED, SIGMAS, gaps),
                            Series.line("σ‖∇_λ f‖²/(2μ(σ))", Style.FIT, SIGMAS, result.series(BOUNDS + 0)),
                            Series.line("predicted slope 1", Style.PREDICTION, SIGMAS, line)));
        }

        private static Table table(CellResult result) {
            List<List<Object>> rows = new ArrayList<>();
            for (int k = 0; k < SIGMAS.length; k++) {
                int at = k;
                double[] constants = IntStream.range(0, POINTS)
                        .mapToDouble(i -> result.series(GAP + i)[at] / SIGMAS[at])
                        .sorted()
                        .toArray();
                double share = IntStream.range(0, POINTS)
                        .mapToDouble(i -> result.series(GAP + i)[at] / result.series(BOUNDS + i)[at])
                        .max()
                        .orElseThrow();
                double rounding = IntStream.range(0, POINTS)
                        .mapToDouble(i -> result.series(ROUNDING + i)[at] / result.series(GAP + i)[at])
                        .max()
                        .orElseThrow();
                rows.add(List.of(SIGMAS[k], constants[0], constants[constants.length - 1], share, rounding));
            }
            return new Table(
                    "constants",
                    "(Φ − Φ_σ)/σ over the points, its largest share of the bound, and the largest share of rounding in it",
                    List.of("σ", "smallest", "largest", "largest share of the bound", "rounding"),
                    rows);
        }
    }
}
