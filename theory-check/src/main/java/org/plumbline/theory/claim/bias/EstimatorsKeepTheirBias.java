package org.plumbline.theory.claim.bias;

import com.google.auto.service.AutoService;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.plumbline.oracle.OracleCounts;
import org.plumbline.problem.Problems;
import org.plumbline.problem.SampledProblem;
import org.plumbline.random.SeedTree;
import org.plumbline.sampling.LeastSquaresCritic;
import org.plumbline.sampling.LeastSquaresCritic.Features;
import org.plumbline.sampling.MonteCarloReturns;
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
import org.plumbline.theory.Plot;
import org.plumbline.theory.Plot.Series;
import org.plumbline.theory.Plot.Style;
import org.plumbline.theory.Results;
import org.plumbline.theory.Settings;
import org.plumbline.theory.Table;
import org.plumbline.theory.Verdict;
import org.plumbline.theory.assumption.Domain;
import org.plumbline.theory.judge.BoundDecision;
import org.plumbline.theory.judge.BoundRule;
import org.plumbline.theory.judge.Conjunction;

/**
 * ABL-1 on how bias is handled: horizon, features and the critic's convergence are taken away one at a time, against the exact
 * gradient. Which of the estimators keep a bias that more trajectories do not remove is predicted.
 */
@AutoService(Audit.class)
public final class EstimatorsKeepTheirBias implements Audit {
    @Override
    public String id() {
        return "ABL-1";
    }

    @Override
    public List<Claim> claims() {
        return List.of(
                new Row("ABL-1@bias-lqr", sampled("lqr-reward-design/claims"), "squares", 20, 100),
                new Row("ABL-1@bias-soft-mdp", sampled("soft-mdp/claims"), "additive features", 30, 3));
    }

    private static SampledProblem sampled(String id) {
        return (SampledProblem) Problems.named(id);
    }

    /** An estimator at a horizon, and whether a bias is predicted to stay. */
    private record Variant(String name, QFunctionEstimator estimator, int horizon, boolean biased) {
        String title() {
            return name + ", H = " + horizon;
        }

        int repetitions(long batch) {
            boolean noisy = estimator.equals(new MonteCarloReturns(false)) && batch == Row.BATCHES[1];
            return noisy ? Row.NOISY_REPETITIONS : Row.REPETITIONS;
        }
    }

    /**
     * {@code poor}: what the poor features are called; {@code far}: the horizon whose bias is below a hundredth of the gradient;
     * {@code unfinished}: sweeps of a critic after which it has not converged.
     */
    private record Row(String id, SampledProblem problem, String poor, int far, int unfinished) implements Claim {
        /**
         * Three tenths of the gradient, which is what the noisiest estimator can show here. The level is a fifth of one per
         * cent over ten estimators, because with 39 degrees of freedom Student's tail is up to 5 times the normal one.
         */
        private static final BoundRule UNBIASED = new BoundRule(0.01 / 50, 1e-9, 0.3, 0.8);

        private static final int SHORT = 3;
        private static final double CRITIC_STEP = 0.1;
        private static final int FEW_SWEEPS = 10;
        private static final long[] BATCHES = {100, 400};
        private static final int REPETITIONS = 40;
        /** Returns without a baseline are eight times as noisy, and more batches would take longer than all the rest. */
        private static final int NOISY_REPETITIONS = 160;

        private static final QFunctionEstimator ALL = new LeastSquaresCritic(Features.COMPLETE);

        private static QFunctionEstimator critic(int sweeps) {
            return new TemporalDifferenceCritic(CRITIC_STEP, sweeps);
        }

        private List<Variant> variants() {
            return List.of(
                    new Variant("LSTD-Q, all features", ALL, far, false),
                    new Variant("LSTD-Q, all features", ALL, SHORT, true),
                    new Variant("LSTD-Q, " + poor, new LeastSquaresCritic(Features.POOR), far, true),
                    new Variant("TD, " + FEW_SWEEPS + " sweeps", critic(FEW_SWEEPS), far, true),
                    new Variant("TD, " + unfinished + " sweeps", critic(unfinished), far, true),
                    new Variant("TD, 4000 sweeps", critic(4000), far, false),
                    new Variant("returns", new MonteCarloReturns(false), far, false),
                    new Variant("returns", new MonteCarloReturns(false), SHORT, true),
                    new Variant("returns with baseline", new MonteCarloReturns(true), far, false),
                    new Variant("returns with baseline", new MonteCarloReturns(true), SHORT, true));
        }

