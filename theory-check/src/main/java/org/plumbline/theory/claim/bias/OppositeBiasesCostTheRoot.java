package org.plumbline.theory.claim.bias;

import com.google.auto.service.AutoService;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
import org.plumbline.theory.Results;
import org.plumbline.theory.Settings;
import org.plumbline.theory.Table;
import org.plumbline.theory.Verdict;
import org.plumbline.theory.assumption.PlInequality;
import org.plumbline.theory.claim.Paper;
import org.plumbline.theory.claim.bias.MisreadChains.Reading;
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
                new Row("BIAS-4@soft-mdp", Problems.named("soft-mdp/claims")),
                new OneCriticIsACommonBias(
                        "BIAS-4@critic-lqr", Problems.named("lqr-reward-design/claims"), 300, 40, new int[] {9, 11, 13
                        }),
                new OneCriticIsACommonBias(
                        "BIAS-4@critic-soft-mdp", Problems.named("soft-mdp/claims"), 20, 5, new int[] {13, 15, 17}));
    }

    /** One of the exponents: what is measured, and its value. */
    private enum Law {
        OPPOSITE_SIGMA("opposite biases: best σ in b", 0.5, Reading.OPPOSITE + " best sigma"),
        OPPOSITE_ERROR("opposite biases: best error in b", 0.5, Reading.OPPOSITE + " best error"),
        COMMON_ERROR("common bias: best error in b", 1, Reading.COMMON + " best error"),
        COMMON_SIGMA("common bias: error in σ as σ → 0", 0, Reading.COMMON + VANISHING),
        TRUNCATED_SIGMA("returns of H = 6 in both chains: error in σ as σ → 0", 0, TRUNCATED + VANISHING),
        TRUNCATED_FLOOR("returns of one H in both chains: what stays as σ → 0, in γ^H", 1, TRUNCATED + " floor");

        private final String title;
        private final double exponent;
        private final String series;

        Law(String title, double exponent, String series) {
            this.title = title;
            this.exponent = exponent;
            this.series = series;
        }

        boolean isTruncated() {
            return this == TRUNCATED_SIGMA || this == TRUNCATED_FLOOR;
        }

        SlopeRule rule() {
            return new SlopeRule(exponent, MARGIN, 1 - 0.05 / Law.values().length, 10);
        }
    }

    private static final String VANISHING = " vanishing";
    private static final String TRUNCATED = "truncated";
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
        private static final double[] SMALL_SIGMAS = IntStream.rangeClosed(14, 18)
                .mapToDouble(k -> Math.scalb(1.0, -k))
                .toArray();

        /** From 12 on the constant in front of γ^H has settled; the chart has the shorter ones. */
        private static final int[] FLOORS = {12, 18, 24};

        private static final int[] HORIZONS = {3, 6, 12, 24};
        private static final int SHORT = 6;

        private static final double[] CURVE = IntStream.rangeClosed(3, 22)
                .mapToDouble(k -> Math.scalb(1.0, -k))
                .toArray();

        @Override
        public ClaimCard card() {
            return new ClaimCard(
                    id,
                    "Biases of size b and opposite sign in the two chains make the error of the penalty hypergradient"
                            + " c₁σ + c₂b/σ, at best Θ(√b) at σ = Θ(√b); a common bias that is smooth in λ leaves Θ(b), at"
                            + " every small σ"
                            + (ChainBias.isKnownOn(problem)
                                    ? "; one that returns of H steps have in both chains leaves Θ(γ^H), at every small σ."
                                    : "."),
                    "‖hypergradient at the limits of the biased chains − ∇Φ‖, norm units",
                    Guarantee.RATE,
                    Paper.at("bias of the gradient estimator; the two cases are told apart here"),
                    List.of(
                            "g + σf is PL with a nonsingular Hessian across its minimisers",
                            "inner problems solved exactly; no noise; signs such that the errors of bias and penalty do not"
                                    + " cancel"),
                    "exponents: "
                            + laws().stream()
                                    .map(law -> law.title + " " + law.exponent)
                                    .reduce((a, b) -> a + "; " + b)
                                    .orElseThrow(),
                    Law.OPPOSITE_ERROR.rule().describe() + " The same for each exponent, at " + POINTS
                            + " random points and directions; b = 2⁻¹⁰ … 2⁻¹⁶, σ from 2⁻²² to 2⁻³ (σ → 0: 2⁻¹⁴ … 2⁻¹⁸ at b ="
                            + " 2⁻⁸; what stays: σ = 2⁻¹⁸, H = 12, 18, 24)."
                            + " SUPPORTED iff all are and the smallest and largest slope lie within the margin too;"
                            + " NOT_SUPPORTED iff one is (Bonferroni over six keeps that below 5 % at the predicted"
                            + " exponents).",
                    "with chains of their own: biases nine tenths common and one tenth opposite presented as common (in b, and"
                            + " in σ), and biases whose opposite part enters through σf alone presented as opposite must be"
                            + " NOT_SUPPORTED"
                            + (ChainBias.isKnownOn(problem)
                                    ? "; so must returns of 6 steps in one chain and 7 in the other presented as one horizon"
                                    : ""));
        }

        private List<Law> laws() {
            boolean sampled = ChainBias.isKnownOn(problem);
            return Arrays.stream(Law.values())
                    .filter(law -> sampled || !law.isTruncated())
                    .toList();
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
            for (Reading reading : Reading.values()) {
                MisreadChains chains = MisreadChains.adding(problem, phi, unitVector, reading);
                MisreadChains.Best[] best = Arrays.stream(BIASES)
                        .mapToObj(b -> chains.best(SMALLEST_SIGMA, LARGEST_SIGMA, b))
                        .toArray(MisreadChains.Best[]::new);
                values.put(reading + " best sigma", of(best, MisreadChains.Best::sigma));
                values.put(reading + " best error", of(best, MisreadChains.Best::error));
                values.put(reading + VANISHING, errors(chains, SMALL_SIGMAS, BIASES[0]));
                if (first) {
                    values.put(reading + " curve", errors(chains, CURVE, BIASES[0]));
                    values.put(reading + " small curve", errors(chains, CURVE, BIASES[2]));
                }
            }
            if (ChainBias.isKnownOn(problem)) {
                truncate(new EstimatorChains(problem, phi), first, values);
            }
            return CellResult.of(values);
        }

        private void truncate(EstimatorChains chains, boolean first, Map<String, double[]> values) {
            double[] least = {SMALL_SIGMAS[SMALL_SIGMAS.length - 1]};
            values.put(TRUNCATED + VANISHING, chains.errors(returns(SHORT), SMALL_SIGMAS));
            values.put("split" + VANISHING, chains.errors(returns(SHORT), returns(SHORT + 1), SMALL_SIGMAS));
            values.put(
                    TRUNCATED + " floor",
                    Arrays.stream(FLOORS)
                            .mapToDouble(horizon -> chains.errors(returns(horizon), least)[0])
                            .toArray());
            values.put(
                    "factors",
                    Arrays.stream(FLOORS)
                            .mapToDouble(horizon -> Math.pow(ChainBias.discount(problem), horizon))
                            .toArray());
            if (first) {
                for (int horizon : HORIZONS) {
                    values.put(TRUNCATED + ' ' + horizon, chains.errors(returns(horizon), CURVE));
                }
                values.put("split curve", chains.errors(returns(SHORT), returns(SHORT + 1), CURVE));
            }
        }

        private ChainBias returns(int horizon) {
            return ChainBias.returns(problem, horizon);
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
            List<Evidence.Effect> others = new ArrayList<>();
            StringBuilder reason = new StringBuilder();
            for (Law law : laws()) {
                SlopeDecision decision = decide(law, points, law.series);
                Verdict verdict = everywhere(law, decision);
                verdicts.add(verdict);
                if (law != Law.OPPOSITE_ERROR) {
                    others.add(decision.effect("exponent, " + law.title));
                }
                reason.append(law.title).append(": ").append(decision.reason()).append(' ');
                rows.add(List.of(
                        law.title,
                        law.exponent,
                        decision.slope(),
                        decision.smallest(),
                        decision.largest(),
                        verdict.toString()));
            }
            SlopeDecision deciding = decide(Law.OPPOSITE_ERROR, points, Law.OPPOSITE_ERROR.series);
            return new Evidence(
                            Conjunction.of(verdicts),
                            reason.toString().strip(),
                            deciding.effect("exponent of the best error under opposite biases"),
                            controls(points),
                            "the slopes are free of sampling noise: any deviation beyond the margin shows, with probability 1",
                            POINTS + " points under the branch 'verdict/BIAS-4' of master seed "
                                    + settings.masterSeed(),
                            Map.of(),
                            ChainBiasViews.plots(points.get(0), BIASES, CURVE, HORIZONS),
                            List.of(new Table(
                                    "exponents",
                                    "The exponents, over the points",
                                    List.of("law", "predicted", "mean", "smallest", "largest", "verdict"),
                                    rows)))
                    .alsoMeasured(others);
        }

        private List<Evidence.Control> controls(List<CellResult> points) {
            List<Evidence.Control> controls = new ArrayList<>(List.of(
                    control(
                            "one tenth opposite presented as common, in b",
                            Law.COMMON_ERROR,
                            points,
                            Reading.NEARLY_COMMON + " best error"),
                    control(
                            "one tenth opposite presented as common, in σ",
                            Law.COMMON_SIGMA,
                            points,
                            Reading.NEARLY_COMMON + VANISHING),
                    control(
                            "opposite through σf alone presented as opposite",
                            Law.OPPOSITE_ERROR,
                            points,
                            Reading.FADING + " best error")));
            if (laws().contains(Law.TRUNCATED_SIGMA)) {
                controls.add(control(
                        "returns of 6 and of 7 steps presented as one horizon",
                        Law.TRUNCATED_SIGMA,
                        points,
                        "split" + VANISHING));
            }
            return controls;
        }

        private static SlopeDecision decide(Law law, List<CellResult> points, String series) {
            return law.rule()
                    .decide(points.stream()
                            .mapToDouble(point -> slope(law, point, point.series(series)))
                            .toArray());
        }

        private static double slope(Law law, CellResult point, double[] y) {
            return switch (law) {
                case OPPOSITE_SIGMA, OPPOSITE_ERROR, COMMON_ERROR ->
                    LogLogFit.of(last(BIASES), last(y)).slope();
                case COMMON_SIGMA, TRUNCATED_SIGMA ->
                    LogLogFit.of(SMALL_SIGMAS, y).slope();
                case TRUNCATED_FLOOR -> LogLogFit.of(point.series("factors"), y).slope();
            };
        }

        private static double[] last(double[] values) {
            return Arrays.copyOfRange(values, values.length - FITTED, values.length);
        }

        private static Verdict everywhere(Law law, SlopeDecision decision) {
            boolean within =
                    decision.smallest() >= law.exponent - MARGIN && decision.largest() <= law.exponent + MARGIN;
            return decision.verdict() == Verdict.SUPPORTED && !within ? Verdict.INCONCLUSIVE : decision.verdict();
        }

        private static Evidence.Control control(String description, Law law, List<CellResult> points, String series) {
            SlopeDecision decision = decide(law, points, series);
            return new Evidence.Control(
                    description,
                    decision.verdict() == Verdict.NOT_SUPPORTED,
                    decision.verdict() + ": " + decision.reason());
        }
    }
}
