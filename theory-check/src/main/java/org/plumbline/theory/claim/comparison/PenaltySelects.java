package org.plumbline.theory.claim.comparison;

import com.google.auto.service.AutoService;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.plumbline.algorithm.AlgorithmSpec;
import org.plumbline.algorithm.Algorithms;
import org.plumbline.algorithm.BilevelAlgorithm;
import org.plumbline.algorithm.penalty.FirstOrderPenalty;
import org.plumbline.numeric.Vectors;
import org.plumbline.oracle.Constants;
import org.plumbline.oracle.NoiseModel;
import org.plumbline.oracle.OracleCounts;
import org.plumbline.problem.BilevelProblem;
import org.plumbline.problem.Problems;
import org.plumbline.random.SeedTree;
import org.plumbline.run.Probe;
import org.plumbline.run.Recording;
import org.plumbline.run.Runner;
import org.plumbline.run.StopReason;
import org.plumbline.run.StopRule;
import org.plumbline.run.Trace;
import org.plumbline.run.TracePoint;
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
import org.plumbline.theory.assumption.PlInequality;
import org.plumbline.theory.claim.Implementation;
import org.plumbline.theory.panel.Unmet;

/**
 * IMPL-1: where the lower level has many minimisers among which the upper level selects, the penalty method finds the bilevel
 * optimum, and plain implicit differentiation, forced to run outside its theorem, does not.
 *
 * <p>With \(g = \tfrac12\|M\lambda - C\varphi\|^2\) and M rank-deficient, a method that descends g alone keeps the part of
 * its start in ker M for ever, and differentiates at a minimiser that is not the one of \(\Phi\). All gradients are exact:
 * nothing that is seen here is noise.
 */
@AutoService(Audit.class)
public final class PenaltySelects implements Audit {
    private static final String SELECTING = "rank-deficient-quadratic/claims";
    private static final String HARMLESS = "rank-deficient-quadratic/ignores-kernel";

    @Override
    public String id() {
        return "IMPL-1";
    }

    @Override
    public List<Claim> claims() {
        return List.of(selects(Implementation.SOUND));
    }

    /**
     * The claim.
     *
     * @param tested who makes the runs of Algorithm 1
     * @return the claim
     */
    public static Claim selects(Implementation tested) {
        return new Row(Problems.named(SELECTING), Problems.named(HARMLESS), tested);
    }

    private record Row(BilevelProblem selecting, BilevelProblem harmless, Implementation tested) implements Claim {
        private static final String PAPER = "algorithm-1";
        private static final List<String> IMPLICIT = List.of("aid-cg", "itd", "stocbio");
        /**
         * Not aid-cg: its conjugate gradients meet a singular system that has no solution. What they return grows along ker M, which the
         * cross derivative cancels until rounding is all that is left of it; where the run goes then is another thing on every arithmetic.
         */
        private static final List<String> STALLING = List.of("itd", "stocbio");

        private static final double[] SIGMAS = {0.2, 0.1, 0.05, 0.025};
        private static final int ITERATIONS = 1500;

        /** A run that has stopped falls by less than this share in its second half; a converging one by orders of magnitude. */
        private static final double STOPPED = 0.01;

        @Override
        public ClaimCard card() {
            return new ClaimCard(
                    "IMPL-1",
                    "On a rank-deficient lower level where f selects among the minimisers of g, Algorithm 1 drives ‖∇Φ‖² to"
                            + " O(σ²), and implicit methods that unroll or expand stall at a point that is not stationary.",
                    "last ‖∇Φ‖², squared units, exact gradients",
                    Guarantee.SEPARATION,
                    new Citation("Plumbline, docs/theory.md", "rank-deficient quadratic", Provenance.DERIVED),
                    List.of("g PL; exact gradients; K = ⌈20/σ⌉, as the modulus of g + σf is Θ(σ) here"),
                    "Algorithm 1: ratio about 4 a halving of σ; " + String.join(", ", STALLING)
                            + ": no change with anything",
                    "SUPPORTED iff ‖∇Φ‖² of Algorithm 1 falls by a factor of at least 3 a halving of σ on average, and every"
                            + " implicit method that unrolls or expands (" + String.join(", ", STALLING)
                            + ") has stopped (‖∇Φ‖² falls by less than 1 % from T/2 to T outer iterations; it may"
                            + " rise) above the value of Algorithm 1 at the smallest σ, or"
                            + " diverges; NOT_SUPPORTED otherwise. Nothing is random: there is no false-alarm rate."
                            + " aid-cg is run and does not decide: on a singular system rounding decides where it goes.",
                    "the same instance family with f constant on ker M, where implicit methods are right: each of "
                            + String.join(", ", IMPLICIT) + " must be"
                            + " NOT_SUPPORTED there under its part of the rule, as one that is broken may stall anywhere");
        }

