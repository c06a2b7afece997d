package org.plumbline.theory.claim.bias;

import com.google.auto.service.AutoService;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.plumbline.numeric.Vectors;
import org.plumbline.problem.BilevelProblem;
import org.plumbline.problem.Problems;
import org.plumbline.random.RandomStream;
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
import org.plumbline.theory.judge.Conjunction;
import org.plumbline.theory.judge.SlopeDecision;
import org.plumbline.theory.judge.SlopeRule;
import org.plumbline.theory.statistics.LogLogFit;

/**
 * BIAS-4: what biased inner gradients do to the penalty hypergradient. Biases of opposite sign in the two chains enter as
 * \(c_1\sigma + c_2b/\sigma\), at best of order \(\sqrt b\); a bias field that both chains share, smooth in λ, leaves O(b) at
 * every small σ.
 */
@AutoService(Audit.class)
public final class OppositeBiasesCostTheRoot implements Audit {
    @Override
    public String id() {
        return "BIAS-4";
    }

    @Override
    public List<Claim> claims() {
        return List.of(
                new Row("BIAS-4@sine-composite", Problems.named("sine-composite/claims")),
                new Row("BIAS-4@lqr-reward-design", Problems.named("lqr-reward-design/claims")),
                new Row("BIAS-4@soft-mdp", Problems.named("soft-mdp/claims")));
    }

    /** One of the four exponents: what is measured, against what, and the exponent. */
    private enum Law {
        OPPOSITE_SIGMA("opposite biases: best σ in b", 0.5),
        OPPOSITE_ERROR("opposite biases: best error in b", 0.5),
        COMMON_ERROR("common bias: best error in b", 1),
        COMMON_SIGMA("common bias: error in σ as σ → 0", 0);

        private final String title;
        private final double exponent;

        Law(String title, double exponent) {
            this.title = title;
            this.exponent = exponent;
        }

        SlopeRule rule() {
            return new SlopeRule(exponent, MARGIN, 1 - 0.05 / 4, 10);
        }
    }

    private static final double MARGIN = 0.1;

    private record Row(String id, BilevelProblem problem) implements Claim {
        private static final int POINTS = 10;
        private static final double[] BIASES = {0x1p-8, 0x1p-10, 0x1p-12, 0x1p-14, 0x1p-16};
        /** The exponents are asymptotic; the fit takes the last three factors of four. */
        private static final int FITTED = 4;

        private static final double LARGEST_SIGMA = 0x1p-3;
        /** A difference of gradients divided by this keeps seven digits. */
        private static final double SMALLEST_SIGMA = 0x1p-22;
        /** Far below the largest bias, at which they are used. */
        private static final double[] VANISHING = IntStream.rangeClosed(14, 18)
                .mapToDouble(k -> Math.scalb(1.0, -k))
                .toArray();

        private static final double[] CURVE = IntStream.rangeClosed(3, 22)
                .mapToDouble(k -> Math.scalb(1.0, -k))
                .toArray();

        @Override
        public ClaimCard card() {
            return new ClaimCard(
                    id,
                    "Biases of size b and opposite sign in the two chains make the error of the penalty hypergradient"
                            + " c₁σ + c₂b/σ, at best Θ(√b) at σ = Θ(√b); a common bias that is smooth in λ leaves Θ(b), at"
                            + " every small σ.",
                    "‖hypergradient at the limits of the biased chains − ∇Φ‖, norm units",
                    Guarantee.RATE,
                    Paper.at("bias of the gradient estimator; the two cases are told apart here"),
                    List.of(
                            "g + σf is PL with a nonsingular Hessian across its minimisers",
                            "inner problems solved exactly; no noise; signs such that the errors of bias and penalty do not"
                                    + " cancel"),
                    "exponents: "
                            + Arrays.stream(Law.values())
                                    .map(law -> law.title + " " + law.exponent)
                                    .reduce((a, b) -> a + "; " + b)
                                    .orElseThrow(),
                    Law.OPPOSITE_ERROR.rule().describe() + " The same for each exponent, at " + POINTS
                            + " random points and directions; b = 2⁻¹⁰ … 2⁻¹⁶, σ from 2⁻²² to 2⁻³ (σ → 0: 2⁻¹⁴ … 2⁻¹⁸ at b ="
                            + " 2⁻⁸)."
                            + " SUPPORTED iff all four are and the smallest and largest slope lie within the margin too;"
                            + " NOT_SUPPORTED iff one is (Bonferroni: a level of 98.75 % each keeps that below 5 % at the"
                            + " predicted exponents).",
                    "a common bias presented as opposite (exponent 0.5 of the best error) and opposite ones as common"
                            + " (exponent 1, and 0 in σ) must be NOT_SUPPORTED");
        }

