package org.plumbline.theory.claim.failure;

import com.google.auto.service.AutoService;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
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
import org.plumbline.theory.claim.Implementation;
import org.plumbline.theory.claim.Paper;
import org.plumbline.theory.judge.Conjunction;
import org.plumbline.theory.judge.SlopeDecision;
import org.plumbline.theory.judge.SlopeRule;
import org.plumbline.theory.statistics.LogLogFit;

/**
 * FAIL-1, both signatures in whole runs of Algorithm 1 with exact gradients: a cold start with a constant K stalls at a
 * stationarity that does not fall with ε, K above the threshold of one start or a warm start with the same constant K reach
 * Θ(ε), and a σ that does not shrink stalls as well.
 */
@AutoService(Audit.class)
public final class ColdRunsStall implements Audit {
    @Override
    public String id() {
        return "FAIL-1";
    }

    @Override
    public List<Claim> claims() {
        return List.of(runs(Implementation.SOUND));
    }

    /**
     * The claim about whole runs.
     *
     * @param tested who makes the runs
     * @return the claim
     */
    public static Claim runs(Implementation tested) {
        return new Row(Problems.named("sine-composite/claims"), tested);
    }

    /** A way to run, with the exponent of the tail in ε that is predicted. */
    private enum Arm {
        COLD_FEW("cold, constant K", 0, true),
        COLD_ENOUGH("cold, K above the threshold", 1, true),
        WARM_FEW("warm, constant K", 1, false),
        WEAK("warm, constant K, σ that does not shrink", 1, false);

        private final String title;
        private final double exponent;
        private final boolean cold;

        Arm(String title, double exponent, boolean cold) {
            this.title = title;
            this.exponent = exponent;
            this.cold = cold;
        }

        private double sigma(double epsilon) {
            return ColdStart.sigma(this == WEAK ? Row.TARGETS[0] : epsilon);
        }

        /** {@code unit}: \(1/\ln(1/q)\). */
        private int innerSteps(double epsilon, double unit) {
            return this == COLD_ENOUGH
                    ? (int) Math.ceil(unit * (Row.SHARE * Math.log(1 / epsilon) + Row.ROOM))
                    : Row.FEW;
        }
    }

    private record Row(BilevelProblem problem, Implementation tested) implements Claim {
        private static final String ID = "FAIL-1@runs";
        private static final int RUNS = 10;
        private static final int FEW = 2;
        private static final double[] TARGETS = {0x1p-6, 0x1p-8, 0x1p-10, 0x1p-12};
        /** Above the threshold 1 of chains that start together, by half of it. */
        private static final double SHARE = 1.5;
        /** The error is \(K^2q^K\) times a constant: this leaves a factor of ten thousand to both, so that it is negligible. */
        private static final double ROOM = Math.log(10_000);

        private static final double LEVEL = 0.975;

        private static SlopeRule rule(Arm arm) {
            return new SlopeRule(arm.exponent, 0.1, LEVEL, RUNS);
        }

        @Override
        public ClaimCard card() {
            return new ClaimCard(
                    ID,
                    "Runs of Algorithm 1 from cold starts with K = " + FEW
                            + " stall at a ‖∇Φ‖² that does not fall with ε; with"
                            + " K = " + SHARE + " ln(1/ε)/ln(1/q) + O(1), or from a warm start with K = " + FEW
                            + ", it is Θ(ε).",
                    "tail mean of ‖∇Φ‖², squared units, σ = ½√ε",
                    Guarantee.SEPARATION,
                    Paper.at("failure signatures; the exponents are derived here"),
                    List.of("exact gradients, enough iterations that the outer loop is at rest"),
                    "exponents in ε: 0 for cold starts with constant K, 1 for the others",
                    "Each exponent over ε = 2⁻⁶ … 2⁻¹², from " + RUNS
                            + " random φ and starts near the solution. Cold, K = "
                            + FEW + ": " + rule(Arm.COLD_FEW).describe() + " Others: "
                            + rule(Arm.WARM_FEW).describe()
                            + " SUPPORTED iff all three are; NOT_SUPPORTED iff one is, or a"
                            + " run of theirs goes to infinity (a coordinate of φ above 1e6).",
                    "runs of their own with the σ of the largest ε throughout, presented as the warm ones, must be"
                            + " NOT_SUPPORTED under their rule");
        }

        @Override
        public List<Assumption> assumptions(Settings settings) {
            return List.of(new PlInequality(problem, 0));
        }

        private SeedTree seeds(Settings settings) {
            return settings.seeds("verdict").child(ID);
        }

        private String key(Settings settings, Arm arm, int run) {
            return "cold-run|" + problem.id() + '|' + arm.title + "|K=" + FEW + '|' + Arrays.toString(TARGETS) + '|'
                    + run + '|' + seeds(settings);
        }

        @Override
        public List<Cell> plan(Settings settings) {
            List<Cell> cells = new ArrayList<>();
            for (Arm arm : Arm.values()) {
                for (int i = 0; i < RUNS; i++) {
                    SeedTree seeds = seeds(settings).child("run", i);
                    cells.add(new Cell(key(settings, arm, i), () -> measure(arm, seeds)));
                }
            }
            return cells;
        }

