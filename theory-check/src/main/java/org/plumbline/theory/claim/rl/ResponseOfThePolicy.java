package org.plumbline.theory.claim.rl;

import com.google.auto.service.AutoService;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.plumbline.oracle.Draw;
import org.plumbline.oracle.OracleCounts;
import org.plumbline.oracle.Oracles;
import org.plumbline.problem.Problems;
import org.plumbline.problem.mdp.SoftMdpProblem;
import org.plumbline.sampling.LeastSquaresCritic;
import org.plumbline.sampling.PathSharing;
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
import org.plumbline.theory.Profile;
import org.plumbline.theory.Results;
import org.plumbline.theory.Settings;
import org.plumbline.theory.Table;
import org.plumbline.theory.Verdict;
import org.plumbline.theory.assumption.PlInequality;
import org.plumbline.theory.statistics.Holm;
import org.plumbline.theory.statistics.Interval;
import org.plumbline.theory.statistics.StudentInterval;

/**
 * RL-1: with the same number of transitions, every method that keeps the response of the policy to the reward, and needs
 * gradients and trajectories from the start of the process only, ends nearer to stationarity than the alternating scheme, which
 * drops it. Methods that see more (second derivatives, a simulator that can be set to any state, the model) stand beside the
 * verdict.
 *
 * <p>The alternating scheme ends where the direct part vanishes, and there \(\|\nabla\Phi\|^2\) is that of the implicit part.
 * The others end at the bias of their penalty, or at 0, plus noise.
 */
@AutoService(Audit.class)
public final class ResponseOfThePolicy implements Audit {
    @Override
    public String id() {
        return "RL-1";
    }

    @Override
    public List<Claim> claims() {
        return List.of(new Row());
    }

    /** The verdict from tail errors alone, one a seed. */
    record Decision(
            Verdict verdict, Map<String, Double> corrected, Map<String, StudentInterval> ratios, double refutation) {
        static final double LEVEL = 0.01;

        /** Ratios are those of the baseline to a method, paired by seed, in logarithms. */
        static Decision of(double[] baseline, Map<String, double[]> methods) {
            Map<String, Double> lower = new LinkedHashMap<>();
            Map<String, Double> higher = new LinkedHashMap<>();
            Map<String, StudentInterval> ratios = new LinkedHashMap<>();
            methods.forEach((name, tails) -> {
                double[] logs = IntStream.range(0, tails.length)
                        .mapToDouble(i -> Math.log(baseline[i] / tails[i]))
                        .toArray();
                boolean usable = Arrays.stream(logs).allMatch(Double::isFinite);
                if (usable) {
                    ratios.put(name, StudentInterval.of(logs));
                }
                lower.put(name, usable ? ratios.get(name).pValueAbove(0) : 1.0);
                higher.put(name, usable ? ratios.get(name).pValueBelow(0) : 1.0);
            });
            Verdict verdict = Holm.rejected(lower, LEVEL).size() == methods.size()
                    ? Verdict.SUPPORTED
                    : Holm.rejected(higher, LEVEL).isEmpty() ? Verdict.INCONCLUSIVE : Verdict.NOT_SUPPORTED;
            double refutation = Holm.adjust(higher).values().stream()
                    .mapToDouble(Double::doubleValue)
                    .min()
                    .orElse(Double.NaN);
            return new Decision(verdict, Holm.adjust(lower), ratios, refutation);
        }
    }

    private record Row() implements Claim {
        private static final String BASELINE = "alternating";
        private static final String REVERSED = "aho, response reversed";
        private static final List<String> METHODS = List.of("algorithm-1", "aho", "pbrl", "stoc-sobirl");

        /** Takes second derivatives; starts trajectories in any pair; reads the transition probabilities. */
        private static final List<String> BESIDE = List.of("a-parl", "hpgd", "m-sobirl");

        /** The rank of a policy's Hessian, S(A − 1). */
        private static final int SOLVER_STEPS = 8;

        /** 0.8⁴⁰ = 1e-4 of a return is cut off. */
        private static final int HORIZON = 40;

        private static final double SIGMA = 0.25;
        private static final double[] SIGMAS = {1, 0.5, SIGMA, 0.125};
        private static final double OUTER_STEP = 0.2;

