package org.plumbline.theory.claim.ablation;

import com.google.auto.service.AutoService;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.plumbline.numeric.Vectors;
import org.plumbline.oracle.FirstOrderOracle;
import org.plumbline.oracle.Ledger;
import org.plumbline.oracle.OracleCounts;
import org.plumbline.problem.SampledProblem;
import org.plumbline.random.RandomStream;
import org.plumbline.random.SeedTree;
import org.plumbline.sampling.LeastSquaresCritic;
import org.plumbline.sampling.LeastSquaresCritic.Features;
import org.plumbline.sampling.MonteCarloReturns;
import org.plumbline.sampling.PathSharing;
import org.plumbline.sampling.QFunctionEstimator;
import org.plumbline.sampling.TemporalDifferenceCritic;
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
import org.plumbline.theory.HeatMap;
import org.plumbline.theory.HeatMap.Shades;
import org.plumbline.theory.Profile;
import org.plumbline.theory.Results;
import org.plumbline.theory.Settings;
import org.plumbline.theory.Verdict;
import org.plumbline.theory.assumption.Domain;
import org.plumbline.theory.claim.bias.EstimatorLimits;

/**
 * ABL-1 over the estimator and the number of trajectories: the mean squared error of a policy gradient is the square of its
 * bias, in closed form, and a variance ∝ 1/n, and the paper's estimator has the least of both.
 */
@AutoService(Audit.class)
public final class EstimatorsAgainstTrajectories implements Audit {
    @Override
    public String id() {
        return "ABL-1";
    }

    @Override
    public List<Claim> claims() {
        return List.of(ofProcess(IntUnaryOperator.identity()));
    }

    /**
     * ABL-1@estimator.
     *
     * @param made how many steps trajectories have, given how many were asked for
     * @return the claim
     */
    public static Claim ofProcess(IntUnaryOperator made) {
        return new Row(EstimatorLimits.process("soft-mdp/claims"), made);
    }

    /** A row of the map. */
    private record Variant(String title, QFunctionEstimator estimator, int horizon) {}

    private record Row(EstimatorLimits limits, IntUnaryOperator made) implements Claim {
        private static final String ID = "ABL-1@estimator";
        private static final int LONG = 30;
        private static final int SHORT = 2;
        private static final double[] BATCHES = {25, 100, 400, 1600};
        private static final int REPETITIONS = 4;
        /** The paper's: a fitted Q-function in the policy-gradient theorem, with all features and a long horizon. */
        private static final int PAPER = 6;

        private static final QFunctionEstimator ALL = new LeastSquaresCritic(Features.COMPLETE);

        /** From the bottom of the map to its top. */
        private static final List<Variant> VARIANTS = List.of(
                new Variant("returns with baseline, H = 2", new MonteCarloReturns(true), SHORT),
                new Variant("LSTD-Q, all features, H = 2", ALL, SHORT),
                new Variant("LSTD-Q, additive features", new LeastSquaresCritic(Features.POOR), LONG),
                new Variant("TD, 10 sweeps of step 0.1", new TemporalDifferenceCritic(0.1, 10), LONG),
                new Variant("returns", new MonteCarloReturns(false), LONG),
                new Variant("returns with baseline", new MonteCarloReturns(true), LONG),
                new Variant("LSTD-Q, all features", ALL, LONG));

        private static final Variant MISLABELLED = new Variant("LSTD-Q, all features", ALL, SHORT);

        private static int runs(Profile profile) {
            return profile == Profile.FULL ? 100 : BudgetRule.RUNS;
        }

        private SampledProblem problem() {
            return limits.problem();
        }

        private BudgetRule rule() {
            double scale = Vectors.squaredNorm(exact());
            double[] biases = VARIANTS.stream()
                    .mapToDouble(
                            variant -> Vectors.squaredNorm(limits.bias(variant.estimator(), variant.horizon())) / scale)
                    .toArray();
            return new BudgetRule(VARIANTS.stream().map(Variant::title).toList(), BATCHES, biases, PAPER);
        }

        private double[] exact() {
            double[] exact = new double[problem().lowerDimension()];
            problem()
                    .truth()
                    .functions()
                    .lowerGradient(
                            problem().start().phi(),
                            problem().start().lambda(),
                            new double[problem().upperDimension()],
                            exact);
            return exact;
        }

        @Override
        public ClaimCard card() {
            return new ClaimCard(
                    ID,
                    "Over estimator and n, the mean squared error of ∇_λ g is b² + v/n: b² in closed form, v from the smallest"
                            + " n; the paper's estimator, LSTD-Q with all features, has the least at every n.",
                    "mean of ‖estimate − ∇_λ g‖² over ‖∇_λ g‖²",
                    Guarantee.TIGHT,
                    new Citation("Plumbline, docs/theory.md", "sections 10 and 12", Provenance.DERIVED),
                    List.of(
                            "the start point of the instance; independent batches; H = " + LONG
                                    + " but where the row says another",
                            "b: the closed forms that ABL-1@bias-soft-mdp tests on their own"),
                    "b² + v/n",
                    BudgetRule.describe(runs(Profile.QUICK), runs(Profile.FULL), REPETITIONS),
                    "under the same rule must be NOT_SUPPORTED: the map with H = 2 in the row of the paper's estimator, from"
                            + " runs of their own, and the same map against a budget without bias");
        }

        @Override
        public List<Assumption> assumptions(Settings settings) {
            return List.of(new Domain(problem()));
        }

