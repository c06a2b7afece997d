package org.plumbline.theory.claim.bias;

import com.google.auto.service.AutoService;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.plumbline.oracle.BoundedNoise;
import org.plumbline.oracle.Constants;
import org.plumbline.oracle.OracleCounts;
import org.plumbline.problem.BilevelProblem;
import org.plumbline.problem.Problems;
import org.plumbline.problem.SampledProblem;
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
import org.plumbline.theory.Verdict;
import org.plumbline.theory.assumption.GradientNoise;
import org.plumbline.theory.assumption.PlInequality;
import org.plumbline.theory.assumption.Smoothness;
import org.plumbline.theory.claim.Paper;
import org.plumbline.theory.judge.BoundCase;
import org.plumbline.theory.judge.BoundDecision;
import org.plumbline.theory.judge.BoundRule;
import org.plumbline.theory.judge.Conjunction;
import org.plumbline.theory.judge.SlopeDecision;
import org.plumbline.theory.judge.SlopeRule;
import org.plumbline.theory.statistics.LogLogFit;

/**
 * BIAS-2: K inner steps with biased, noisy gradients stay below the {@link Envelope} at every step, and what a bias leaves
 * in the end is of order \(b^2\).
 */
@AutoService(Audit.class)
public final class KStepRecursionHolds implements Audit {
    @Override
    public String id() {
        return "BIAS-2";
    }

    /**
     * The declared constants of the regulator and of the Markov decision process hold far beyond where these runs go, and
     * with them an envelope would be above everything. Their rows have local ones, of which every step is a check.
     */
    @Override
    public List<Claim> claims() {
        return List.of(
                declared("BIAS-2@quadratic", "quadratic/isotropic", 1, 0.25, 5, 40_000, true),
                declared("BIAS-2@karimi", "karimi/claims", 3, 0.375, 100, 400, false),
                new Row("BIAS-2@lqr-reward-design", lqr(), 0.5, 12, true, 0.5, 1.0 / 16, 25, 200, false),
                new Row("BIAS-2@soft-mdp", mdp(), 0.01, 0.7, true, 0.02, 1.0 / 400, 50, 200, false),
                new EstimatorRecursion((SampledProblem) lqr()));
    }

    private static BilevelProblem lqr() {
        return Problems.named("lqr-reward-design/claims");
    }

    private static BilevelProblem mdp() {
        return Problems.named("soft-mdp/claims");
    }

    private static Row declared(
            String id, String name, double bias, double radius, int steps, int repetitions, boolean tight) {
        BilevelProblem problem = Problems.named(name);
        double mu = problem.constants().require(Constants.MU);
        double smoothness = problem.constants().require(Constants.L);
        return new Row(id, problem, mu, smoothness, false, bias, radius, steps, repetitions, tight);
    }

