package org.plumbline.theory.claim.variance;

import com.google.auto.service.AutoService;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.plumbline.oracle.Ledger;
import org.plumbline.oracle.NoiseModel;
import org.plumbline.oracle.OracleCounts;
import org.plumbline.problem.BilevelProblem;
import org.plumbline.problem.GroundTruth;
import org.plumbline.problem.Problems;
import org.plumbline.problem.SampledProblem;
import org.plumbline.random.SeedTree;
import org.plumbline.sampling.PathSharing;
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
import org.plumbline.theory.assumption.GradientNoise;
import org.plumbline.theory.assumption.PlInequality;
import org.plumbline.theory.claim.Paper;
import org.plumbline.theory.claim.variance.Sampling.Sweep;
import org.plumbline.theory.judge.SlopeDecision;
import org.plumbline.theory.statistics.LogLogFit;
import org.plumbline.theory.statistics.StudentInterval;

/**
 * VAR-1: at exact \(\lambda^*, \lambda_\sigma\) the variance of the hypergradient estimate has slope −1 in n and −2 in
 * σ with independent batches; with the same batch at both points, and noise that is Lipschitz in λ, slope −1 in n and
 * 0 in σ. Under noise that does not depend on λ the coupled part would cancel exactly and the test would be empty, so
 * the noise here is additive and multiplicative.
 *
 * <p>In reinforcement learning a sample is a trajectory, and coupling is a matter of the simulator. A regulator whose
 * trajectories share starts, disturbances and exploration noise is smooth in the gain: slope 0. Where actions are discrete
 * and share the uniform numbers behind them, an action flips with probability ∝ σ, and the flipped trajectory is another
 * one: the variance has slope −1, half-way. The same trajectories with likelihood ratios restore 0.
 */
@AutoService(Audit.class)
public final class HypergradientVarianceScales implements Audit {
    @Override
    public String id() {
        return "VAR-1";
    }

    @Override
    public List<Claim> claims() {
        return List.of(
                gaussian("VAR-1@sine-composite", Problems.named("sine-composite/claims"), 1000),
                gaussian("VAR-1@lqr-reward-design", Problems.named("lqr-reward-design/claims"), 250),
                sampled("VAR-1@lqr-shared-noise", "lqr-reward-design/claims", PathSharing.COMMON_NUMBERS, 0, 200),
                sampled("VAR-1@soft-mdp-common-numbers", "soft-mdp/claims", PathSharing.COMMON_NUMBERS, -1, 800),
                sampled("VAR-1@soft-mdp-reweighted", "soft-mdp/claims", PathSharing.REWEIGHTED, 0, 200));
    }

    @Override
    public List<Claim> on(BilevelProblem problem) {
        return List.of(gaussian("VAR-1@" + problem.id(), problem, 250));
    }

    private static Row gaussian(String id, BilevelProblem problem, int repetitions) {
        return new Row(id, problem, Sampling.gaussian(problem), repetitions);
    }

    private static Row sampled(String id, String problem, PathSharing sharing, double coupledSlope, int repetitions) {
        SampledProblem agent = (SampledProblem) Problems.named(problem);
        return new Row(id, agent, Sampling.trajectories(agent, HORIZON, sharing, coupledSlope), repetitions);
    }

    /** Leaves 1e-3 of a discounted sum at γ = 0.8. */
    private static final int HORIZON = 30;

    /** {@code repetitions}: estimates in a group; rows of one problem with other laws of sampling have seeds of their own. */
    private record Row(String id, BilevelProblem problem, Sampling sampling, int repetitions) implements Claim {
        @Override
        public ClaimCard card() {
            return new ClaimCard(
                    id,
                    "The variance of the hypergradient estimate is Θ(1/(σ²n)) with independent batches and "
                            + (sampling.coupledSlope() == 0 ? "Θ(1/n)" : "Θ(1/(σn))")
                            + " with coupled ones; samples: " + sampling.words() + ".",
                    "trace of the covariance of the estimate of ∇Φ_σ(φ), squared units",
                    Guarantee.TIGHT,
                    Paper.at("variance of the gradient estimator; the coupled case is derived here"),
                    List.of(
                            sampling.coupledSlope() == 0
                                    ? "noise Lipschitz in λ in mean square, not constant in λ"
                                    : "noise whose mean square difference is of first order in λ",
                            "λ*, λ_σ exact"),
                    "slopes −1 in n and −2 in σ; coupled −1 and " + Math.round(sampling.coupledSlope()),
                    sampling.sweeps().get(0).rule().describe()
                            + " The same for each predicted slope; a slope is fitted in each of "
                            + Sampling.GROUPS + " groups of " + repetitions + " estimates; n in " + sampling.batches()
                            + " at σ = " + sampling.fixedSigma()
                            + ", from there down by four halvings of σ at n = " + sampling.fixedBatch()
                            + ". SUPPORTED iff all four are, NOT_SUPPORTED iff one is (Bonferroni: a level of"
                            + " 98.75 % each keeps that below 5 % at the predicted slopes).",
                    "independent batches presented as coupled must be NOT_SUPPORTED against the slope of these, and coupled ones"
                            + " presented as independent against −2");
        }