        private SeedTree seeds(Settings settings) {
            return settings.seeds("verdict").child(ID);
        }

        private String key(Settings settings, Variant variant, int column) {
            return "estimator-error|" + problem().id() + '|' + variant.title() + '|' + variant.horizon() + '|'
                    + runs(settings.profile()) + " of " + REPETITIONS + " of " + (long) BATCHES[column] + '|'
                    + seeds(settings);
        }

        @Override
        public List<Cell> plan(Settings settings) {
            List<Variant> all = new ArrayList<>(VARIANTS);
            all.add(MISLABELLED);
            List<Cell> cells = new ArrayList<>();
            for (Variant variant : all) {
                for (int column = 0; column < BATCHES.length; column++) {
                    long batch = (long) BATCHES[column];
                    SeedTree seeds =
                            seeds(settings).child(variant.title(), batch).child("H", variant.horizon());
                    cells.add(new Cell(
                            key(settings, variant, column),
                            () -> measure(variant, batch, runs(settings.profile()), seeds)));
                }
            }
            return cells;
        }

        /** Errors by seed. */
        private CellResult measure(Variant variant, long batch, int runs, SeedTree seeds) {
            Ledger ledger = new Ledger();
            FirstOrderOracle oracle = problem()
                    .trajectories(made.applyAsInt(variant.horizon()), variant.estimator(), PathSharing.COMMON_NUMBERS)
                    .firstOrder(ledger);
            double[] exact = exact();
            double[] estimate = new double[exact.length];
            double[] unused = new double[problem().upperDimension()];
            double[] errors = new double[runs];
            for (int i = 0; i < runs; i++) {
                RandomStream stream = seeds.child("run", i).stream();
                for (int r = 0; r < REPETITIONS; r++) {
                    oracle.lower(
                            oracle.draw(batch, stream),
                            problem().start().phi(),
                            problem().start().lambda(),
                            unused,
                            estimate);
                    Vectors.add(-1, exact, estimate);
                    errors[i] += Vectors.squaredNorm(estimate) / Vectors.squaredNorm(exact) / REPETITIONS;
                }
                // A fit of too few trajectories is singular.
                errors[i] = Double.isNaN(errors[i]) ? Double.POSITIVE_INFINITY : errors[i];
            }
            return new CellResult(Map.of("errors", errors), "policy gradient", ledger.counts(), "");
        }

        private ErrorMap map(Settings settings, Results results, List<Variant> rows) {
            int runs = runs(settings.profile());
            double[][][] errors = new double[runs][rows.size()][BATCHES.length];
            for (int row = 0; row < rows.size(); row++) {
                for (int column = 0; column < BATCHES.length; column++) {
                    double[] bySeed =
                            results.get(key(settings, rows.get(row), column)).series("errors");
                    for (int i = 0; i < runs; i++) {
                        errors[i][row][column] = bySeed[i];
                    }
                }
            }
            return ErrorMap.of(errors);
        }

        @Override
        public Evidence judge(Settings settings, Results results) {
            BudgetRule rule = rule();
            ErrorMap map = map(settings, results, VARIANTS);
            List<Variant> mislabelled = new ArrayList<>(VARIANTS);
            mislabelled.set(PAPER, MISLABELLED);
            BudgetRule.Decision decision = rule.decide(map);
            double[] paper = IntStream.range(0, BATCHES.length)
                    .mapToDouble(column -> map.mean(PAPER, column))
                    .toArray();
            return new Evidence(
                            decision.verdict(),
                            decision.reason(),
                            new Evidence.Effect(
                                    "error of the paper's estimator at the largest n over b² + v/n",
                                    paper[BATCHES.length - 1] / rule.budget(map, PAPER, BATCHES.length - 1),
                                    Optional.empty()),
                            List.of(
                                    control(
                                            "H = 2 in the row of the paper's estimator",
                                            rule.decide(map(settings, results, mislabelled))),
                                    control(
                                            "a budget without bias",
                                            rule.unbiased().decide(map))),
                            "an error off its budget by " + Math.round(100 * BudgetRule.found())
                                    + " % would have been found with" + " probability at least "
                                    + Math.floor(100 * decision.leastPower()) / 100,
                            runs(settings.profile()) + " seeds a square, " + REPETITIONS
                                    + " batches each, under the branch 'verdict/" + ID + "' of master seed "
                                    + settings.masterSeed(),
                            Map.of("policy gradient on " + ID, drawn(settings, results)),
                            List.of(),
                            List.of(rule.table(map)))
                    .with(List.of(new HeatMap(
                            "estimator",
                            "Error of the policy gradient over estimator and n",
                            ErrorMap.count("n, trajectories", BATCHES),
                            new HeatMap.Axis("estimator", new ArrayList<>(rule.rows())),
                            "mean squared error of ∇_λ g, in units of ‖∇_λ g‖², mean over seeds",
                            "the paper's estimator",
                            new Shades(1e-3, 1),
                            map.squares((row, column) -> row == PAPER))))
                    .refutedAt(decision.pValue());
        }

        private static Evidence.Control control(String description, BudgetRule.Decision decision) {
            return new Evidence.Control(
                    description,
                    decision.verdict() == Verdict.NOT_SUPPORTED,
                    decision.verdict() + ": " + decision.reason());
        }

        private OracleCounts drawn(Settings settings, Results results) {
            return plan(settings).stream()
                    .map(cell -> results.get(cell.key()).counts())
                    .reduce(OracleCounts.NONE, OracleCounts::plus);
        }
    }
}
