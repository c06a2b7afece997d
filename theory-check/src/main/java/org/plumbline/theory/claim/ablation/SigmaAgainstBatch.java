package org.plumbline.theory.claim.ablation;

import com.google.auto.service.AutoService;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.plumbline.algorithm.penalty.Coupling;
import org.plumbline.algorithm.penalty.FirstOrderPenalty;
import org.plumbline.algorithm.penalty.PenaltySchedule;
import org.plumbline.oracle.OracleCounts;
import org.plumbline.oracle.Start;
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
import org.plumbline.theory.HeatMap;
import org.plumbline.theory.HeatMap.Shades;
import org.plumbline.theory.Profile;
import org.plumbline.theory.Results;
import org.plumbline.theory.Settings;
import org.plumbline.theory.Verdict;
import org.plumbline.theory.assumption.PlInequality;
import org.plumbline.theory.claim.Implementation;
import org.plumbline.theory.claim.Paper;
import org.plumbline.theory.claim.rate.RateInstances;

/**
 * ABL-1 over σ and n: the error \(a\sigma^2 + c/(\sigma^2n)\) has for every n a valley in σ, whose place is ∝ n^(−1/4) and
 * whose depth ∝ n^(−1/2). The theorem's schedule runs along its floor.
 */
@AutoService(Audit.class)
public final class SigmaAgainstBatch implements Audit {
    @Override
    public String id() {
        return "ABL-1";
    }

    @Override
    public List<Claim> claims() {
        return List.of(by(Implementation.SOUND));
    }

    /**
     * ABL-1@sigma-batch.
     *
     * @param implementation Algorithm 1, as it stands or broken
     * @return the claim about it
     */
    public static Claim by(Implementation implementation) {
        return new Row(Problems.named("sine-composite/claims"), implementation);
    }

    /** Who makes the runs of a map. */
    private enum Arm {
        THEOREM("Algorithm 1"),
        COUPLED("coupled batches, whose difference has no noise of order 1/(σ²n)"),
        STUCK("every batch as large as the smallest, whatever n says");

        private final String title;

        Arm(String title) {
            this.title = title;
        }

        private FirstOrderPenalty of(FirstOrderPenalty method, long smallest) {
            return switch (this) {
                case THEOREM -> method;
                case COUPLED -> method.with(Coupling.FULL);
                case STUCK ->
                    FirstOrderPenalty.exact(
                            method.sigma(), smallest, method.innerSteps(), method.lowerStep(), method.outerStep());
            };
        }
    }

    private record Row(BilevelProblem problem, Implementation implementation) implements Claim {
        private static final String ID = "ABL-1@sigma-batch";
        private static final int ITERATIONS = 100;
        private static final int INNER_STEPS = 4;
        /** ε = ¼ under the schedule. */
        private static final long SMALLEST = 48;

        private static PenaltySchedule schedule() {
            return RateInstances.scheduleOnSine();
        }

        private static int runs(Profile profile) {
            return profile == Profile.FULL ? 40 : ValleyRule.RUNS;
        }

        /** From 2 down, by factors of 2, or of √2 in the full profile; in rising order. */
        private static double[] sigmas(Profile profile) {
            int parts = profile == Profile.FULL ? 2 : 1;
            int length = 9 * parts + 1;
            return IntStream.range(0, length)
                    .mapToDouble(i -> Math.pow(2, 1 - (length - 1.0 - i) / parts))
                    .toArray();
        }

        private static double[] batches(Profile profile) {
            boolean full = profile == Profile.FULL;
            return IntStream.range(0, full ? 9 : 4)
                    .mapToDouble(i -> SMALLEST * Math.pow(full ? 4 : 16, i))
                    .toArray();
        }

        private static ValleyRule rule(Profile profile) {
            return new ValleyRule(
                    sigmas(profile),
                    batches(profile),
                    schedule().cSigma(),
                    schedule().cBatch());
        }

        @Override
        public ClaimCard card() {
            return new ClaimCard(
                    ID,
                    "Over σ and n, ‖∇Φ‖² has a valley in σ for every n, at σ ∝ n^(−1/4) and of depth ∝ n^(−1/2); the"
                            + " theorem's σ and n reach their ε in it, and an eighth of σ, eight times σ, or a sixteenth"
                            + " of n does not.",
                    "tail mean of ‖∇Φ(φ_t)‖², T/2 ≤ t < T, squared units",
                    Guarantee.TIGHT,
                    Paper.at("ablation study; the shape is derived from the error budget, docs/theory.md, section 12"),
                    List.of(
                            "T = " + ITERATIONS + ", K = " + INNER_STEPS + ", τ = "
                                    + schedule().lowerStep() + ", η = "
                                    + schedule().outerStep()
                                    + ", warm; from the known optimum, so that what is left of the start does not show",
                            "noise and schedule of RATE-1 on this instance: σ = "
                                    + schedule().cSigma() + "√ε, n = "
                                    + schedule().cBatch() + " ε⁻²"),
                    "E ≈ aσ² + c/(σ²n): least at σ = (c/(an))^(1/4), where it is 2√(ac/n)",
                    ValleyRule.describe(runs(Profile.QUICK), runs(Profile.FULL)),
                    "maps of their own must be NOT_SUPPORTED under the same rule: " + Arm.COUPLED.title + "; "
                            + Arm.STUCK.title);
        }

