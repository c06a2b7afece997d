package org.plumbline.theory.claim.penalty;

import com.google.auto.service.AutoService;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.plumbline.algorithm.AlgorithmSpec;
import org.plumbline.algorithm.Algorithms;
import org.plumbline.algorithm.penalty.FullyFirstOrder;
import org.plumbline.numeric.Vectors;
import org.plumbline.oracle.Constants;
import org.plumbline.oracle.NoiseModel;
import org.plumbline.oracle.OracleCounts;
import org.plumbline.oracle.Start;
import org.plumbline.problem.BilevelProblem;
import org.plumbline.problem.Problems;
import org.plumbline.random.SeedTree;
import org.plumbline.run.Recording;
import org.plumbline.run.Runner;
import org.plumbline.run.StopReason;
import org.plumbline.run.StopRule;
import org.plumbline.run.Trace;
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
import org.plumbline.theory.Results;
import org.plumbline.theory.Settings;
import org.plumbline.theory.Verdict;
import org.plumbline.theory.assumption.PlInequality;
import org.plumbline.theory.judge.SlopeDecision;
import org.plumbline.theory.judge.SlopeRule;
import org.plumbline.theory.statistics.LogLogFit;

/**
 * PEN-1 along a run: with a multiplier \(\Lambda_t = \Lambda_0 t^{1/7}\), as F2SA has it, \(\sigma_t = 1/\Lambda_t\), so that the bias
 * of the direction falls as \(t^{-1/7}\), and the step \(\alpha_t\Lambda_t \propto t^{-4/7}\) of the penalised chain stays stable.
 */
@AutoService(Audit.class)
public final class GrowingMultiplierLosesItsBias implements Audit {
    @Override
    public String id() {
        return "PEN-1";
    }

    @Override
    public List<Claim> claims() {
        return List.of(about(Algorithms.named("f2sa")));
    }

    /**
     * The claim.
     *
     * @param spec the method, with the card of the registered one
     * @return the claim
     */
    public static Claim about(AlgorithmSpec spec) {
        return new Row(spec, Problems.named("quadratic/isotropic"));
    }

    private enum Arm {
        PUBLISHED("published exponents"),
        CONSTANT("constant multiplier");

        private final String title;

        Arm(String title) {
            this.title = title;
        }
    }

    private record Row(AlgorithmSpec spec, BilevelProblem problem) implements Claim {
        private static final String ID = "PEN-1@f2sa";
        private static final int STARTS = 10;
        private static final double[] TIMES = {256, 512, 1024, 2048};
        private static final double MULTIPLIER = 10;
        private static final int INNER = 16;
        /** So short that the bias hardly depends on where φ has come to, and long enough to be divided by. */
        private static final double OUTER_STEP = 1e-4;

        private static final SlopeRule RULE = new SlopeRule(-FullyFirstOrder.MULTIPLIER_GROWTH, 0.02, 0.95, STARTS);

        @Override
        public ClaimCard card() {
            return new ClaimCard(
                    ID,
                    "With exact gradients the bias of F2SA's direction falls as 1/Λ_t = Θ(t^(−1/7)) under its published exponents,"
                            + " and no chain diverges.",
                    "‖(φ_t − φ_{t+1})/η_t − ∇Φ(φ_t)‖ with η_t = η t^(−5/7), norm units",
                    Guarantee.RATE,
                    new Citation(
                            "Plumbline, FullyFirstOrder",
                            "schedule of Kwon, Kwon, Wright, Nowak, ICML 2023, recalled, and its derivation",
                            Provenance.DERIVED),
                    List.of(
                            "exact gradients; bias of order σ at random φ (PEN-1@quadratic)",
                            "H = L·I, γ_0 = α_0Λ_0 = 1/L and K = " + INNER
                                    + ": λ_σ moves by σ/(7t) a step and the chain comes nearer by K t^(−4/7), so that what it lags"
                                    + " changes the direction by a share Λ_0 t^(−2/7)/(7K) of the bias, below 4 %"),
                    "slope −1/7 of the logarithm of the bias against that of t",
                    RULE.describe() + " Fits over t = 2⁸ … 2¹¹ from " + STARTS
                            + " random φ, Λ_0 = " + MULTIPLIER + ", η = " + OUTER_STEP
                            + ". NOT_SUPPORTED also if a run diverges.",
                    "runs of their own with a multiplier that does not grow, whose bias stays, must be NOT_SUPPORTED under the"
                            + " same rule");
        }

        @Override
        public List<Assumption> assumptions(Settings settings) {
            return List.of(new PlInequality(problem, 0));
        }

        private SeedTree seeds(Settings settings) {
            return settings.seeds("verdict").child(ID);
        }

        private String key(Settings settings, Arm arm, int start) {
            return "growing multiplier|" + problem.id() + '|' + arm + "|K=" + INNER + '|' + Arrays.toString(TIMES) + '|'
                    + MULTIPLIER + '|' + OUTER_STEP + '|' + seeds(settings).child("start", start);
        }

