package org.plumbline.theory.claim.ablation;

import com.google.auto.service.AutoService;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.plumbline.algorithm.penalty.FirstOrderPenalty;
import org.plumbline.numeric.Vectors;
import org.plumbline.oracle.Constants;
import org.plumbline.oracle.NoiseModel;
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

/**
 * ABL-1 over K and τ, from cold and from warm starts, with exact gradients: a cold start needs a number of inner steps that
 * follows the inner loop's time constant, a warm one needs the same number of steps over many outer iterations, and beyond
 * 2/L no number of steps is enough.
 */
@AutoService(Audit.class)
public final class InnerStepsAgainstStep implements Audit {
    @Override
    public String id() {
        return "ABL-1";
    }

    @Override
    public List<Claim> claims() {
        return List.of(by(Implementation.SOUND));
    }

    /**
     * ABL-1@inner.
     *
     * @param implementation Algorithm 1, as it stands or broken
     * @return the claim about it
     */
    public static Claim by(Implementation implementation) {
        return new Row(Problems.named("quadratic/claims"), implementation);
    }

    /** How the runs of a map are made. */
    private enum Arm {
        COLD("cold start"),
        WARM("warm start"),
        STUCK("cold start, chains whose step is the smallest, whatever τ says");

        private final String title;

        Arm(String title) {
            this.title = title;
        }
    }

    private record Row(BilevelProblem problem, Implementation implementation) implements Claim {
        private static final String ID = "ABL-1@inner";
        private static final double SIGMA = 1.0 / 16;
        private static final int ITERATIONS = 100;
        private static final double OUTER_STEP = 0.05;
        private static final double DISTANCE = 0.1;

        private static int runs(Profile profile) {
            return profile == Profile.FULL ? 40 : ThresholdRule.RUNS;
        }

        private static double[] innerSteps(Profile profile) {
            return IntStream.range(0, profile == Profile.FULL ? 11 : 10)
                    .mapToDouble(i -> Math.pow(2, i))
                    .toArray();
        }

        /** τL: up to 1, and close to the limit 2 on both sides. */
        private static double[] steps(Profile profile) {
            return profile == Profile.FULL
                    ? new double[] {0.0625, 0.088, 0.125, 0.177, 0.25, 0.354, 0.5, 0.707, 1, 1.9, 2.1}
                    : new double[] {0.125, 0.25, 0.5, 1, 1.9, 2.1};
        }

        private ThresholdRule rule(Profile profile) {
            double condition = problem.constants().require(Constants.L)
                    / problem.constants().require(Constants.MU);
            ProxyQuadratic proxy = new ProxyQuadratic(problem, SIGMA);
            double penalty = Vectors.squaredNorm(problem.truth().hypergradient(proxy.minimiser()));
            return new ThresholdRule(innerSteps(profile), steps(profile), condition, ITERATIONS, 2 * penalty);
        }

        @Override
        public ClaimCard card() {
            return new ClaimCard(
                    ID,
                    "With exact gradients, the least K from which a cold start reaches ε is proportional to the inner loop's"
                            + " time constant 1/ln(1/q(τ)); the theorem's K is enough and an eighth of it is not; a warm"
                            + " start reaches ε wherever KT/2 is twenty time constants; beyond τ = 2/L nothing does.",
                    "tail mean of ‖∇Φ(φ_t)‖², T/2 ≤ t < T, squared units",
                    Guarantee.TIGHT,
                    Paper.at("ablation study; the shape is derived from the error budget, docs/theory.md, section 12"),
                    List.of(
                            "σ = 1/16, T = " + ITERATIONS + ", η = " + OUTER_STEP
                                    + "; ε is twice what the penalty alone"
                                    + " leaves, ‖∇Φ(φ_σ)‖² at the minimiser of Φ_σ",
                            "from the known optimum, chains " + DISTANCE
                                    + " times a standard normal vector away from the solution; cold starts go back there",
                            "the lower level is quadratic: contraction q = max(1 − τμ, |1 − τL|) of distances, and 2/L is"
                                    + " sharp"),
                    "a cold start leaves an error ∝ q^(2K) at every outer iteration, a warm one what is left of q^(KT/2)",
                    ThresholdRule.describe(runs(Profile.QUICK), runs(Profile.FULL)),
                    "under the same rule must be NOT_SUPPORTED: " + Arm.STUCK.title
                            + ", runs of their own in the place of the cold ones; cold runs in the place of the warm ones,"
                            + " and the other way round");
        }

        @Override
        public List<Assumption> assumptions(Settings settings) {
            return new ArrayList<>(PlInequality.forAll(problem, SIGMA));
        }

        private SeedTree seeds(Settings settings, Arm arm) {
            return settings.seeds("verdict").child(ID).child(arm == Arm.STUCK ? "stuck" : "starts");
        }