        @Override
        public List<Assumption> assumptions(Settings settings) {
            return List.of(new PlInequality(selecting, 0));
        }

        @Override
        public List<Cell> plan(Settings settings) {
            List<Cell> cells = new ArrayList<>();
            for (BilevelProblem problem : List.of(selecting, harmless)) {
                for (double sigma : SIGMAS) {
                    cells.add(cell(settings, problem, PAPER, sigma));
                }
                IMPLICIT.forEach(method -> cells.add(cell(settings, problem, method, Double.NaN)));
            }
            return cells;
        }

        private Cell cell(Settings settings, BilevelProblem problem, String method, double sigma) {
            return new Cell(key(settings, problem, method, sigma), () -> run(settings, problem, method, sigma));
        }

        private static String key(Settings settings, BilevelProblem problem, String method, double sigma) {
            return "selects|" + problem.id() + '|' + method + "|σ=" + sigma + "|T=" + ITERATIONS + '|'
                    + settings.masterSeed();
        }

        private CellResult run(Settings settings, BilevelProblem problem, String method, double sigma) {
            AlgorithmSpec spec = Algorithms.named(method);
            double step = 1 / problem.constants().require(Constants.L);
            BilevelAlgorithm algorithm = spec.create(values(method, sigma, step));
            Trace trace = new Runner(
                            method.equals(PAPER) ? tested.of((FirstOrderPenalty) algorithm) : algorithm,
                            problem.oracles(NoiseModel.NONE),
                            problem.start(),
                            StopRule.iterations(ITERATIONS),
                            SeedTree.of(settings.masterSeed()).child("selects"),
                            new Recording(ITERATIONS / 2))
                    .run(Probe.NONE);
            boolean diverged = trace.stop() == StopReason.DIVERGED;
            double half = diverged
                    ? Double.POSITIVE_INFINITY
                    : squared(problem, trace.points().get(1));
            double end = diverged ? Double.POSITIVE_INFINITY : squared(problem, trace.last());
            return new CellResult(
                    Map.of("half", new double[] {half}, "end", new double[] {end}), method, trace.counts(), "");
        }

        private static double squared(BilevelProblem problem, TracePoint point) {
            return Vectors.squaredNorm(problem.truth().hypergradient(point.phi()));
        }

        private static Map<String, Object> values(String method, double sigma, double step) {
            Map<String, Object> values = new LinkedHashMap<>();
            values.put("batch", 1);
            values.put("lowerStep", step);
            values.put("outerStep", 0.05);
            switch (method) {
                case PAPER -> {
                    values.put("sigma", sigma);
                    values.put("innerSteps", Math.ceil(20 / sigma));
                }
                case "aid-cg" -> {
                    values.put("innerSteps", 100);
                    values.put("solverSteps", 2);
                }
                case "stocbio" -> {
                    values.put("innerSteps", 100);
                    values.put("solverSteps", 100);
                }
                default -> values.put("innerSteps", 100);
            }
            return values;
        }