        private CellResult measure(Arm arm, SeedTree seeds) {
            ExactRun run = ExactRun.from(problem, seeds.stream());
            double unit = -1 / Math.log(run.contraction());
            double[] tails = Arrays.stream(TARGETS)
                    .map(epsilon -> run.run(tested, arm.sigma(epsilon), arm.innerSteps(epsilon, unit), arm.cold)
                            .tail())
                    .toArray();
            double[] steps = Arrays.stream(TARGETS)
                    .map(epsilon -> arm.innerSteps(epsilon, unit))
                    .toArray();
            return CellResult.of(Map.of("tails", tails, "steps", steps));
        }

        private List<CellResult> runs(Settings settings, Results results, Arm arm) {
            return IntStream.range(0, RUNS)
                    .mapToObj(i -> results.get(key(settings, arm, i)))
                    .toList();
        }

        private SlopeDecision decide(Settings settings, Results results, Arm arm) {
            return rule(arm)
                    .decide(runs(settings, results, arm).stream()
                            .filter(run -> isFinite(run.series("tails")))
                            .mapToDouble(run ->
                                    LogLogFit.of(TARGETS, run.series("tails")).slope())
                            .toArray());
        }

        private static boolean isFinite(double[] tails) {
            return Arrays.stream(tails).allMatch(Double::isFinite);
        }

        private long diverged(Settings settings, Results results) {
            return Stream.of(Arm.COLD_FEW, Arm.COLD_ENOUGH, Arm.WARM_FEW)
                    .flatMap(arm -> runs(settings, results, arm).stream())
                    .filter(run -> !isFinite(run.series("tails")))
                    .count();
        }

        @Override
        public Evidence judge(Settings settings, Results results) {
            long diverged = diverged(settings, results);
            SlopeDecision cold = decide(settings, results, Arm.COLD_FEW);
            SlopeDecision enough = decide(settings, results, Arm.COLD_ENOUGH);
            SlopeDecision warm = decide(settings, results, Arm.WARM_FEW);
            SlopeDecision weak = decide(settings, results, Arm.WEAK);
            return new Evidence(
                    diverged > 0
                            ? Verdict.NOT_SUPPORTED
                            : Conjunction.of(List.of(cold.verdict(), enough.verdict(), warm.verdict())),
                    (diverged == 0 ? "" : "Starts from which a run went to infinity: " + diverged + ". ")
                            + "Cold, K = " + FEW + ": " + cold.reason() + " Cold, K above the threshold: "
                            + enough.reason()
                            + " Warm, K = " + FEW + ": " + warm.reason(),
                    new Evidence.Effect(
                            "exponent in ε of the tail from cold starts with constant K",
                            cold.slope(),
                            Optional.of(cold.interval())),
                    List.of(new Evidence.Control(
                            Arm.WEAK.title,
                            weak.verdict() == Verdict.NOT_SUPPORTED,
                            weak.verdict() + ": " + weak.reason())),
                    "no noise, only random starts: any deviation beyond the margin shows, with probability 1",
                    RUNS + " starts under the branch 'verdict/" + ID + "' of master seed " + settings.masterSeed(),
                    Map.of(),
                    List.of(plot(settings, results)),
                    List.of(table(settings, results)));
        }

        private Plot plot(Settings settings, Results results) {
            List<Series> series = new ArrayList<>();
            for (Arm arm : Arm.values()) {
                double[] tails = results.get(key(settings, arm, 0)).series("tails");
                if (isFinite(tails)) {
                    series.add(
                            Series.line(arm.title, arm == Arm.WEAK ? Style.CONTROL : Style.MEASURED, TARGETS, tails));
                }
            }
            series.add(Series.line("ε", Style.PREDICTION, TARGETS, TARGETS));
            return new Plot(
                    "runs",
                    "Stationarity of runs of Algorithm 1 from one start",
                    new Plot.Axis("target ε", true),
                    new Plot.Axis("tail of ‖∇Φ‖²", true),
                    series);
        }

        private Table table(Settings settings, Results results) {
            List<List<Object>> rows = new ArrayList<>();
            for (Arm arm : Arm.values()) {
                List<CellResult> runs = runs(settings, results, arm);
                for (int j = 0; j < TARGETS.length; j++) {
                    int at = j;
                    double[] tails = runs.stream()
                            .mapToDouble(run -> run.series("tails")[at])
                            .sorted()
                            .toArray();
                    double most = runs.stream()
                            .mapToDouble(run -> run.series("steps")[at])
                            .max()
                            .orElseThrow();
                    rows.add(List.of(arm.title, TARGETS[j], (long) most, tails[0], tails[tails.length - 1]));
                }
            }
            return new Table(
                    "runs",
                    "The tail of ‖∇Φ‖² over the starts",
                    List.of("run", "ε", "largest K", "smallest", "largest"),
                    rows);
        }
    }
}