        @Override
        public ClaimCard card() {
            return new ClaimCard(
                    id,
                    "Poor features, a critic that has not converged and a short horizon leave a bias that more trajectories do"
                            + " not remove; without them every estimator is unbiased up to O(1/n).",
                    "mean of the estimate − ∇_λ g over ‖∇_λ g‖, entry by entry",
                    Guarantee.SEPARATION,
                    new Citation("Plumbline, docs/theory.md", "section 10, other estimators", Provenance.DERIVED),
                    List.of("the start point of the instance", "independent batches"),
                    "a bias stays in: " + titles(true) + "; none in: " + titles(false),
                    "For each estimator the hypothesis of no bias. " + UNBIASED.describe()
                            + " Two cases an entry, from above and from below, in units of ‖∇_λ g‖; n = 400, "
                            + REPETITIONS
                            + " batches, " + NOISY_REPETITIONS
                            + " of returns without a baseline. Ten estimators: a false alarm in any has probability at most 1 %. The ablation is"
                            + " SUPPORTED iff the hypothesis is NOT_SUPPORTED exactly where a bias is predicted, SUPPORTED"
                            + " elsewhere, and a predicted bias is at n = 400 at least half of what it is at n = 100 (a ratio"
                            + " bias would be a quarter). NOT_SUPPORTED iff it is NOT_SUPPORTED where none is predicted, or a"
                            + " predicted bias shrinks. INCONCLUSIVE otherwise.",
                    poor
                            + " alone presented as unbiased must be NOT_SUPPORTED under the rule of no bias, and all features"
                            + " presented as biased must not be");
        }

        private String titles(boolean biased) {
            return variants().stream()
                    .filter(variant -> variant.biased() == biased)
                    .map(Variant::title)
                    .reduce((a, b) -> a + "; " + b)
                    .orElseThrow();
        }

        @Override
        public List<Assumption> assumptions(Settings settings) {
            return List.of(new Domain(problem));
        }

        private SeedTree seeds(Settings settings) {
            return settings.seeds("verdict").child(id);
        }

        private String key(Settings settings, Variant variant, long batch) {
            return "estimator-bias|" + problem.id() + '|' + variant.estimator() + "|H=" + variant.horizon() + '|'
                    + variant.repetitions(batch) + " of " + batch + '|' + seeds(settings);
        }

        @Override
        public List<Cell> plan(Settings settings) {
            List<Cell> cells = new ArrayList<>();
            for (Variant variant : variants()) {
                for (long batch : BATCHES) {
                    SeedTree seeds = seeds(settings).child(variant.title(), batch);
                    EstimatorBias bias = new EstimatorBias(
                            problem,
                            problem.start().phi(),
                            problem.start().lambda(),
                            variant.estimator(),
                            variant.horizon(),
                            batch);
                    cells.add(new Cell(
                            key(settings, variant, batch),
                            () -> bias.repeat(variant.repetitions(batch), seeds.stream())));
                }
            }
            return cells;
        }