        private static SoftMdpProblem problem() {
            return (SoftMdpProblem) Problems.named("soft-mdp/claims");
        }

        private static Oracles oracles() {
            return problem()
                    .trajectories(
                            HORIZON,
                            new LeastSquaresCritic(LeastSquaresCritic.Features.COMPLETE),
                            PathSharing.COMMON_NUMBERS);
        }

        private static int seeds(Profile profile) {
            return profile == Profile.FULL ? 30 : 10;
        }

        private static long budget(Profile profile) {
            return profile == Profile.FULL ? 8_000_000 : 2_000_000;
        }

        /** What is the same for all has the same value, and nothing is searched. */
        private static LearningRun learning(String method, Profile profile) {
            Map<String, Object> values = new LinkedHashMap<>(Map.of("batch", 100, "innerSteps", 3));
            switch (method) {
                case "algorithm-1" -> values.putAll(Map.of("sigma", SIGMA, "lowerStep", 2, "outerStep", OUTER_STEP));
                case "a-parl" ->
                    values.putAll(Map.of("solverSteps", SOLVER_STEPS, "lowerStep", 2, "outerStep", OUTER_STEP));
                case "m-sobirl" -> values.put("outerStep", OUTER_STEP);
                case "pbrl" ->
                    values.putAll(
                            Map.of("multiplier", 1 / SIGMA, "horizon", HORIZON, "mirrorStep", 1, "penalisedStep", 0.8));
                case "hpgd" ->
                    values.putAll(Map.of("rollouts", 4, "horizon", HORIZON, "lowerStep", 2, "outerStep", OUTER_STEP));
                case "aho", "stoc-sobirl", REVERSED ->
                    values.putAll(Map.of("horizon", HORIZON, "lowerStep", 2, "outerStep", OUTER_STEP));
                default -> values.putAll(Map.of("lowerStep", 2, "outerStep", OUTER_STEP));
            }
            return new LearningRun(method.equals(REVERSED) ? "aho" : method, values, budget(profile));
        }

        @Override
        public ClaimCard card() {
            return new ClaimCard(
                    "RL-1@soft-mdp",
                    "From trajectories of an agent that begin where its process begins, with the same number of transitions,"
                            + " Algorithm 1 at σ = ¼ and the published methods for bilevel reinforcement learning that need"
                            + " gradients and such trajectories only end at a lower ‖∇Φ‖² than the alternating scheme, which"
                            + " optimises reward and policy in turn and drops the policy's response.",
                    "mean of ‖∇Φ(φ_t)‖² over the second half of the budget, squared units; logarithms, paired by seed",
                    Guarantee.SEPARATION,
                    new Citation("Plumbline, AlternatingScheme", "Guarantee", Provenance.DERIVED),
                    List.of(
                            "g PL on policies bounded away from 0",
                            "soft-mdp/claims: four states, three actions, γ = 0.8, τ = ½",
                            "gradients from trajectories of " + HORIZON
                                    + " steps by LSTD, n = 100, K = 3, η = 0.2, inner"
                                    + " steps of 2 (half of the inverse of the largest curvature at the start is 2),"
                                    + " σ = ¼; one setting for all methods, not searched. σ was chosen with the noise-free"
                                    + " ends in view, which the report shows for four σ: at σ = 1 a penalty's end is nearly that of"
                                    + " the alternating scheme"),
                    "without noise the alternating scheme ends at ‖∇Φ‖² of the implicit part, penalty methods at the"
                            + " squared bias of σ = ¼, a quarter of it here, hypergradient methods at 0",
                    String.format(
                            Locale.ROOT,
                            "SUPPORTED iff for every method the mean over seeds of ln(E_alternating/E) is above 0 by a"
                                    + " one-sided t test, NOT_SUPPORTED iff for one of them it is below 0, INCONCLUSIVE"
                                    + " otherwise; p-values corrected by Holm over the %d methods, level %.2f each way: a"
                                    + " false SUPPORTED, or a false NOT_SUPPORTED, has a probability of at most that. A run"
                                    + " that diverges leaves its method undecided.",
                            METHODS.size(),
                            Decision.LEVEL),
                    "AHO with the sign of the policy's response turned over, in place of the methods, must be NOT_SUPPORTED: it"
                            + " ends where the direct part equals the implicit one, and ∇Φ is twice that");
        }

