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
import org.plumbline.theory.judge.SlopeDecision;
import org.plumbline.theory.judge.SlopeRule;
import org.plumbline.theory.statistics.LogLogFit;

/**
 * PEN-1: \(\|\nabla\Phi_\sigma - \nabla\Phi\| = O(\sigma)\), and exactly of order one away from aligned points
 * (\(\nabla_\lambda f = 0\) at \(\lambda^*\)), which random points are not.
 */
@AutoService(Audit.class)
public final class PenaltyBiasIsLinearInSigma implements Audit {
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
        return "PEN-1";
    }

    @Override
    public List<Claim> claims() {
        return FAMILIES.stream()
                .map(family -> Problems.named(family + "/claims"))
                .map(problem -> about(problem))
                .toList();
    }

    /**
     * The claim of a family.
     *
     * @param problem the instance that stands for it
     * @return the claim
     */
    public static Claim about(BilevelProblem problem) {
        return new Row("PEN-1@" + problem.family(), problem);
    }

    @Override
    public List<Claim> on(BilevelProblem problem) {
        return List.of(new Row("PEN-1@" + problem.id(), problem));
    }

    private record Row(String id, BilevelProblem problem) implements Claim {
        /** A tenth, as in the rate rule. The slope is deterministic at each point; points are what varies. */
        private static final SlopeRule RULE = new SlopeRule(1, 0.1, 0.95, 10);

        private static final int POINTS = 20;
        private static final double[] SIGMAS = IntStream.rangeClosed(3, 10)
                .mapToDouble(k -> Math.scalb(1.0, -k))
                .toArray();
        /** The fit uses the last three halvings, where the bias is asymptotic; the plot shows all. */
        private static final int FITTED = 4;

        @Override
        public ClaimCard card() {
            return new ClaimCard(
                    id,
                    "The gradient of the penalty proxy differs from the hypergradient by exact order σ.",
                    "‖∇Φ_σ(φ) − ∇Φ(φ)‖ at exact λ*, λ_σ, norm units",
                    Guarantee.TIGHT,
                    Paper.at("bias of the penalty reformulation Φ_σ"),
                    List.of("g + σf is PL with a modulus that does not vanish with σ", "φ is not an aligned point"),
                    "slope 1 of ln ‖∇Φ_σ − ∇Φ‖ against ln σ at every point",
                    RULE.describe() + " Slopes are fitted at " + POINTS
                            + " uniform points of the box over σ = 2⁻⁷ … 2⁻¹⁰,"
                            + " and the smallest and largest must lie within the margin too, or the"
                            + " verdict is INCONCLUSIVE; NOT_APPLICABLE where a bias is below what rounding leaves of it.",
                    "the proxy's gradient with its division by σ left out must be NOT_SUPPORTED under the same rule");
        }

        @Override
        public List<Assumption> assumptions(Settings settings) {
            return PlInequality.forAll(problem, SIGMAS[0], SIGMAS[SIGMAS.length - 1]);
        }

        @Override
        public List<Cell> plan(Settings settings) {
            return List.of(new Cell(key(settings), () -> measure(seeds(settings))));
        }

        private SeedTree seeds(Settings settings) {
            return settings.seeds("verdict").child("PEN-1").child(problem.id());
        }

        private String key(Settings settings) {
            return "penalty-bias|" + problem.id() + '|' + seeds(settings);
        }

        private CellResult measure(SeedTree seeds) {
            Map<String, double[]> values = new LinkedHashMap<>();
            for (int i = 0; i < POINTS; i++) {
                double[] phi = problem.box().sample(seeds.child("phi", i).stream());
                double[] bias = new double[SIGMAS.length];
                double[] broken = new double[SIGMAS.length];
                double[] floor = new double[SIGMAS.length];
                for (int k = 0; k < SIGMAS.length; k++) {
                    bias[k] = PenaltyBias.at(problem.truth(), phi, SIGMAS[k], SIGMAS[k]);
                    floor[k] = PenaltyBias.rounding(problem.truth(), phi, SIGMAS[k]);
                    broken[k] = PenaltyBias.at(problem.truth(), phi, SIGMAS[k], 1);
                }
                values.put("floor " + i, floor);
                values.put("bias " + i, bias);
                values.put("undivided " + i, broken);
            }
            return CellResult.of(values);
        }

        @Override
        public Evidence judge(Settings settings, Results results) {
            CellResult result = results.get(key(settings));
            for (int i = 0; i < POINTS; i++) {
                if (!isAboveRounding(result, i)) {
                    return Evidence.notApplicable(
                            "At point " + i + " the bias is not above what rounding leaves of it: φ"
                                    + " is aligned (∇_λ f = 0 at λ*), or the gradients are too large to be divided by σ.");
                }
            }
            SlopeDecision decision = RULE.decide(slopes(result, "bias "));
            SlopeDecision control = RULE.decide(slopes(result, "undivided "));
            boolean everywhere = decision.smallest() >= 0.9 && decision.largest() <= 1.1;
            Verdict verdict =
                    decision.verdict() == Verdict.SUPPORTED && !everywhere ? Verdict.INCONCLUSIVE : decision.verdict();
            return new Evidence(
                    verdict,
                    decision.reason()
                            + String.format(
                                    Locale.ROOT,
                                    " Over the points it runs from %.4f to %.4f.",
                                    decision.smallest(),
                                    decision.largest()),
                    new Evidence.Effect(
                            "slope of ln ‖∇Φ_σ − ∇Φ‖ against ln σ", decision.slope(), Optional.of(decision.interval())),
                    List.of(new Evidence.Control(
                            "division by σ missing",
                            control.verdict() == Verdict.NOT_SUPPORTED,
                            control.verdict() + ": " + control.reason())),
                    "the slopes are free of sampling noise: any deviation beyond the margin shows, with probability 1",
                    POINTS + " points under the branch 'verdict/PEN-1' of master seed " + settings.masterSeed(),
                    Map.of(),
                    List.of(plot(result)),
                    List.of(table(result)));
        }

        private static boolean isAboveRounding(CellResult result, int point) {
            double[] bias = last(result.series("bias " + point));
            double[] floor = last(result.series("floor " + point));
            for (int k = 0; k < bias.length; k++) {
                if (!(bias[k] > floor[k])) {
                    return false;
                }
            }
            return true;
        }

        private static double[] slopes(CellResult result, String series) {
            double[] slopes = new double[POINTS];
            double[] sigmas = last(SIGMAS);
            for (int i = 0; i < POINTS; i++) {
                slopes[i] =
                        LogLogFit.of(sigmas, last(result.series(series + i))).slope();
            }
            return slopes;
        }

        private static double[] last(double[] values) {
            return Arrays.copyOfRange(values, values.length - FITTED, values.length);
        }

        /** The geometric mean over points, with the smallest and largest as bars. */
        private static Plot plot(CellResult result) {
            Series measured = envelope(result, "bias ", "‖∇Φ_σ − ∇Φ‖, with its range over the points", Style.MEASURED);
            Series control = envelope(result, "undivided ", "negative control: no division by σ", Style.CONTROL);
            double anchor = measured.y()[SIGMAS.length - 1] / SIGMAS[SIGMAS.length - 1];
            double[] line = Arrays.stream(SIGMAS).map(s -> anchor * s).toArray();
            return new Plot(
                    "penalty-bias",
                    "Bias of the penalty gradient",
                    new Plot.Axis("σ", true),
                    new Plot.Axis("‖∇Φ_σ − ∇Φ‖", true),
                    List.of(
                            measured,
                            control,
                            fit(measured),
                            Series.line("predicted slope 1", Style.PREDICTION, SIGMAS, line)));
        }

        private static Series fit(Series measured) {
            double[] x = last(SIGMAS);
            LogLogFit fit = LogLogFit.of(x, last(measured.y()));
            double[] y = Arrays.stream(x)
                    .map(each -> Math.exp(fit.intercept()) * Math.pow(each, fit.slope()))
                    .toArray();
            return Series.line("fit over the last three halvings", Style.FIT, x, y);
        }

        private static Series envelope(CellResult result, String series, String label, Style style) {
            double[] mean = new double[SIGMAS.length];
            double[] lower = new double[SIGMAS.length];
            double[] upper = new double[SIGMAS.length];
            Arrays.fill(lower, Double.POSITIVE_INFINITY);
            for (int i = 0; i < POINTS; i++) {
                double[] bias = result.series(series + i);
                for (int k = 0; k < bias.length; k++) {
                    mean[k] += Math.log(bias[k]) / POINTS;
                    lower[k] = Math.min(lower[k], bias[k]);
                    upper[k] = Math.max(upper[k], bias[k]);
                }
            }
            double[] geometric = Arrays.stream(mean).map(Math::exp).toArray();
            return new Series(label, style, SIGMAS, geometric, lower, upper);
        }

        private static Table table(CellResult result) {
            List<List<Object>> rows = new ArrayList<>();
            for (int k = 0; k < SIGMAS.length; k++) {
                double smallest = Double.POSITIVE_INFINITY;
                double largest = 0;
                for (int i = 0; i < POINTS; i++) {
                    double constant = result.series("bias " + i)[k] / SIGMAS[k];
                    smallest = Math.min(smallest, constant);
                    largest = Math.max(largest, constant);
                }
                rows.add(List.of(SIGMAS[k], smallest, largest));
            }
            return new Table(
                    "constants",
                    "The constant ‖∇Φ_σ − ∇Φ‖/σ, which must stay bounded as σ falls",
                    List.of("σ", "smallest over the points", "largest over the points"),
                    rows);
        }
    }
}