        private String key(Settings settings, Arm arm, int run) {
            return "inner|" + problem.id() + '|' + arm.title + '|' + Arrays.toString(innerSteps(settings.profile()))
                    + '|' + Arrays.toString(steps(settings.profile())) + '|' + ITERATIONS + '|' + SIGMA + '|' + run
                    + '|' + seeds(settings, arm);
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

        private CellResult measure(Profile profile, Arm arm, SeedTree seeds) {
            double[] phi = problem.truth().knownOptimum().orElseThrow().phi();
            double[] lambda = problem.truth().lowerSolution(phi);
            double[] direction = new double[lambda.length];
            seeds.stream().fillGaussian(direction);
            Vectors.add(DISTANCE, direction, lambda);
            AblationRun run = new AblationRun(problem, NoiseModel.NONE, new Start(phi, lambda), ITERATIONS, seeds);
            double[] steps = steps(profile);
            Map<String, double[]> values = new HashMap<>();
            OracleCounts counts = OracleCounts.NONE;
            for (int row = 0; row < steps.length; row++) {
                // Without noise, a step that does not change changes nothing.
                if (arm == Arm.STUCK && row > 0) {
                    values.put("row " + row, values.get("row 0"));
                    continue;
                }
                double[] errors = new double[innerSteps(profile).length];
                for (int column = 0; column < errors.length; column++) {
                    FirstOrderPenalty warm = FirstOrderPenalty.exact(
                            SIGMA,
                            1,
                            (int) innerSteps(profile)[column],
                            steps[row] / problem.constants().require(Constants.L),
                            OUTER_STEP);
                    AblationRun.Path path = run.run(implementation.of(arm == Arm.WARM ? warm : warm.cold()));
                    errors[column] = run.tail(path);
                    counts = counts.plus(path.counts());
                }
                values.put("row " + row, errors);
            }
            return new CellResult(values, "algorithm-1", counts, "");
        }

        @Override
        public Evidence judge(Settings settings, Results results) {
            ThresholdRule rule = rule(settings.profile());
            Map<Arm, ErrorMap> maps = new HashMap<>();
            Map<String, OracleCounts> drawn = new HashMap<>();
            for (Arm arm : Arm.values()) {
                List<CellResult> runs = IntStream.range(0, runs(settings.profile()))
                        .mapToObj(i -> results.get(key(settings, arm, i)))
                        .toList();
                maps.put(arm, ErrorMap.of(runs, rule.steps().length, row -> "row " + row));
                drawn.put(
                        arm.title, runs.stream().map(CellResult::counts).reduce(OracleCounts.NONE, OracleCounts::plus));
            }
            ErrorMap cold = maps.get(Arm.COLD);
            ErrorMap warm = maps.get(Arm.WARM);
            ThresholdRule.Decision decision = rule.decide(cold, warm);
            return new Evidence(
                            decision.verdict(),
                            decision.reason(),
                            new Evidence.Effect(
                                    "exponent of the least K of cold starts in the time constant",
                                    decision.threshold().slope(),
                                    Optional.of(decision.threshold().interval())),
                            List.of(
                                    control(Arm.STUCK.title, rule.decide(maps.get(Arm.STUCK), warm)),
                                    control("cold runs in the place of the warm ones", rule.decide(cold, cold)),
                                    control("warm runs in the place of the cold ones", rule.decide(warm, warm))),
                            "no noise, only random starts: any error on the wrong side of ε shows, with probability 1, and so does"
                                    + " any exponent beyond the margin",
                            runs(settings.profile()) + " starts under the branch 'verdict/" + ID + "' of master seed "
                                    + settings.masterSeed(),
                            drawn,
                            List.of(),
                            List.of(rule.table(cold, warm)))
                    .with(List.of(
                            map(rule, "cold", "Cold start: ‖∇Φ‖² over K and τ", cold, true),
                            map(rule, "warm", "Warm start: ‖∇Φ‖² over K and τ", warm, false)));
        }

        private static Evidence.Control control(String description, ThresholdRule.Decision decision) {
            return new Evidence.Control(
                    description,
                    decision.verdict() == Verdict.NOT_SUPPORTED,
                    decision.verdict() + ": " + decision.reason());
        }

        private static HeatMap map(ThresholdRule rule, String name, String title, ErrorMap map, boolean isCold) {
            return new HeatMap(
                    name,
                    title,
                    ErrorMap.count("K, inner steps", rule.innerSteps()),
                    ErrorMap.axis("τL, inner step in units of 1/L", rule.steps()),
                    "tail mean of ‖∇Φ‖², squared units, mean over starts",
                    isCold
                            ? "the theorem's choice, K = c_K ln(1/ε) + K₀ at each τ"
                            : "the least K whose KT/2 is twenty time constants",
                    new Shades(1e-2, 1e4),
                    map.squares(isCold ? rule::isTheorem : rule::isFirstSettled));
        }
    }
}