        private SeedTree seeds(Settings settings) {
            SeedTree all = settings.seeds("verdict").child("VAR-1").child(problem.id());
            return sampling.declared() == NoiseModel.NONE ? all.child(sampling.words()) : all;
        }

        private String key(Settings settings, Sweep sweep, int group) {
            return "variance|" + problem.id() + '|' + sampling.words() + '|' + sweep.name() + '|' + group + " of "
                    + repetitions + '|' + seeds(settings);
        }

        @Override
        public List<Assumption> assumptions(Settings settings) {
            return List.of(
                    new PlInequality(problem, 0),
                    new PlInequality(problem, sampling.fixedSigma()),
                    new GradientNoise(
                            problem, sampling.words(), sampling.certified(), sampling.bias(), sampling.declared()));
        }

        @Override
        public List<Cell> plan(Settings settings) {
            List<Cell> cells = new ArrayList<>();
            for (Sweep sweep : sampling.sweeps()) {
                for (int group = 0; group < Sampling.GROUPS; group++) {
                    SeedTree stream = seeds(settings).child(sweep.name(), group);
                    cells.add(new Cell(key(settings, sweep, group), () -> measure(sweep, stream)));
                }
            }
            return cells;
        }

        private CellResult measure(Sweep sweep, SeedTree seeds) {
            double[] phi = problem.start().phi();
            GroundTruth truth = problem.truth();
            double[] lower = truth.lowerSolution(phi);
            double[] variances = new double[sweep.grid().length];
            Ledger ledger = new Ledger();
            for (int i = 0; i < variances.length; i++) {
                double sigma = sweep.inSigma() ? sweep.grid()[i] : sampling.fixedSigma();
                long batch = sweep.inSigma() ? sampling.fixedBatch() : (long) sweep.grid()[i];
                double[] penalised = truth.penalisedSolution(phi, sigma);
                variances[i] = new HypergradientNoise(
                                sampling.oracles().get().firstOrder(ledger), phi, lower, penalised, sweep.coupled())
                        .variance(sigma, batch, repetitions, seeds.child("point", i).stream());
            }
            return new CellResult(Map.of("variance", variances), "hypergradient estimate", ledger.counts(), "");
        }

        @Override
        public Evidence judge(Settings settings, Results results) {
            List<List<Object>> rows = new ArrayList<>();
            Verdict verdict = Verdict.SUPPORTED;
            StringBuilder reason = new StringBuilder();
            SlopeDecision deciding = null;
            for (Sweep sweep : sampling.sweeps()) {
                SlopeDecision decision = sweep.rule().decide(slopes(settings, results, sweep));
                verdict = worse(verdict, decision.verdict());
                reason.append(sweep.name())
                        .append(": ")
                        .append(decision.reason())
                        .append(' ');
                rows.add(List.of(
                        sweep.name(),
                        sweep.predicted(),
                        decision.slope(),
                        decision.interval().lower(),
                        decision.interval().upper(),
                        decision.verdict().toString()));
                deciding = sweep.name().equals("independent, in σ") ? decision : deciding;
            }
            return new Evidence(
                    verdict,
                    reason.toString().trim(),
                    new Evidence.Effect(
                            "slope of ln variance against ln σ, independent batches",
                            deciding.slope(),
                            Optional.of(deciding.interval())),
                    List.of(
                            control(
                                    settings,
                                    results,
                                    sampling.sweeps().get(1),
                                    sampling.sweeps().get(3)),
                            control(
                                    settings,
                                    results,
                                    sampling.sweeps().get(3),
                                    sampling.sweeps().get(1))),
                    "slopes further than the margin " + Sampling.MARGIN + " plus the half-width "
                            + Math.round(1e4 * deciding.interval().halfWidth()) / 1e4
                            + " from the prediction are rejected",
                    Sampling.GROUPS + " groups under the branch 'verdict/VAR-1' of master seed "
                            + settings.masterSeed(),
                    Map.of("hypergradient estimate on " + id, drawn(settings, results)),
                    List.of(plot(settings, results, false), plot(settings, results, true)),
                    List.of(
                            new Table(
                                    "slopes",
                                    "Slopes of ln variance",
                                    List.of("sweep", "predicted", "slope", "lower", "upper", "verdict"),
                                    rows),
                            samples(settings, results)));
        }