        @Override
        public Evidence judge(Settings settings, Results results) {
            boolean holds = holds(settings, results, selecting);
            boolean converge = allConverge(settings, results);
            List<List<Object>> rows = new ArrayList<>();
            Map<String, OracleCounts> drawn = new LinkedHashMap<>();
            for (BilevelProblem problem : List.of(selecting, harmless)) {
                for (double sigma : SIGMAS) {
                    rows.add(row(settings, results, problem, PAPER, sigma, drawn));
                }
                for (String method : IMPLICIT) {
                    rows.add(row(settings, results, problem, method, Double.NaN, drawn));
                }
            }
            return new Evidence(
                    holds ? Verdict.SUPPORTED : Verdict.NOT_SUPPORTED,
                    describe(settings, results, selecting),
                    new Evidence.Effect(
                            "factor of ‖∇Φ‖² a halving of σ", factor(settings, results, selecting), Optional.empty()),
                    List.of(new Evidence.Control(
                            "f constant on ker M", converge, describe(settings, results, harmless))),
                    "an implicit method that still fell by 1 % in its second half, or came below Algorithm 1, would have refuted it",
                    "none: all gradients are exact",
                    drawn,
                    List.of(),
                    List.of(new Table(
                            "ends",
                            "‖∇Φ‖² after T/2 and after T = " + ITERATIONS + " outer iterations",
                            List.of(
                                    "instance",
                                    "method",
                                    "σ",
                                    "‖∇Φ‖² at T/2",
                                    "at T",
                                    "the method's theorem covers it"),
                            rows)));
        }

        private static List<Object> row(
                Settings settings,
                Results results,
                BilevelProblem problem,
                String method,
                double sigma,
                Map<String, OracleCounts> drawn) {
            CellResult result = results.get(key(settings, problem, method, sigma));
            drawn.merge(method + " on IMPL-1", result.counts(), OracleCounts::plus);
            return List.of(
                    problem.id(),
                    method,
                    Double.isNaN(sigma) ? (Object) "" : sigma,
                    result.value("half"),
                    result.value("end"),
                    Unmet.assumption(Algorithms.named(method), problem)
                            .map(reason -> "no, forced to run: " + reason)
                            .orElse("yes"));
        }

        private static double end(Settings settings, Results results, BilevelProblem problem, double sigma) {
            return results.get(key(settings, problem, PAPER, sigma)).value("end");
        }

        /** Geometric mean over the halvings. */
        private static double factor(Settings settings, Results results, BilevelProblem problem) {
            double first = end(settings, results, problem, SIGMAS[0]);
            double last = end(settings, results, problem, SIGMAS[SIGMAS.length - 1]);
            return Math.pow(first / last, 1.0 / (SIGMAS.length - 1));
        }

        private static boolean holds(Settings settings, Results results, BilevelProblem problem) {
            double smallest = end(settings, results, problem, SIGMAS[SIGMAS.length - 1]);
            return factor(settings, results, problem) >= 3
                    && STALLING.stream()
                            .allMatch(method ->
                                    stoppedAbove(smallest, results.get(key(settings, problem, method, Double.NaN))));
        }

        /** Where nothing is selected, no implicit method may stall. */
        private boolean allConverge(Settings settings, Results results) {
            double smallest = end(settings, results, harmless, SIGMAS[SIGMAS.length - 1]);
            return IMPLICIT.stream()
                    .noneMatch(
                            method -> stoppedAbove(smallest, results.get(key(settings, harmless, method, Double.NaN))));
        }

        private static boolean stoppedAbove(double smallest, CellResult result) {
            double half = result.value("half");
            double end = result.value("end");
            return Double.isInfinite(end) || (end > (1 - STOPPED) * half && end > smallest);
        }

        private static String describe(Settings settings, Results results, BilevelProblem problem) {
            return String.format(
                    Locale.ROOT,
                    "‖∇Φ‖² of Algorithm 1 falls by %.2f a halving of σ, to %.2g; implicit methods end at %s.",
                    factor(settings, results, problem),
                    end(settings, results, problem, SIGMAS[SIGMAS.length - 1]),
                    IMPLICIT.stream()
                            .map(method -> String.format(
                                    Locale.ROOT,
                                    "%.2g (%s)",
                                    results.get(key(settings, problem, method, Double.NaN))
                                            .value("end"),
                                    method))
                            .collect(Collectors.joining(", ")));
        }
    }
}
