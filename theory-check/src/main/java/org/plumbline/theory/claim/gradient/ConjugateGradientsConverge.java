package org.plumbline.theory.claim.gradient;

import com.google.auto.service.AutoService;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.plumbline.algorithm.AlgorithmSpec;
import org.plumbline.algorithm.Algorithms;
import org.plumbline.numeric.Vectors;
import org.plumbline.oracle.Constants;
import org.plumbline.oracle.NoiseModel;
import org.plumbline.oracle.OracleCounts;
import org.plumbline.oracle.Start;
import org.plumbline.problem.BilevelFunctions;
import org.plumbline.problem.BilevelProblem;
import org.plumbline.problem.Problems;
import org.plumbline.random.SeedTree;
import org.plumbline.run.Probe;
import org.plumbline.run.Recording;
import org.plumbline.run.Runner;
import org.plumbline.run.StopReason;
import org.plumbline.run.StopRule;
import org.plumbline.run.Trace;
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
import org.plumbline.theory.assumption.Smoothness;

/**
 * GRAD-1 of a method: the direction of implicit differentiation from the lower solution, with Q conjugate-gradient steps and exact
 * derivatives, against the closed-form hypergradient. With \(\kappa = L/\mu\), \(q = (\sqrt\kappa-1)/(\sqrt\kappa+1)\) and v the solution of
 * \(g_{\lambda\lambda}v = f_\lambda\), \(\|v_Q-v\|_H \le 2q^Q\|v\|_H\); as \(\|\cdot\| \le \mu^{-1/2}\|\cdot\|_H\) and \(\|v\|_H \le
 * \mu^{-1/2}\|f_\lambda\|\),
 * \[ \|\hat\nabla\Phi - \nabla\Phi\| \le 2 q^Q\,\frac{\|g_{\varphi\lambda}\|\,\|f_\lambda\|}{\mu}, \]
 * and 0 after d steps.
 */
@AutoService(Audit.class)
public final class ConjugateGradientsConverge implements Audit {
    @Override
    public String id() {
        return "GRAD-1";
    }

    @Override
    public List<Claim> claims() {
        return List.of(about(Algorithms.named("aid-cg")));
    }

    /**
     * The claim.
     *
     * @param spec the method, with the card of the registered one
     * @return the claim
     */
    public static Claim about(AlgorithmSpec spec) {
        return new Row(spec, Problems.named("quadratic/claims"));
    }

    private record Row(AlgorithmSpec spec, BilevelProblem problem) implements Claim {
        private static final String ID = "GRAD-1@aid-cg";
        private static final int POINTS = 10;
        /** Of the bound's scale: what is owed to rounding, at a condition number of 10 and over a dozen steps. */
        private static final double ROUNDING = 1e-9;

        @Override
        public ClaimCard card() {
            return new ClaimCard(
                    ID,
                    "From the lower solution, with exact derivatives, Q conjugate-gradient steps give aid-cg the hypergradient to within"
                            + " 2q^Q ‖g_φλ‖‖f_λ‖/μ, q = (√κ−1)/(√κ+1), and d of them give it exactly.",
                    "‖direction − ∇Φ‖ over ‖g_φλ‖‖f_λ‖/μ, without units",
                    Guarantee.UPPER_BOUND,
                    new Citation(
                            "Hestenes, Stiefel, J. Res. Natl. Bur. Stand. 49, 1952",
                            "conjugate gradients: finite termination; the bound by Chebyshev polynomials",
                            Provenance.RECALLED),
                    List.of("μ and L as declared", "‖g_φλ‖ by its Frobenius norm, which is not smaller"),
                    "below the bound for every Q, and rounding from Q = d = " + dimension() + " on",
                    "Deterministic: SUPPORTED iff at " + POINTS + " random φ and for Q = 1, …, " + most()
                            + " the error is at most the bound, and from Q = " + dimension()
                            + " on at most 0, with " + ROUNDING
                            + " of the scale for rounding. NOT_SUPPORTED otherwise, and if a step"
                            + " is not finite.",
                    "one step presented as " + dimension() + " must be NOT_SUPPORTED under the same rule");
        }

        private int dimension() {
            return problem.lowerDimension();
        }

        private int most() {
            return 2 * dimension();
        }

        @Override
        public List<Assumption> assumptions(Settings settings) {
            return List.of(new PlInequality(problem, 0), new Smoothness(problem));
        }

        private SeedTree seeds(Settings settings, int point) {
            return settings.seeds("verdict").child(ID).child("point", point);
        }

        private String key(Settings settings, int point) {
            return "conjugate gradients|" + problem.id() + '|' + most() + '|' + seeds(settings, point);
        }

        @Override
        public List<Cell> plan(Settings settings) {
            return IntStream.range(0, POINTS)
                    .mapToObj(point -> new Cell(key(settings, point), () -> measure(seeds(settings, point))))
                    .toList();
        }

