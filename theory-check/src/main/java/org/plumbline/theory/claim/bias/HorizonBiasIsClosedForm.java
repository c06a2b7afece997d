package org.plumbline.theory.claim.bias;

import com.google.auto.service.AutoService;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.plumbline.oracle.OracleCounts;
import org.plumbline.problem.Problems;
import org.plumbline.problem.lqr.FiniteHorizon;
import org.plumbline.problem.lqr.LqrRewardDesignProblem;
import org.plumbline.random.SeedTree;
import org.plumbline.sampling.LeastSquaresCritic;
import org.plumbline.sampling.MonteCarloReturns;
import org.plumbline.sampling.QFunctionEstimator;
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
import org.plumbline.theory.Results;
import org.plumbline.theory.Settings;
import org.plumbline.theory.Table;
import org.plumbline.theory.Verdict;
import org.plumbline.theory.assumption.Domain;
import org.plumbline.theory.judge.BoundCase;
import org.plumbline.theory.judge.BoundDecision;
import org.plumbline.theory.judge.BoundRule;
import org.plumbline.theory.judge.Conjunction;

/** BIAS-3, sampled part: the estimators have the mean biases that {@link FiniteHorizon} derives, entry by entry. */
@AutoService(Audit.class)
public final class HorizonBiasIsClosedForm implements Audit {
    @Override
    public String id() {
        return "BIAS-3";
    }

    @Override
    public List<Claim> claims() {
        return List.of(new Row((LqrRewardDesignProblem) Problems.named("lqr-reward-design/claims")));
    }

    private record Row(LqrRewardDesignProblem problem) implements Claim {
        private static final String ID = "BIAS-3@lqr-estimators";
        /**
         * The bias must be known to half of its size: with less the two estimators could not be told apart. The level is shared
         * by the two estimators, whose decisions are taken together.
         */
        private static final BoundRule RULE = new BoundRule(0.01 / 2, 1e-9, 0.5, 0.8);

        private static final int[] HORIZONS = {2, 4};
        /** In the controls: presented as one more. */
        private static final int OFF = 3;

        private static final long BATCH = 2000;
        private static final int REPETITIONS = 150;

        @Override
        public ClaimCard card() {
            return new ClaimCard(
                    ID,
                    "Policy gradients from returns of H steps have the mean bias −∇_K T_H, those from a Q-function without"
                            + " approximation error −2E Σ_{≥H}.",
                    "mean of the estimate − ∇_K g, entry by entry, norm units",
                    Guarantee.TIGHT,
                    new Citation("Plumbline, docs/theory.md", "section 10, truncation bias", Provenance.DERIVED),
                    List.of("LSTD-Q on all quadratic features; its own bias O(1/n) is below the standard errors"),
                    "the closed forms, in every entry",
                    RULE.describe()
                            + " Two cases an entry, from above and from below, in units of the norm of the predicted"
                            + " bias; H = 2 and 4, " + REPETITIONS + " batches of " + BATCH
                            + " trajectories for each estimator, at the start point. SUPPORTED iff both estimators are;"
                            + " NOT_SUPPORTED iff one is: at true closed forms with probability at most 1 %.",
                    "batches of their own with a planted defect, H = " + OFF + " presented as H = " + (OFF + 1)
                            + ", must be NOT_SUPPORTED for either estimator under the same rule");
        }

        @Override
        public List<Assumption> assumptions(Settings settings) {
            return List.of(new Domain(problem));
        }

        private static QFunctionEstimator estimator(boolean returns) {
            return returns
                    ? new MonteCarloReturns(false)
                    : new LeastSquaresCritic(LeastSquaresCritic.Features.COMPLETE);
        }

        private static String name(boolean returns, int horizon) {
            return (returns ? "returns" : "fitted Q") + ", H = " + horizon;
        }

        private SeedTree seeds(Settings settings) {
            return settings.seeds("verdict").child(ID);
        }

        private String key(Settings settings, boolean returns, int horizon) {
            return "estimator-bias|" + problem.id() + '|' + estimator(returns) + "|H=" + horizon + '|' + REPETITIONS
                    + " of " + BATCH + '|' + seeds(settings);
        }

