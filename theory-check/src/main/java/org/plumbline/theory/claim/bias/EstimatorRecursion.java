package org.plumbline.theory.claim.bias;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.plumbline.oracle.OracleCounts;
import org.plumbline.problem.CriticLimits;
import org.plumbline.problem.SampledProblem;
import org.plumbline.random.SeedTree;
import org.plumbline.sampling.LeastSquaresCritic;
import org.plumbline.sampling.LeastSquaresCritic.Features;
import org.plumbline.sampling.PathSharing;
import org.plumbline.theory.Assumption;
import org.plumbline.theory.Cell;
import org.plumbline.theory.CellResult;
import org.plumbline.theory.Claim;
import org.plumbline.theory.ClaimCard;
import org.plumbline.theory.Evidence;
import org.plumbline.theory.Guarantee;
import org.plumbline.theory.Results;
import org.plumbline.theory.Settings;
import org.plumbline.theory.Verdict;
import org.plumbline.theory.assumption.Domain;
import org.plumbline.theory.assumption.PlInequality;
import org.plumbline.theory.assumption.Smoothness;
import org.plumbline.theory.claim.Paper;
import org.plumbline.theory.judge.BoundCase;
import org.plumbline.theory.judge.BoundDecision;
import org.plumbline.theory.judge.BoundRule;

/**
 * BIAS-2 with a real estimator: K inner steps of policy gradient with a Q-function that is fitted in too few features. Its bias is
 * known in closed form at every gain, its variance is measured, and neither is constant: the envelope takes the largest of
 * \(\mathbb E\|B(\lambda^k)\|^2\) and of \(\mathbb E\|\xi_k\|^2\) over the steps, as the recursion asks for no more.
 *
 * @param problem the regulator
 */
record EstimatorRecursion(SampledProblem problem) implements Claim {
    private static final String ID = "BIAS-2@lqr-estimator";
    private static final int HORIZON = 3;
    private static final long BATCH = 200;
    private static final int STEPS = 40;
    private static final int RUNS = 100;
    private static final int PILOTS = 40;
    private static final double MU = 2;
    private static final double SMOOTHNESS = 16;

    /** Of a squared length: the bias moves with where a run is, little from run to run, and a fit adds some of order 1/n. */
    private static final double ROOM_FOR_BIAS = 1.25;

    /** Of a squared length, whose mean over the pilots has a standard error of some 15 %. */
    private static final double ROOM_FOR_NOISE = 1.5;

    private static final BoundRule RULE = BoundRule.standard();

    /** What is presumed of the estimator: half of a term of the envelope must not go unnoticed. */
    private static final BoundRule PRESUMED = new BoundRule(0.01, 1e-9, 0.5, 0.8);

    /** Where runs start. */
    private enum From {
        SOLUTION("the solution"),
        START("the instance's start");

        private final String words;

        From(String words) {
            this.words = words;
        }
    }

    /** The b² and v of an envelope. */
    private record Declared(double squaredBias, double variance) {}

    private static UsedConstants constants() {
        return new UsedConstants(MU, SMOOTHNESS, true);
    }

    @Override
    public ClaimCard card() {
        return new ClaimCard(
                ID,
                "K inner steps of policy gradient with a critic in poor features obey E δ_k ≤ q^k δ_0 + (1−q^k)(b² + τLv)/(2μ),"
                        + " q = 1−τμ, at every k, with the bias that is derived for this critic and the variance that it has.",
                "E δ_k over its envelope, δ = g − g*, without units",
                Guarantee.UPPER_BOUND,
                Paper.at("recursive analysis of biased gradients; the iterated form is derived here"),
                List.of(
                        "LSTD-Q in squares and a constant, H = " + HORIZON + ", n = " + BATCH
                                + " trajectories a step; φ of the instance's start, τ = 1/L, runs from the solution and from the"
                                + " instance's start",
                        String.format(
                                Locale.ROOT,
                                "μ = %.3g and L = %.3g wherever the runs go, chosen by hand; INCONCLUSIVE if a step shows a larger"
                                        + " curvature, a point a smaller PL ratio, or a policy leaves the region of the declared μ",
                                MU,
                                SMOOTHNESS),
                        "b² is " + ROOM_FOR_BIAS + " and v is " + ROOM_FOR_NOISE
                                + " times the largest mean, over the steps of " + PILOTS
                                + " runs of the calibration branch, of ‖B(λ_k)‖², B in closed form, and of ‖ξ_k‖², the estimate less"
                                + " ∇_λ g and B. INCONCLUSIVE if at a step of the verdict's runs a mean is larger: "
                                + PRESUMED.describe()),
                "never above the envelope",
                RULE.describe() + " Every step of either start is a case, of " + STEPS + " steps, " + RUNS
                        + " runs each. SUPPORTED iff the envelope is and what it presumes was not seen to fail; NOT_SUPPORTED iff"
                        + " the envelope is while what it presumes holds: of a true claim with probability at most 1 %.",
                "the envelope without its bias term must be NOT_SUPPORTED under the same rule");
    }

    @Override
    public List<Assumption> assumptions(Settings settings) {
        return List.of(new PlInequality(problem, 0), new Smoothness(problem), new Domain(problem));
    }

    private SeedTree seeds(Settings settings, boolean pilot) {
        return settings.seeds(pilot ? "calibration" : "verdict").child(ID);
    }

    private String key(Settings settings, From from, boolean pilot) {
        return "estimator-steps|" + problem.id() + '|' + from + "|H=" + HORIZON + "|n=" + BATCH + '|' + STEPS + " of "
                + runs(pilot) + "|L=" + SMOOTHNESS + '|' + seeds(settings, pilot);
    }

    private static int runs(boolean pilot) {
        return pilot ? PILOTS : RUNS;
    }