    /**
     * {@code local}: μ and L hold where the runs go, and each run is the check of it: what is then left to check is the noise and
     * the implementation; {@code bias}: the largest b; {@code
     * radius}: the length of the noise; {@code tight}: the envelope is attained at τ = 1/L.
     */
    record Row(
            String id,
            BilevelProblem problem,
            double mu,
            double smoothness,
            boolean local,
            double bias,
            double radius,
            int steps,
            int repetitions,
            boolean tight)
            implements Claim {
        private static final double LEVEL = 0.01;
        /** Means and standard errors of the quadratic are known to some 0.1 %. */
        private static final Attainment ATTAINED = new Attainment(LEVEL / 2, 0.01);
        /** For the floors, which are exact: a gap is a difference of losses, and rounding of them is not a violation. */
        private static final BoundRule FLOOR = new BoundRule(LEVEL, UsedConstants.ROUNDING, 0.1, 0.8);

        /** A tenth, as in the rate rule; points are what varies. */
        private static final SlopeRule SLOPE = new SlopeRule(2, 0.1, 0.95, 10);

        private static final int CASES = 8;
        private static final int FLOORS = 10;
        /** The slope is asymptotic; the fit takes the last three halvings. */
        private static final int FITTED = 4;
        /** Runs of a descent on the calibration branch. */
        private static final int PILOTS = 10;

        /** The level is shared where two decisions are taken together. */
        private BoundRule rule() {
            return new BoundRule(tight ? LEVEL / 2 : LEVEL, 1e-9, 0.1, 0.8);
        }

        private UsedConstants constants() {
            return new UsedConstants(mu, smoothness, local);
        }

        @Override
        public ClaimCard card() {
            return new ClaimCard(
                    id,
                    "K inner steps with gradients of bias b and variance v obey E δ_k ≤ q^k δ_0 + (1−q^k)(b² + τLv)/(2μ),"
                            + " q = 1−τμ, at every k"
                            + (tight ? ", with equality at τ = 1/L where H = L·I" : "")
                            + "; what a bias alone leaves, at most b²/(2μ), is of exact order b².",
                    "E δ_k over its envelope, δ = g − g*, without units; the gap at rest against b",
                    tight ? Guarantee.TIGHT : Guarantee.UPPER_BOUND,
                    Paper.at("recursive analysis of biased gradients; the iterated form is derived here"),
                    List.of(
                            local
                                    ? String.format(
                                            Locale.ROOT,
                                            "μ = %.3g and L = %.3g wherever the runs go, chosen by hand; the descents of the"
                                                    + " calibration branch are shown beside them. INCONCLUSIVE if a step"
                                                    + " shows a larger curvature, a point a smaller PL ratio, or a policy"
                                                    + " leaves the region of the declared μ. Where none does, the envelope"
                                                    + " follows from the declared bias and variance: what this row checks"
                                                    + " is that the noise has them, and the implementation",
                                            mu,
                                            smoothness)
                                    : "PL with the declared μ, smooth with the declared L; a step with a larger"
                                            + " curvature or a point with a smaller PL ratio is NOT_SUPPORTED",
                            "noise of bounded length"),
                    "never above the envelope" + (tight ? ", attained to 1 % at τ = 1/L" : "") + "; slope 2 in b",
                    rule().describe() + " " + CASES
                            + " descents (four from the solution, b up to " + bias + "; four from "
                            + (!searched()
                                    ? "further out, the bias against the gradient there"
                                    : "where the PL ratio is least, the bias up to minus the gradient there")
                            + "; τ = 1/L or 1/(2L)) of " + steps + " steps, "
                            + repetitions + " runs each" + (tight ? ", with τ = 1/(2L) " + runs(1) : "")
                            + "; every step of each is a case. For the floor, "
                            + SLOPE.describe()
                            + " One slope a random φ and direction; the smallest and largest must lie within the margin too."
                            + (tight ? ATTAINED.describe() : "")
                            + " SUPPORTED iff the envelope, the slope and the floor's bound are"
                            + (tight ? ", and it is attained" : "")
                            + "; NOT_SUPPORTED iff one is: of a true claim, by its sampled parts, with probability at most"
                            + " 1 %.",
                    "the envelope without its bias term; and, for the slope, descents of their own under an undeclared bias of"
                            + " a thirty-second of the largest beside the declared one. Both must be NOT_SUPPORTED under the"
                            + " same rules");
        }

        private SeedTree seeds(Settings settings) {
            return settings.seeds("verdict").child("BIAS-2").child(problem.id());
        }

        private String key(Settings settings, String what, int index) {
            return "k-steps|" + problem.id() + '|' + what + '|' + index + '|' + steps + " of " + repetitions + '|'
                    + bias + '|' + radius + "|L=" + smoothness + '|' + seeds(settings);
        }

        /** Where the envelope need not be attained a tenth of the runs is enough. */
        private int runs(int index) {
            return tight && index % 2 == 1 ? repetitions / 10 : repetitions;
        }

        private double step(int index) {
            return 1 / smoothness / (index % 2 == 0 ? 1 : 2);
        }

        private double[] floorBiases() {
            return IntStream.range(3, 9).mapToDouble(k -> Math.scalb(bias, -k)).toArray();
        }

        @Override
        public List<Assumption> assumptions(Settings settings) {
            BoundedNoise noise = new BoundedNoise(radius);
            return List.of(
                    new PlInequality(problem, 0), new Smoothness(problem), GradientNoise.unbiased(problem, noise));
        }

        @Override
        public List<Cell> plan(Settings settings) {
            List<Cell> cells = new ArrayList<>();
            for (int i = 0; i < CASES; i++) {
                int index = i;
                cells.add(new Cell(
                        key(settings, "descent", i),
                        () -> descend(index, runs(index), seeds(settings).child("descent", index))));
            }
            for (int i = 0; i < CASES; i++) {
                int index = i;
                SeedTree seeds = settings.seeds("calibration").child("BIAS-2").child(problem.id());
                cells.add(new Cell(
                        key(settings, "pilot", i), () -> descend(index, PILOTS, seeds.child("descent", index))));
            }
            for (int i = 0; i < FLOORS; i++) {
                SeedTree seeds = seeds(settings).child("floor", i);
                cells.add(floor(key(settings, "floor", i), floorBiases(), seeds));
                cells.add(floor(key(settings, "undeclared", i), undeclared(), seeds.child("undeclared")));
            }
            return cells;
        }

        private Cell floor(String key, double[] biases, SeedTree seeds) {
            return new Cell(key, () -> new BiasFloor(problem, 1 / smoothness, biases).measure(seeds.stream()));
        }

        /** What acts where a second bias, which does not shrink, is not declared. */
        private double[] undeclared() {
            return Arrays.stream(floorBiases()).map(b -> b + bias / 32).toArray();
        }

        /** Biases from none to the largest; four descents from the solution, four from further out. */
        private CellResult descend(int index, int runs, SeedTree seeds) {
            boolean outside = index >= CASES / 2;
            DescentCase from =
                    new DescentCase(problem, bias, outside ? 2 * bias / smoothness : 0, outside && searched());
            return from.descent(index % 4 / 3.0, radius, step(index), steps, seeds)
                    .repeat(runs, seeds.child("noise").stream());
        }

        /** Where the declared constants are in force and not tight at the solution, the search finds where they are. */
        private boolean searched() {
            return !tight && !local;
        }

        private Envelope envelope(CellResult descent) {
            return new Envelope(
                    descent.series("means")[0],
                    mu,
                    smoothness,
                    descent.value("step"),
                    descent.value("bias"),
                    descent.value("variance"));
        }

        @Override
        public Evidence judge(Settings settings, Results results) {
            List<CellResult> descents = all(settings, results, "descent", CASES);
            List<CellResult> pilots = all(settings, results, "pilot", CASES);
            List<CellResult> floors = all(settings, results, "floor", FLOORS);
            List<CellResult> undeclared = all(settings, results, "undeclared", FLOORS);
            Optional<String> failure = Stream.of(descents, pilots, floors, undeclared)
                    .flatMap(List::stream)
                    .map(CellResult::failure)
                    .filter(why -> !why.isEmpty())
                    .findFirst();
            if (failure.isPresent()) {
                return Evidence.notMeasured("Not all was measured: " + failure.get() + ".");
            }
            BoundDecision decision = rule().decide(cases(descents, false));
            BoundDecision control = rule().decide(cases(descents, true));
            SlopeDecision slope = SLOPE.decide(slopes(floors));
            SlopeDecision slopeControl = SLOPE.decide(slopes(undeclared));
            BoundDecision floorBound = FLOOR.decide(floorCases(floors));
            Attainment.Decision attained = attained(descents);
            KStepView view = new KStepView(
                    descents, descents.stream().map(this::envelope).toList());
            return new Evidence(
                            Conjunction.of(List.of(
                                    constants().verdict(descents),
                                    decision.verdict(),
                                    everywhere(slope),
                                    floorBound.verdict(),
                                    attained.verdict())),
                            constants().reason(descents) + "Envelope: " + decision.reason() + " Floor in b: "
                                    + slope.reason() + " Floor against b²/(2μ): " + floorBound.reason()
                                    + attained.reason(),
                            new Evidence.Effect(
                                    "largest mean of δ_K over its envelope", view.largestAtEnd(), Optional.empty()),
                            List.of(
                                    control("bias term left out of the envelope", control.verdict(), control.reason()),
                                    control(
                                            "an undeclared bias that does not shrink",
                                            slopeControl.verdict(),
                                            slopeControl.reason())),
                            String.format(
                                    Locale.ROOT,
                                    "at every step a violation by 10 %% would have been found with probability at least %.3f",
                                    decision.leastPower()),
                            CASES + " descents and " + FLOORS
                                    + " floors under the branch 'verdict/BIAS-2' of master seed "
                                    + settings.masterSeed(),
                            Map.of("biased gradient descent on " + id, drawn(descents)),
                            view.plots(),
                            List.of(
                                    view.table(),
                                    view.floorTable(floorBiases(), floors),
                                    constants().table(pilots, descents)))
                    .refutedAt(
                            constants().verdict(descents) == Verdict.NOT_SUPPORTED
                                    ? Double.NaN
                                    : Conjunction.pValue(List.of(
                                            decision.worstCorrectedPValue(),
                                            SLOPE.pValue(slope),
                                            floorBound.worstCorrectedPValue(),
                                            attained.pValue())))
                    .alsoMeasured(List.of(slope.effect("exponent in b of what stays")))
                    .alsoMeasured(attained.ratios());
        }

        private List<CellResult> all(Settings settings, Results results, String what, int count) {
            return IntStream.range(0, count)
                    .mapToObj(i -> results.get(key(settings, what, i)))
                    .toList();
        }

        private static Evidence.Control control(String description, Verdict verdict, String reason) {
            return new Evidence.Control(description, verdict == Verdict.NOT_SUPPORTED, verdict + ": " + reason);
        }

        /** Of the descents with τ = 1/L, where it is claimed. */
        private Attainment.Decision attained(List<CellResult> descents) {
            if (!tight) {
                return new Attainment.Decision(Verdict.SUPPORTED, "", Double.NaN, List.of());
            }
            List<CellResult> longSteps = IntStream.range(0, CASES)
                    .filter(i -> i % 2 == 0)
                    .mapToObj(descents::get)
                    .toList();
            return ATTAINED.decide(
                    longSteps, longSteps.stream().map(this::envelope).toList(), repetitions);
        }

        private static Verdict everywhere(SlopeDecision slope) {
            boolean within = slope.smallest() >= 1.9 && slope.largest() <= 2.1;
            return slope.verdict() == Verdict.SUPPORTED && !within ? Verdict.INCONCLUSIVE : slope.verdict();
        }

        private List<BoundCase> cases(List<CellResult> descents, boolean withoutBias) {
            List<BoundCase> cases = new ArrayList<>();
            for (int i = 0; i < descents.size(); i++) {
                Envelope envelope = envelope(descents.get(i));
                Envelope against = withoutBias ? envelope.withoutBias() : envelope;
                double[] means = descents.get(i).series("means");
                double[] errors = descents.get(i).series("standard errors");
                for (int k = 1; k <= steps; k++) {
                    cases.add(BoundCase.sampled(
                            "descent " + i + " step " + k, means[k], against.at(k), errors[k], runs(i)));
                }
            }
            return cases;
        }

        private List<BoundCase> floorCases(List<CellResult> floors) {
            List<BoundCase> cases = new ArrayList<>();
            double[] biases = floorBiases();
            for (int i = 0; i < floors.size(); i++) {
                double[] gaps = floors.get(i).series("gaps");
                for (int j = 0; j < gaps.length; j++) {
                    double bound = biases[j] * biases[j] / (2 * mu);
                    cases.add(BoundCase.exact("floor " + i + " at b = " + biases[j], gaps[j], bound));
                }
            }
            return cases;
        }

        private double[] slopes(List<CellResult> floors) {
            double[] biases = floorBiases();
            int from = biases.length - FITTED;
            double[] x = Arrays.copyOfRange(biases, from, biases.length);
            return floors.stream()
                    .map(floor -> Arrays.copyOfRange(floor.series("gaps"), from, biases.length))
                    .mapToDouble(y -> LogLogFit.of(x, y).slope())
                    .toArray();
        }

        private static OracleCounts drawn(List<CellResult> descents) {
            return descents.stream().map(CellResult::counts).reduce(OracleCounts.NONE, OracleCounts::plus);
        }
    }
}