        @Override
        public Evidence judge(Settings settings, Results results) {
            if (plan(settings).stream()
                    .anyMatch(cell -> !results.get(cell.key()).failure().isEmpty())) {
                return Evidence.notMeasured("An estimate is not a number, so that its mean is none either.");
            }
            List<Verdict> verdicts = new ArrayList<>();
            List<List<Object>> rows = new ArrayList<>();
            List<String> surprises = new ArrayList<>();
            OracleCounts drawn = OracleCounts.NONE;
            for (Variant variant : variants()) {
                CellResult few = results.get(key(settings, variant, BATCHES[0]));
                CellResult many = results.get(key(settings, variant, BATCHES[1]));
                BoundDecision unbiased = unbiased(many);
                Verdict verdict = verdict(variant, unbiased.verdict(), norm(few, "biases"), norm(many, "biases"));
                verdicts.add(verdict);
                if (verdict != Verdict.SUPPORTED) {
                    surprises.add(variant.title() + " (" + unbiased.reason() + ")");
                }
                drawn = drawn.plus(few.counts()).plus(many.counts());
                rows.add(row(variant, few, BATCHES[0], unbiased.verdict()));
                rows.add(row(variant, many, BATCHES[1], unbiased.verdict()));
            }
            double poor = norm(results.get(key(settings, variants().get(2), BATCHES[1])), "biases");
            return new Evidence(
                    Conjunction.of(verdicts),
                    surprises.isEmpty()
                            ? "Every estimator is biased or unbiased as predicted."
                            : "Not as predicted: " + String.join("; ", surprises),
                    new Evidence.Effect("norm of the bias of " + poor + " alone", poor, Optional.empty()),
                    List.of(
                            control(settings, results, poor + " alone presented as unbiased", 2, true),
                            control(settings, results, "all features presented as biased", 0, false)),
                    "a bias by three tenths of the gradient would have been found wherever the hypothesis of none is SUPPORTED",
                    "20 samples under the branch 'verdict/" + id + "' of master seed " + settings.masterSeed(),
                    Map.of("policy gradient on " + id, drawn),
                    List.of(plot(settings, results)),
                    List.of(new Table(
                            "estimators",
                            "Bias and deviation of every estimator; the noise of the norm is what an unbiased one would show",
                            List.of(
                                    "estimator",
                                    "n",
                                    "‖bias‖",
                                    "its noise",
                                    "‖bias‖/‖∇_λ g‖",
                                    "deviation of one estimate",
                                    "predicted",
                                    "no bias, at n = 400"),
                            rows)));
        }

        private static BoundDecision unbiased(CellResult result) {
            double[] exact = result.series("exact");
            return UNBIASED.decide(
                    EstimatorBias.cases("bias", result, new double[exact.length], norm(result, "exact")));
        }

        private static Verdict verdict(Variant variant, Verdict unbiased, double few, double many) {
            if (!variant.biased()) {
                return unbiased;
            }
            if (unbiased != Verdict.NOT_SUPPORTED) {
                return Verdict.INCONCLUSIVE;
            }
            return many >= few / 2 ? Verdict.SUPPORTED : Verdict.NOT_SUPPORTED;
        }

        private static double norm(CellResult result, String series) {
            return new ArrayRealVector(result.series(series), false).getNorm();
        }

        private static List<Object> row(Variant variant, CellResult result, long batch, Verdict unbiased) {
            double bias = norm(result, "biases");
            return List.of(
                    variant.title(),
                    batch,
                    bias,
                    norm(result, "standard errors"),
                    bias / norm(result, "exact"),
                    result.value("deviation"),
                    variant.biased() ? "biased" : "unbiased",
                    unbiased.toString());
        }

        private Evidence.Control control(
                Settings settings, Results results, String description, int variant, boolean rejecting) {
            BoundDecision decision =
                    unbiased(results.get(key(settings, variants().get(variant), BATCHES[1])));
            return new Evidence.Control(
                    description,
                    (decision.verdict() == Verdict.NOT_SUPPORTED) == rejecting,
                    "no bias is " + decision.verdict() + ": " + decision.reason());
        }

        private Plot plot(Settings settings, Results results) {
            double[] x = Arrays.stream(BATCHES).asDoubleStream().toArray();
            List<Series> series = new ArrayList<>();
            for (Variant variant : variants()) {
                double[] y = new double[x.length];
                double[] low = new double[x.length];
                double[] high = new double[x.length];
                for (int i = 0; i < x.length; i++) {
                    CellResult result = results.get(key(settings, variant, BATCHES[i]));
                    y[i] = norm(result, "biases");
                    double noise = 2 * norm(result, "standard errors");
                    low[i] = Math.max(y[i] - noise, y[i] / 10);
                    high[i] = y[i] + noise;
                }
                series.add(new Series(variant.title(), Style.MEASURED, x, y, low, high));
            }
            return new Plot(
                    "bias-against-trajectories",
                    "What more trajectories do to the bias: nothing, where it is the estimator's",
                    new Plot.Axis("n, trajectories a batch", true),
                    new Plot.Axis("‖mean estimate − ∇_λ g‖, ± 2 standard errors", true),
                    series);
        }
    }
}