        @Override
        public List<Assumption> assumptions(Settings settings) {
            return List.of(new PlInequality(problem(), 0), new PlInequality(problem(), SIGMA));
        }

        private static List<String> all() {
            List<String> all = new ArrayList<>(METHODS);
            all.addAll(BESIDE);
            all.add(BASELINE);
            all.add(REVERSED);
            return all;
        }

        @Override
        public List<Cell> plan(Settings settings) {
            List<Cell> cells = new ArrayList<>();
            for (String name : all()) {
                LearningRun learning = learning(name, settings.profile());
                for (int seed = 0; seed < seeds(settings.profile()); seed++) {
                    int number = seed;
                    cells.add(new Cell(
                            key(settings, name, seed),
                            () -> learning.run(
                                    problem(),
                                    name.equals(REVERSED) ? new ReversedResponse(oracles()) : oracles(),
                                    settings.seeds("verdict").child("rl", number))));
                }
            }
            return cells;
        }

        private static String key(Settings settings, String name, int seed) {
            LearningRun learning = learning(name, settings.profile());
            return "rl|soft-mdp/claims|" + name + '|' + learning.words() + "|H=" + HORIZON + "|transitions="
                    + learning.budget() + "|seed=" + seed + '|' + settings.masterSeed();
        }

        private static List<CellResult> of(String name, Settings settings, Results results) {
            return IntStream.range(0, seeds(settings.profile()))
                    .mapToObj(seed -> results.get(key(settings, name, seed)))
                    .toList();
        }

        private static double[] tails(String name, Settings settings, Results results) {
            return of(name, settings, results).stream()
                    .mapToDouble(result -> result.value(LearningRun.TAIL))
                    .toArray();
        }

        @Override
        public Evidence judge(Settings settings, Results results) {
            double[] baseline = tails(BASELINE, settings, results);
            Map<String, double[]> methods = new LinkedHashMap<>();
            METHODS.forEach(name -> methods.put(name, tails(name, settings, results)));
            Decision decision = Decision.of(baseline, methods);
            Decision control = Decision.of(baseline, Map.of(REVERSED, tails(REVERSED, settings, results)));
            Optional<String> closest = decision.ratios().keySet().stream()
                    .min((x, y) -> Double.compare(
                            decision.ratios().get(x).mean(),
                            decision.ratios().get(y).mean()));
            Optional<StudentInterval> smallest =
                    closest.map(name -> decision.ratios().get(name));
            Map<String, OracleCounts> drawn = new LinkedHashMap<>();
            all().forEach(name -> of(name, settings, results)
                    .forEach(result -> drawn.merge(name, result.counts(), OracleCounts::plus)));
            return new Evidence(
                            decision.verdict(),
                            closest.map(name -> String.format(
                                            Locale.ROOT,
                                            "of the methods %s is closest to the alternating scheme: its ‖∇Φ‖² is lower by a factor of"
                                                    + " %.2f (corrected p = %.2g).",
                                            name,
                                            Math.exp(decision.ratios().get(name).mean()),
                                            decision.corrected().get(name)))
                                    .orElse("every method diverged at some seed."),
                            new Evidence.Effect(
                                    "smallest mean of ln(E_alternating/E) over the methods",
                                    smallest.map(StudentInterval::mean).orElse(Double.NaN),
                                    smallest.map(interval -> interval.interval(0.95))),
                            List.of(new Evidence.Control(
                                    REVERSED,
                                    control.verdict() == Verdict.NOT_SUPPORTED,
                                    control.verdict() + ", factor "
                                            + control.ratios().values().stream()
                                                    .map(ratio ->
                                                            String.format(Locale.ROOT, "%.2f", Math.exp(ratio.mean())))
                                                    .findFirst()
                                                    .orElse("unknown"))),
                            smallest.map(interval -> String.format(
                                            Locale.ROOT,
                                            "a factor of %.2f would have been found at the closest method with a chance of a half",
                                            Math.exp(interval.mean()
                                                    - interval.lowerBound(1 - Decision.LEVEL / METHODS.size()))))
                                    .orElse("none"),
                            seeds(settings.profile()) + " seeds under the branch 'verdict' of master seed "
                                    + settings.masterSeed() + ", the same for all methods",
                            drawn,
                            plots(settings, results),
                            List.of(
                                    table(decision, settings, results),
                                    new NoiseFreeEnds(problem(), OUTER_STEP).table(SIGMAS)))
                    .refutedAt(decision.refutation());
        }