        @Override
        public List<Cell> plan(Settings settings) {
            List<Cell> cells = new ArrayList<>();
            for (Arm arm : Arm.values()) {
                for (int i = 0; i < STARTS; i++) {
                    SeedTree start = seeds(settings).child("start", i);
                    cells.add(new Cell(key(settings, arm, i), () -> measure(arm, start)));
                }
            }
            return cells;
        }

        private CellResult measure(Arm arm, SeedTree seeds) {
            double[] phi = problem.box().sample(seeds.stream());
            Map<String, Object> values = new LinkedHashMap<>(Map.of(
                    "multiplier",
                    MULTIPLIER,
                    "lowerStep",
                    1 / problem.constants().require(Constants.L),
                    "outerStep",
                    OUTER_STEP,
                    "innerSteps",
                    INNER));
            if (arm == Arm.CONSTANT) {
                values.put("multiplierGrowth", 0);
            }
            double[][] last = new double[1][];
            double[] biases = new double[TIMES.length];
            Arrays.fill(biases, Double.POSITIVE_INFINITY);
            Trace trace = new Runner(
                            spec.create(values),
                            problem.oracles(NoiseModel.NONE),
                            new Start(phi, problem.truth().lowerSolution(phi)),
                            StopRule.iterations((long) TIMES[TIMES.length - 1]),
                            seeds.child("run"),
                            Recording.ENDS)
                    .run((t, at, lambda, penalised) -> {
                        int index = Arrays.binarySearch(TIMES, (double) t);
                        if (index >= 0) {
                            biases[index] = bias(last[0], at, (double) t);
                        }
                        last[0] = at;
                    });
            return new CellResult(
                    Map.of("biases", biases),
                    spec.card().name(),
                    trace.counts(),
                    trace.stop() == StopReason.COMPLETED || trace.stop() == StopReason.DIVERGED ? "" : trace.detail());
        }

        /** Of the step that was iteration t, counted from 1. */
        private double bias(double[] from, double[] to, double t) {
            double[] error = problem.truth().hypergradient(from);
            double step = OUTER_STEP * Math.pow(t, -FullyFirstOrder.PENALISED_DECAY);
            Vectors.add(1 / step, to, error);
            Vectors.add(-1 / step, from, error);
            return Math.sqrt(Vectors.squaredNorm(error));
        }

        private List<double[]> finished(Settings settings, Results results, Arm arm) {
            return IntStream.range(0, STARTS)
                    .mapToObj(i -> results.get(key(settings, arm, i)).series("biases"))
                    .filter(biases -> Arrays.stream(biases).allMatch(bias -> bias > 0 && Double.isFinite(bias)))
                    .toList();
        }

        private SlopeDecision decide(Settings settings, Results results, Arm arm) {
            return RULE.decide(finished(settings, results, arm).stream()
                    .mapToDouble(biases -> LogLogFit.of(TIMES, biases).slope())
                    .toArray());
        }

        private Verdict verdict(Settings settings, Results results, Arm arm) {
            return finished(settings, results, arm).size() < STARTS
                    ? Verdict.NOT_SUPPORTED
                    : decide(settings, results, arm).verdict();
        }

        @Override
        public Evidence judge(Settings settings, Results results) {
            SlopeDecision decision = decide(settings, results, Arm.PUBLISHED);
            SlopeDecision control = decide(settings, results, Arm.CONSTANT);
            int diverged = STARTS - finished(settings, results, Arm.PUBLISHED).size();
            return new Evidence(
                    verdict(settings, results, Arm.PUBLISHED),
                    (diverged == 0 ? "" : "Starts from which a run diverged: " + diverged + ". ") + decision.reason(),
                    new Evidence.Effect(
                            "exponent of the bias in t", decision.slope(), Optional.of(decision.interval())),
                    List.of(new Evidence.Control(
                            Arm.CONSTANT.title,
                            verdict(settings, results, Arm.CONSTANT) == Verdict.NOT_SUPPORTED,
                            control.reason())),
                    "nothing is sampled but starts: any deviation beyond the margin shows",
                    STARTS + " starts under the branch 'verdict/" + ID + "' of master seed " + settings.masterSeed(),
                    Map.of("f2sa on " + ID, drawn(settings, results)),
                    plots(settings, results),
                    List.of());
        }

        private OracleCounts drawn(Settings settings, Results results) {
            return IntStream.range(0, STARTS)
                    .mapToObj(i -> results.get(key(settings, Arm.PUBLISHED, i)).counts())
                    .reduce(OracleCounts.NONE, OracleCounts::plus);
        }

        private List<Plot> plots(Settings settings, Results results) {
            List<Series> series = new ArrayList<>();
            for (Arm arm : Arm.values()) {
                List<double[]> finished = finished(settings, results, arm);
                if (!finished.isEmpty()) {
                    series.add(Series.line(
                            arm.title, arm == Arm.PUBLISHED ? Style.MEASURED : Style.CONTROL, TIMES, finished.get(0)));
                }
            }
            return series.isEmpty()
                    ? List.of()
                    : List.of(new Plot(
                            "bias",
                            "Bias of F2SA's direction along a run with exact gradients",
                            new Plot.Axis("iteration t", true),
                            new Plot.Axis("‖v_t − ∇Φ(φ_t)‖", true),
                            series));
        }
    }
}