        private CellResult measure(SeedTree seeds) {
            double[] phi = problem.box().sample(seeds.stream());
            double[] solution = problem.truth().lowerSolution(phi);
            double scale = scale(phi, solution);
            double[] errors = new double[most()];
            OracleCounts counts = OracleCounts.NONE;
            for (int steps = 1; steps <= most(); steps++) {
                Trace trace = new Runner(
                                spec.create(Map.of(
                                        "batch", 1,
                                        "innerSteps", 1,
                                        "solverSteps", steps,
                                        "lowerStep", 1 / problem.constants().require(Constants.L),
                                        "outerStep", 1)),
                                problem.oracles(NoiseModel.NONE),
                                new Start(phi, solution),
                                StopRule.iterations(1),
                                seeds.child("run"),
                                Recording.ENDS)
                        .run(Probe.NONE);
                counts = counts.plus(trace.counts());
                double[] error = problem.truth().hypergradient(phi);
                Vectors.add(1, trace.last().phi(), error);
                Vectors.add(-1, phi, error);
                errors[steps - 1] = trace.stop() == StopReason.COMPLETED
                        ? Math.sqrt(Vectors.squaredNorm(error)) / scale
                        : Double.POSITIVE_INFINITY;
            }
            return new CellResult(Map.of("errors", errors), spec.card().name(), counts, "");
        }

        private double scale(double[] phi, double[] solution) {
            BilevelFunctions functions = problem.truth().functions();
            double[] slope = new double[solution.length];
            functions.upperGradient(phi, solution, new double[phi.length], slope);
            double[] unit = new double[solution.length];
            double[] column = new double[phi.length];
            double squares = 0;
            for (int j = 0; j < unit.length; j++) {
                unit[j] = 1;
                functions.jacobianVector(phi, solution, unit, column);
                unit[j] = 0;
                squares += Vectors.squaredNorm(column);
            }
            return Math.sqrt(squares * Vectors.squaredNorm(slope))
                    / problem.constants().require(Constants.MU);
        }

        private double bound(int steps) {
            double root = Math.sqrt(problem.constants().require(Constants.L)
                    / problem.constants().require(Constants.MU));
            return steps >= dimension() ? 0 : 2 * Math.pow((root - 1) / (root + 1), steps);
        }

        private static boolean holds(double error, double bound) {
            return error <= bound + ROUNDING;
        }

        @Override
        public Evidence judge(Settings settings, Results results) {
            List<List<Object>> rows = new ArrayList<>();
            String first = "";
            double closest = 0;
            OracleCounts counts = OracleCounts.NONE;
            for (int point = 0; point < POINTS; point++) {
                counts = counts.plus(results.get(key(settings, point)).counts());
            }
            for (int steps = 1; steps <= most(); steps++) {
                double bound = bound(steps);
                double worst = worst(settings, results, steps);
                closest = bound > 0 ? Math.max(closest, worst / bound) : closest;
                rows.add(List.of((long) steps, worst, bound));
                if (first.isEmpty() && !holds(worst, bound)) {
                    first = String.format(
                            Locale.ROOT, "First violated at Q = %d: %.3g above %.3g.", steps, worst, bound);
                }
            }
            double single = worst(settings, results, 1);
            return new Evidence(
                    first.isEmpty() ? Verdict.SUPPORTED : Verdict.NOT_SUPPORTED,
                    first.isEmpty()
                            ? String.format(
                                    Locale.ROOT,
                                    "The error is at most %.3g of its bound, and %.2g with d steps.",
                                    closest,
                                    worst(settings, results, dimension()))
                            : first,
                    new Evidence.Effect("largest error over its bound, Q < d", closest, Optional.empty()),
                    List.of(new Evidence.Control(
                            "one step presented as " + dimension(),
                            !holds(single, bound(dimension())),
                            String.format(Locale.ROOT, "error %.3g of the scale", single))),
                    "deterministic: any violation beyond rounding shows",
                    POINTS + " points under the branch 'verdict/" + ID + "' of master seed " + settings.masterSeed(),
                    Map.of(spec.card().name() + " on " + ID, counts),
                    List.of(),
                    List.of(new Table(
                            "steps",
                            "Error of the direction over ‖g_φλ‖‖f_λ‖/μ, the largest of all points",
                            List.of("Q", "largest error", "bound"),
                            rows)));
        }

        private double worst(Settings settings, Results results, int steps) {
            return IntStream.range(0, POINTS)
                    .mapToDouble(point -> results.get(key(settings, point)).series("errors")[steps - 1])
                    .map(error -> Double.isNaN(error) ? Double.POSITIVE_INFINITY : error)
                    .max()
                    .orElseThrow();
        }
    }
}