    @Override
    public List<Cell> plan(Settings settings) {
        List<Cell> cells = new ArrayList<>();
        for (From from : From.values()) {
            for (boolean pilot : new boolean[] {true, false}) {
                SeedTree seeds = seeds(settings, pilot).child(from.name());
                cells.add(
                        new Cell(key(settings, from, pilot), () -> descent(from).repeat(runs(pilot), seeds.stream())));
            }
        }
        return cells;
    }

    private EstimatorDescent descent(From from) {
        double[] phi = problem.start().phi();
        return new EstimatorDescent(
                problem,
                problem.trajectories(HORIZON, new LeastSquaresCritic(Features.POOR), PathSharing.COMMON_NUMBERS),
                BATCH,
                ChainBias.critic(problem, HORIZON, CriticLimits::poor).lower(),
                phi,
                from == From.SOLUTION
                        ? problem.truth().lowerSolution(phi)
                        : problem.start().lambda(),
                1 / SMOOTHNESS,
                STEPS);
    }

    private List<CellResult> results(Settings settings, Results results, boolean pilot) {
        return Arrays.stream(From.values())
                .map(from -> results.get(key(settings, from, pilot)))
                .toList();
    }

    private static Declared declared(CellResult pilot) {
        return new Declared(
                ROOM_FOR_BIAS * largest(pilot, EstimatorDescent.SQUARED_BIAS),
                ROOM_FOR_NOISE * largest(pilot, EstimatorDescent.SQUARED_NOISE));
    }

    private static double largest(CellResult pilot, String of) {
        return Arrays.stream(pilot.series(of)).max().orElseThrow();
    }

    private static Envelope envelope(CellResult descent, Declared declared) {
        return new Envelope(
                descent.series("means")[0],
                MU,
                SMOOTHNESS,
                1 / SMOOTHNESS,
                Math.sqrt(declared.squaredBias()),
                declared.variance());
    }

    @Override
    public Evidence judge(Settings settings, Results results) {
        List<CellResult> pilots = results(settings, results, true);
        List<CellResult> descents = results(settings, results, false);
        Optional<String> failure = Stream.concat(pilots.stream(), descents.stream())
                .map(CellResult::failure)
                .filter(why -> !why.isEmpty())
                .findFirst();
        if (failure.isPresent()) {
            return Evidence.notMeasured("Not all was measured: " + failure.get() + ".");
        }
        List<Declared> declared =
                pilots.stream().map(EstimatorRecursion::declared).toList();
        List<Envelope> envelopes = new ArrayList<>();
        List<BoundCase> presumed = new ArrayList<>();
        for (From from : From.values()) {
            CellResult descent = descents.get(from.ordinal());
            Declared own = declared.get(from.ordinal());
            envelopes.add(envelope(descent, own));
            presumed.addAll(presumed(from, descent, EstimatorDescent.SQUARED_BIAS, own.squaredBias()));
            presumed.addAll(presumed(from, descent, EstimatorDescent.SQUARED_NOISE, own.variance()));
        }
        BoundDecision premise = PRESUMED.decide(presumed);
        BoundDecision decision = RULE.decide(cases(descents, envelopes));
        BoundDecision control = RULE.decide(
                cases(descents, envelopes.stream().map(Envelope::withoutBias).toList()));
        boolean holds = premise.verdict() == Verdict.SUPPORTED && constants().verdict(descents) == Verdict.SUPPORTED;
        KStepView view = new KStepView(descents, envelopes);
        return new Evidence(
                        holds ? decision.verdict() : Verdict.INCONCLUSIVE,
                        constants().reason(descents) + "Envelope: " + decision.reason() + " Presumed of the estimator: "
                                + premise.reason(),
                        new Evidence.Effect(
                                "largest mean of δ_K over its envelope", view.largestAtEnd(), Optional.empty()),
                        List.of(new Evidence.Control(
                                "bias term left out of the envelope",
                                control.verdict() == Verdict.NOT_SUPPORTED,
                                control.verdict() + ": " + control.reason())),
                        String.format(
                                Locale.ROOT,
                                "at every step a violation by 10 %% would have been found with probability at least %.3f",
                                decision.leastPower()),
                        RUNS + " runs a start under the branch 'verdict/" + ID + "', and " + PILOTS
                                + " under 'calibration/" + ID + "', of master seed " + settings.masterSeed(),
                        Map.of("policy gradient on " + ID, drawn(pilots).plus(drawn(descents))),
                        view.plots(),
                        List.of(view.table(), constants().table(pilots, descents)))
                .refutedAt(decision.worstCorrectedPValue());
    }

    private static List<BoundCase> presumed(From from, CellResult descent, String of, double bound) {
        double[] means = descent.series(of);
        double[] errors = descent.series(of + " error");
        List<BoundCase> cases = new ArrayList<>();
        for (int k = 0; k < means.length; k++) {
            cases.add(BoundCase.sampled(of + " from " + from.words + ", step " + k, means[k], bound, errors[k], RUNS));
        }
        return cases;
    }

    private static List<BoundCase> cases(List<CellResult> descents, List<Envelope> envelopes) {
        List<BoundCase> cases = new ArrayList<>();
        for (From from : From.values()) {
            double[] means = descents.get(from.ordinal()).series("means");
            double[] errors = descents.get(from.ordinal()).series("standard errors");
            for (int k = 1; k < means.length; k++) {
                double bound = envelopes.get(from.ordinal()).at(k);
                cases.add(BoundCase.sampled("from " + from.words + ", step " + k, means[k], bound, errors[k], RUNS));
            }
        }
        return cases;
    }

    private static OracleCounts drawn(List<CellResult> cells) {
        return cells.stream().map(CellResult::counts).reduce(OracleCounts.NONE, OracleCounts::plus);
    }
}