        private SeedTree seeds(Settings settings) {
            return settings.seeds("verdict").child("BIAS-4").child(problem.id());
        }

        private String key(Settings settings, int point) {
            return "misread-chains|" + problem.id() + '|' + point + '|' + seeds(settings);
        }

        @Override
        public List<Assumption> assumptions(Settings settings) {
            return PlInequality.forAll(problem, LARGEST_SIGMA);
        }

        @Override
        public List<Cell> plan(Settings settings) {
            List<Cell> cells = new ArrayList<>();
            for (int i = 0; i < POINTS; i++) {
                SeedTree seeds = seeds(settings).child("point", i);
                boolean first = i == 0;
                cells.add(new Cell(key(settings, i), () -> measure(seeds.stream(), first)));
            }
            return cells;
        }

        /** The curves of the plot are those of the first point. */
        private CellResult measure(RandomStream stream, boolean first) {
            double[] phi = problem.box().sample(stream);
            double[] direction = new double[phi.length];
            stream.fillGaussian(direction);
            double length = Math.sqrt(Vectors.squaredNorm(direction));
            double[] unitVector = Arrays.stream(direction).map(x -> x / length).toArray();
            Map<String, double[]> values = new LinkedHashMap<>();
            for (boolean opposite : new boolean[] {true, false}) {
                MisreadChains chains = MisreadChains.adding(problem, phi, unitVector, opposite);
                MisreadChains.Best[] best = Arrays.stream(BIASES)
                        .mapToObj(b -> chains.best(SMALLEST_SIGMA, LARGEST_SIGMA, b))
                        .toArray(MisreadChains.Best[]::new);
                String which = name(opposite);
                values.put(which + " best sigma", of(best, MisreadChains.Best::sigma));
                values.put(which + " best error", of(best, MisreadChains.Best::error));
                values.put(which + " vanishing", errors(chains, VANISHING, BIASES[0]));
                if (first) {
                    values.put(which + " curve", errors(chains, CURVE, BIASES[0]));
                    values.put(which + " small curve", errors(chains, CURVE, BIASES[2]));
                }
            }
            return CellResult.of(values);
        }

        private static String name(boolean opposite) {
            return opposite ? "opposite" : "common";
        }

        private static double[] of(MisreadChains.Best[] best, ToDoubleFunction<MisreadChains.Best> value) {
            return Arrays.stream(best).mapToDouble(value).toArray();
        }

        private static double[] errors(MisreadChains chains, double[] sigmas, double bias) {
            return Arrays.stream(sigmas).map(sigma -> chains.error(sigma, bias)).toArray();
        }

        @Override
        public Evidence judge(Settings settings, Results results) {
            List<CellResult> points = IntStream.range(0, POINTS)
                    .mapToObj(i -> results.get(key(settings, i)))
                    .toList();
            List<List<Object>> rows = new ArrayList<>();
            List<Verdict> verdicts = new ArrayList<>();
            StringBuilder reason = new StringBuilder();
            for (Law law : Law.values()) {
                SlopeDecision decision = decide(law, points, law == Law.OPPOSITE_SIGMA || law == Law.OPPOSITE_ERROR);
                Verdict verdict = everywhere(law, decision);
                verdicts.add(verdict);
                reason.append(law.title).append(": ").append(decision.reason()).append(' ');
                rows.add(List.of(
                        law.title,
                        law.exponent,
                        decision.slope(),
                        decision.smallest(),
                        decision.largest(),
                        verdict.toString()));
            }
            SlopeDecision deciding = decide(Law.OPPOSITE_ERROR, points, true);
            return new Evidence(
                    Conjunction.of(verdicts),
                    reason.toString().strip(),
                    new Evidence.Effect(
                            "exponent of the best error under opposite biases",
                            deciding.slope(),
                            Optional.of(deciding.interval())),
                    List.of(
                            control("common bias presented as opposite", Law.OPPOSITE_ERROR, points, false),
                            control("opposite biases presented as common, in b", Law.COMMON_ERROR, points, true),
                            control("opposite biases presented as common, in σ", Law.COMMON_SIGMA, points, true)),
                    "the slopes are free of sampling noise: any deviation beyond the margin shows",
                    POINTS + " points under the branch 'verdict/BIAS-4' of master seed " + settings.masterSeed(),
                    Map.of(),
                    List.of(curves(points.get(0)), best(points.get(0))),
                    List.of(new Table(
                            "exponents",
                            "The exponents, over the points",
                            List.of("law", "predicted", "mean", "smallest", "largest", "verdict"),
                            rows)));
        }