        private static Table table(Decision decision, Settings settings, Results results) {
            List<List<Object>> rows = new ArrayList<>();
            for (String name : all()) {
                List<CellResult> runs = of(name, settings, results);
                Interval tail = interval(
                        runs.stream().map(run -> run.value(LearningRun.TAIL)).toList());
                rows.add(List.of(
                        name,
                        runs.stream().allMatch(run -> run.failure().isEmpty()) ? "RAN" : "DIVERGED at some seed",
                        learning(name, settings.profile()).spec().card().oracles(),
                        runs.get(0).counts().of(Draw.TRAJECTORY),
                        runs.get(0).counts().of(Draw.TRANSITION),
                        tail.lower(),
                        tail.upper(),
                        METHODS.contains(name)
                                ? (Object) decision.corrected().get(name)
                                : BESIDE.contains(name) ? "beside the verdict: sees more" : ""));
            }
            return new Table(
                    "ends",
                    "Tail mean of ‖∇Φ‖² (squared units), draws of the first seed",
                    List.of(
                            "method",
                            "status",
                            "sees",
                            "trajectories",
                            "transitions",
                            "E, lower 95 %",
                            "E, upper 95 %",
                            "p that E is not below alternating, corrected"),
                    rows);
        }

        /** Of the geometric mean, by Student's t on logarithms; everything where a run diverged. */
        private static Interval interval(List<Double> values) {
            double[] logs = values.stream().mapToDouble(Math::log).toArray();
            if (!Arrays.stream(logs).allMatch(Double::isFinite)) {
                return new Interval(0, Double.POSITIVE_INFINITY);
            }
            Interval interval = StudentInterval.of(logs).interval(0.95);
            return new Interval(Math.exp(interval.lower()), Math.exp(interval.upper()));
        }

        private static List<Plot> plots(Settings settings, Results results) {
            Plot.Axis transitions = new Plot.Axis("transitions", true);
            return List.of(
                    new Plot(
                            "gradients",
                            "‖∇Φ‖² against transitions, geometric means with 95 % intervals",
                            transitions,
                            new Plot.Axis("‖∇Φ‖², squared units", true),
                            series(LearningRun.SQUARED, settings, results)),
                    new Plot(
                            "losses",
                            "The designer's true loss Φ against transitions, means with 95 % intervals",
                            transitions,
                            new Plot.Axis("Φ", false),
                            series(LearningRun.LOSS, settings, results)));
        }

        private static List<Plot.Series> series(String what, Settings settings, Results results) {
            List<Plot.Series> series = new ArrayList<>();
            for (String name : all()) {
                List<CellResult> planned = of(name, settings, results);
                List<CellResult> runs =
                        planned.stream().filter(run -> run.failure().isEmpty()).toList();
                if (runs.size() < 2) {
                    continue;
                }
                double[] x = learning(name, settings.profile()).checkpoints();
                double[] y = new double[x.length];
                double[] lower = new double[x.length];
                double[] upper = new double[x.length];
                boolean logarithmic = what.equals(LearningRun.SQUARED);
                for (int i = 0; i < x.length; i++) {
                    int at = i;
                    double[] values = runs.stream()
                            .mapToDouble(run -> run.series(what)[at])
                            .map(value -> logarithmic ? Math.log(value) : value)
                            .toArray();
                    StudentInterval mean = StudentInterval.of(values);
                    Interval interval = mean.interval(0.95);
                    y[i] = logarithmic ? Math.exp(mean.mean()) : mean.mean();
                    lower[i] = logarithmic ? Math.exp(interval.lower()) : interval.lower();
                    upper[i] = logarithmic ? Math.exp(interval.upper()) : interval.upper();
                }
                Plot.Style style = name.equals(REVERSED) ? Plot.Style.CONTROL : Plot.Style.MEASURED;
                String label = runs.size() == planned.size()
                        ? name
                        : name + ", " + runs.size() + " of " + planned.size() + " runs, the others diverged";
                series.add(new Plot.Series(label, style, x, y, lower, upper));
            }
            return series;
        }
    }
}