        @Override
        public List<Assumption> assumptions(Settings settings) {
            double largest = schedule().at(theoremTarget(SMALLEST)).sigma();
            return new ArrayList<>(PlInequality.forAll(problem, largest));
        }

        private static double theoremTarget(double batch) {
            return Math.sqrt(schedule().cBatch() / batch);
        }

        private SeedTree seeds(Settings settings, Arm arm) {
            return settings.seeds("verdict").child(ID).child(arm.name());
        }

        private String key(Settings settings, Arm arm, int run) {
            return "sigma-batch|" + problem.id() + '|' + Arrays.toString(sigmas(settings.profile())) + '|'
                    + Arrays.toString(batches(settings.profile())) + '|' + ITERATIONS + '|' + run + '|'
                    + seeds(settings, arm);
        }

        @Override
        public List<Cell> plan(Settings settings) {
            List<Cell> cells = new ArrayList<>();
            for (Arm arm : Arm.values()) {
                for (int i = 0; i < runs(settings.profile()); i++) {
                    SeedTree seeds = seeds(settings, arm).child("run", i);
                    cells.add(new Cell(key(settings, arm, i), () -> measure(settings.profile(), arm, seeds)));
                }
            }
            return cells;
        }

        /** All pairs of one seed from the same random numbers, so that differences between them show. */
        private CellResult measure(Profile profile, Arm arm, SeedTree seeds) {
            double[] phi = problem.truth().knownOptimum().orElseThrow().phi();
            Start start = new Start(phi, problem.truth().lowerSolution(phi));
            AblationRun run = new AblationRun(problem, RateInstances.noiseOnSine(), start, ITERATIONS, seeds);
            double[] sigmas = sigmas(profile);
            double[] batches = batches(profile);
            Map<String, double[]> values = new HashMap<>();
            OracleCounts counts = OracleCounts.NONE;
            for (int row = 0; row < sigmas.length; row++) {
                double[] errors = new double[batches.length];
                for (int column = 0; column < batches.length; column++) {
                    FirstOrderPenalty method = FirstOrderPenalty.exact(
                            sigmas[row],
                            (long) batches[column],
                            INNER_STEPS,
                            schedule().lowerStep(),
                            schedule().outerStep());
                    AblationRun.Path path = run.run(implementation.of(arm.of(method, SMALLEST)));
                    errors[column] = run.tail(path);
                    counts = counts.plus(path.counts());
                }
                values.put("row " + row, errors);
            }
            return new CellResult(values, "algorithm-1", counts, "");
        }

        private List<CellResult> results(Settings settings, Results results, Arm arm) {
            return IntStream.range(0, runs(settings.profile()))
                    .mapToObj(i -> results.get(key(settings, arm, i)))
                    .toList();
        }

        @Override
        public Evidence judge(Settings settings, Results results) {
            ValleyRule rule = rule(settings.profile());
            Map<Arm, ErrorMap> maps = new HashMap<>();
            Map<String, OracleCounts> drawn = new HashMap<>();
            for (Arm arm : Arm.values()) {
                List<CellResult> runs = results(settings, results, arm);
                maps.put(arm, ErrorMap.of(runs, rule.sigmas().length, row -> "row " + row));
                drawn.put(
                        arm.title, runs.stream().map(CellResult::counts).reduce(OracleCounts.NONE, OracleCounts::plus));
            }
            ValleyRule.Decision decision = rule.decide(maps.get(Arm.THEOREM));
            return new Evidence(
                            decision.verdict(),
                            decision.reason(),
                            decision.place().effect("exponent in n of the place of the valley"),
                            List.of(control(rule, maps, Arm.COUPLED), control(rule, maps, Arm.STUCK)),
                            decision.power(),
                            runs(settings.profile()) + " seeds a map, in branches under 'verdict/" + ID
                                    + "' of master seed " + settings.masterSeed(),
                            drawn,
                            List.of(),
                            List.of(rule.table(maps.get(Arm.THEOREM))))
                    .with(List.of(map(rule, maps, Arm.THEOREM), map(rule, maps, Arm.COUPLED)))
                    .refutedAt(decision.pValue())
                    .alsoMeasured(List.of(decision.depth().effect("exponent in n of the depth of the valley")));
        }

        private static Evidence.Control control(ValleyRule rule, Map<Arm, ErrorMap> maps, Arm arm) {
            ValleyRule.Decision decision = rule.decide(maps.get(arm));
            return new Evidence.Control(
                    arm.title,
                    decision.verdict() == Verdict.NOT_SUPPORTED,
                    decision.verdict() + ": " + decision.reason());
        }

        private static HeatMap map(ValleyRule rule, Map<Arm, ErrorMap> maps, Arm arm) {
            boolean control = arm != Arm.THEOREM;
            return new HeatMap(
                    control ? "coupled" : "sigma-batch",
                    control ? "Control: the same map from coupled batches" : "‖∇Φ‖² over σ and n",
                    ErrorMap.count("n, samples a gradient", rule.batches()),
                    ErrorMap.axis("σ", rule.sigmas()),
                    "tail mean of ‖∇Φ‖², squared units, mean over seeds",
                    control
                            ? ""
                            : "the theorem's choice, σ = c_σ√ε and n = c_n ε⁻² with c_σ = " + (float) rule.cSigma()
                                    + " and c_n = " + (float) rule.cBatch(),
                    new Shades(1e-4, 10),
                    maps.get(arm).squares(control ? (row, column) -> false : rule::isTheorem));
        }
    }
}