        @Override
        public List<Cell> plan(Settings settings) {
            List<Cell> cells = new ArrayList<>();
            for (int horizon : new int[] {HORIZONS[0], OFF, HORIZONS[1]}) {
                for (boolean returns : new boolean[] {true, false}) {
                    SeedTree seeds = seeds(settings).child(name(returns, horizon));
                    EstimatorBias bias = EstimatorBias.of(
                            problem,
                            problem.start().phi(),
                            problem.start().lambda(),
                            estimator(returns),
                            horizon,
                            BATCH);
                    cells.add(
                            new Cell(key(settings, returns, horizon), () -> bias.repeat(REPETITIONS, seeds.stream())));
                }
            }
            return cells;
        }

        private double[] predicted(boolean returns, int horizon) {
            FiniteHorizon missed = FiniteHorizon.of(
                    problem, problem.start().phi(), problem.start().lambda());
            return returns ? missed.returnsBias(horizon) : missed.visitationBias(horizon);
        }

        private BoundDecision decide(Settings settings, Results results, boolean returns) {
            return RULE.decide(IntStream.of(HORIZONS)
                    .boxed()
                    .flatMap(horizon -> cases(settings, results, returns, horizon, horizon).stream())
                    .toList());
        }

        private Evidence.Control offByOne(Settings settings, Results results, boolean returns) {
            BoundDecision decision = RULE.decide(cases(settings, results, returns, OFF, OFF + 1));
            return new Evidence.Control(
                    name(returns, OFF) + " presented as H = " + (OFF + 1),
                    decision.verdict() == Verdict.NOT_SUPPORTED,
                    decision.verdict() + ": " + decision.reason());
        }

        private List<BoundCase> cases(Settings settings, Results results, boolean returns, int made, int stated) {
            double[] predicted = predicted(returns, stated);
            CellResult measured = results.get(key(settings, returns, made));
            return EstimatorBias.cases(name(returns, made), measured, predicted, norm(predicted));
        }

        private static double norm(double[] x) {
            return new ArrayRealVector(x, false).getNorm();
        }

        @Override
        public Evidence judge(Settings settings, Results results) {
            if (plan(settings).stream()
                    .anyMatch(cell -> !results.get(cell.key()).failure().isEmpty())) {
                return Evidence.notMeasured("An estimate is not a number, so that its mean is none either.");
            }
            BoundDecision returns = decide(settings, results, true);
            BoundDecision fitted = decide(settings, results, false);
            OracleCounts drawn = OracleCounts.NONE;
            List<List<Object>> rows = new ArrayList<>();
            double worst = 0;
            for (int horizon : HORIZONS) {
                for (boolean which : new boolean[] {true, false}) {
                    CellResult result = results.get(key(settings, which, horizon));
                    drawn = drawn.plus(result.counts());
                    double[] predicted = predicted(which, horizon);
                    double[] biases = result.series("biases");
                    double[] errors = result.series("standard errors");
                    for (int i = 0; i < biases.length; i++) {
                        double off = (biases[i] - predicted[i]) / errors[i];
                        worst = Math.max(worst, Math.abs(off));
                        rows.add(List.of(name(which, horizon), (long) i, biases[i], predicted[i], errors[i], off));
                    }
                }
            }
            return new Evidence(
                            Conjunction.of(List.of(returns.verdict(), fitted.verdict())),
                            "Returns: " + returns.reason() + " Fitted Q: " + fitted.reason(),
                            new Evidence.Effect(
                                    "largest distance to a predicted bias, in standard errors",
                                    worst,
                                    Optional.empty()),
                            List.of(offByOne(settings, results, true), offByOne(settings, results, false)),
                            String.format(
                                    Locale.ROOT,
                                    "an entry off by half the norm of the bias would have been found with probability at least %.3f",
                                    Math.min(returns.leastPower(), fitted.leastPower())),
                            "6 samples under the branch 'verdict/" + ID + "' of master seed " + settings.masterSeed(),
                            Map.of("policy gradient on " + ID, drawn),
                            List.of(),
                            List.of(new Table(
                                    "biases",
                                    "The mean bias of every entry beside its closed form",
                                    List.of(
                                            "estimator",
                                            "entry",
                                            "mean bias",
                                            "predicted",
                                            "standard error",
                                            "difference in standard errors"),
                                    rows)))
                    .refutedAt(
                            Conjunction.pValue(List.of(returns.worstCorrectedPValue(), fitted.worstCorrectedPValue())));
        }
    }
}