        /**
         * What the slope s in σ means for the schedule: a variance \(\Theta(\sigma^s/n)\) of order ε at \(\sigma = \Theta(\sqrt\epsilon)\)
         * takes \(n = \Theta(\epsilon^{-(1-s/2)})\), and \(T = \Theta(1/\epsilon)\) iterations one power more.
         */
        private Table samples(Settings settings, Results results) {
            List<List<Object>> rows = new ArrayList<>();
            for (Sweep sweep : sampling.sweeps()) {
                if (sweep.inSigma()) {
                    SlopeDecision decision = sweep.rule().decide(slopes(settings, results, sweep));
                    rows.add(List.of(
                            sweep.coupled() ? "coupled" : "independent",
                            1 - sweep.predicted() / 2,
                            1 - decision.slope() / 2,
                            2 - decision.slope() / 2,
                            2 - decision.interval().upper() / 2,
                            2 - decision.interval().lower() / 2));
                }
            }
            return new Table(
                    "samples",
                    "Exponents of 1/ε that the slopes in σ imply for E‖∇Φ‖² ≤ ε, squared units; N in samples, which for"
                            + " trajectories is in trajectories, and in transitions has a horizon ∝ ln(1/ε) as a further"
                            + " factor; the factor K ∝ ln(1/ε) is left out",
                    List.of("batches", "n, predicted", "n", "N", "lower", "upper"),
                    rows);
        }

        private static Verdict worse(Verdict a, Verdict b) {
            if (a == Verdict.NOT_SUPPORTED || b == Verdict.NOT_SUPPORTED) {
                return Verdict.NOT_SUPPORTED;
            }
            return a == Verdict.SUPPORTED ? b : a;
        }

        /** The data of one sweep under the rule of another. */
        private Evidence.Control control(Settings settings, Results results, Sweep data, Sweep presentedAs) {
            SlopeDecision decision = presentedAs.rule().decide(slopes(settings, results, data));
            return new Evidence.Control(
                    "\"" + data.name() + "\" presented as \"" + presentedAs.name() + "\"",
                    decision.verdict() == Verdict.NOT_SUPPORTED,
                    decision.verdict() + ": " + decision.reason());
        }

        private double[] slopes(Settings settings, Results results, Sweep sweep) {
            double[] slopes = new double[Sampling.GROUPS];
            for (int group = 0; group < Sampling.GROUPS; group++) {
                double[] variance = results.get(key(settings, sweep, group)).series("variance");
                slopes[group] = LogLogFit.of(sweep.grid(), variance).slope();
            }
            return slopes;
        }

        private OracleCounts drawn(Settings settings, Results results) {
            OracleCounts total = OracleCounts.NONE;
            for (Sweep sweep : sampling.sweeps()) {
                for (int group = 0; group < Sampling.GROUPS; group++) {
                    total = total.plus(results.get(key(settings, sweep, group)).counts());
                }
            }
            return total;
        }

        private Plot plot(Settings settings, Results results, boolean inSigma) {
            List<Series> series = new ArrayList<>();
            for (Sweep sweep : sampling.sweeps()) {
                if (sweep.inSigma() == inSigma) {
                    Series measured = measured(settings, results, sweep);
                    series.add(measured);
                    series.add(fitted(sweep, measured));
                    series.add(predicted(sweep, measured));
                }
            }
            String variable = inSigma ? "σ" : "n";
            return new Plot(
                    inSigma ? "variance-in-sigma" : "variance-in-n",
                    "Variance of the hypergradient estimate against " + variable,
                    new Plot.Axis(variable, true),
                    new Plot.Axis("trace of the covariance", true),
                    series);
        }

        private Series measured(Settings settings, Results results, Sweep sweep) {
            int points = sweep.grid().length;
            double[] mean = new double[points];
            double[] lower = new double[points];
            double[] upper = new double[points];
            for (int i = 0; i < points; i++) {
                double[] logs = new double[Sampling.GROUPS];
                for (int group = 0; group < Sampling.GROUPS; group++) {
                    logs[group] =
                            Math.log(results.get(key(settings, sweep, group)).series("variance")[i]);
                }
                StudentInterval estimate = StudentInterval.of(logs);
                mean[i] = Math.exp(estimate.mean());
                lower[i] = Math.exp(estimate.interval(0.95).lower());
                upper[i] = Math.exp(estimate.interval(0.95).upper());
            }
            Style style = sweep.coupled() ? Style.CONTROL : Style.MEASURED;
            return new Series(sweep.name(), style, sweep.grid(), mean, lower, upper);
        }

        private static Series fitted(Sweep sweep, Series measured) {
            LogLogFit fit = LogLogFit.of(measured.x(), measured.y());
            double[] y = Arrays.stream(measured.x())
                    .map(each -> Math.exp(fit.intercept()) * Math.pow(each, fit.slope()))
                    .toArray();
            return Series.line(sweep.name() + ": fit", Style.FIT, measured.x(), y);
        }

        private static Series predicted(Sweep sweep, Series measured) {
            double[] x = sweep.grid();
            double[] y = sweep.predictedFrom(measured.y()[0]);
            String label = sweep.name() + ": predicted slope " + Math.round(sweep.predicted());
            return Series.line(label, Style.PREDICTION, x, y);
        }
    }
}