        private static SlopeDecision decide(Law law, List<CellResult> points, boolean opposite) {
            String series = name(opposite)
                    + switch (law) {
                        case OPPOSITE_SIGMA -> " best sigma";
                        case OPPOSITE_ERROR, COMMON_ERROR -> " best error";
                        case COMMON_SIGMA -> " vanishing";
                    };
            double[] x = law == Law.COMMON_SIGMA ? VANISHING : last(BIASES);
            return law.rule()
                    .decide(points.stream()
                            .map(point -> point.series(series))
                            .map(y -> law == Law.COMMON_SIGMA ? y : last(y))
                            .mapToDouble(y -> LogLogFit.of(x, y).slope())
                            .toArray());
        }

        private static double[] last(double[] values) {
            return Arrays.copyOfRange(values, values.length - FITTED, values.length);
        }

        private static Verdict everywhere(Law law, SlopeDecision decision) {
            boolean within =
                    decision.smallest() >= law.exponent - MARGIN && decision.largest() <= law.exponent + MARGIN;
            return decision.verdict() == Verdict.SUPPORTED && !within ? Verdict.INCONCLUSIVE : decision.verdict();
        }

        private static Evidence.Control control(
                String description, Law law, List<CellResult> points, boolean opposite) {
            SlopeDecision decision = decide(law, points, opposite);
            return new Evidence.Control(
                    description,
                    decision.verdict() == Verdict.NOT_SUPPORTED,
                    decision.verdict() + ": " + decision.reason());
        }

        private static Plot curves(CellResult point) {
            return new Plot(
                    "u-curves",
                    "Error of the hypergradient against σ, at one point",
                    new Plot.Axis("σ", true),
                    new Plot.Axis("error, norm units", true),
                    List.of(
                            Series.line("opposite, b = 2⁻⁸", Style.MEASURED, CURVE, point.series("opposite curve")),
                            Series.line(
                                    "opposite, b = 2⁻¹²", Style.MEASURED, CURVE, point.series("opposite small curve")),
                            Series.line("common, b = 2⁻⁸", Style.MEASURED, CURVE, point.series("common curve")),
                            Series.line(
                                    "common, b = 2⁻¹²", Style.MEASURED, CURVE, point.series("common small curve"))));
        }

        private static Plot best(CellResult point) {
            double[] opposite = point.series("opposite best error");
            double[] common = point.series("common best error");
            int end = BIASES.length - 1;
            return new Plot(
                    "best-error",
                    "The least error over σ against the bias, at one point",
                    new Plot.Axis("b, norm units of ∇_λ g", true),
                    new Plot.Axis("least error, norm units", true),
                    List.of(
                            Series.line("opposite biases", Style.MEASURED, BIASES, opposite),
                            Series.line("common bias", Style.MEASURED, BIASES, common),
                            Series.line(
                                    "predicted slope 1/2", Style.PREDICTION, BIASES, power(BIASES, opposite[end], 0.5)),
                            Series.line("predicted slope 1", Style.PREDICTION, BIASES, power(BIASES, common[end], 1))));
        }

        private static double[] power(double[] x, double last, double exponent) {
            return Arrays.stream(x)
                    .map(each -> last * Math.pow(each / x[x.length - 1], exponent))
                    .toArray();
        }
    }
}
