package org.plumbline.theory.claim.outer;

import com.google.auto.service.AutoService;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.plumbline.problem.BilevelProblem;
import org.plumbline.problem.Problems;
import org.plumbline.random.RandomStream;
import org.plumbline.random.SeedTree;
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
import org.plumbline.theory.assumption.PlInequality;
import org.plumbline.theory.claim.Paper;
import org.plumbline.theory.claim.Presumed;
import org.plumbline.theory.judge.BoundCase;
import org.plumbline.theory.judge.BoundDecision;
import org.plumbline.theory.judge.BoundRule;
import org.plumbline.theory.measure.SymmetricHessian;

/**
 * OUT-1: with exact gradients and one step η for all σ, the average of \(\|\nabla\Phi_\sigma\|^2\) is at most
 * \(2\Delta/(\eta T)\).
 */
@AutoService(Audit.class)
public final class ExactOuterLoopDescends implements Audit {
    /** Of an instance from outside: its Hessians are taken by differences and decomposed. */
    private static final int LARGEST = 200;

    @Override
    public String id() {
        return "OUT-1";
    }

    @Override
    public List<Claim> claims() {
        return List.of(
                new Row("OUT-1@quadratic", Problems.named("quadratic/claims"), 1),
                new Row("OUT-1@sine-composite", Problems.named("sine-composite/claims"), 2),
                new Row("OUT-1@lqr-reward-design", Problems.named("lqr-reward-design/claims"), 2),
                new Row("OUT-1@soft-mdp", Problems.named("soft-mdp/claims"), 2));
    }

    /** With the reserve of the nonconvex rows, as nothing is known of the curvature beforehand. */
    @Override
    public List<Claim> onRequest(BilevelProblem problem) {
        return List.of(new Presumed(
                new Row("OUT-1@" + problem.family(), problem, 2),
                () -> Presumed.size(problem, LARGEST).or(() -> Presumed.modulus(problem, Row.SIGMAS[0]))));
    }

    /** {@code reserve}: η is 1 over this times the largest curvature at random points; 1 where curvature is constant. */
    private record Row(String id, BilevelProblem problem, double reserve) implements Claim {
        private static final BoundRule RULE = BoundRule.standard();
        private static final double[] SIGMAS = {1.0 / 4, 1.0 / 16, 1.0 / 64};
        private static final double[] LENGTHS = {1, 4, 16, 64, 256};
        private static final int POINTS = 20;
        /** A step beyond 2/L. */
        private static final double TOO_LONG = 2.5;

        private static final String AVERAGES = "averages ";
        private static final String BOUNDS = "bounds ";

        @Override
        public ClaimCard card() {
            return new ClaimCard(
                    id,
                    "With exact gradients and η ≤ 1/L_{Φσ}, one η for all σ, the average of ‖∇Φ_σ‖² over T outer steps is at"
                            + " most 2Δ/(ηT).",
                    "(1/T) Σ_{t<T} ‖∇Φ_σ(φ_t)‖², squared units",
                    Guarantee.UPPER_BOUND,
                    Paper.at("outer loop; the bound is derived in docs/theory.md, section 5, Step 4"),
                    List.of(
                            "Φ_σ is smooth with a constant that does not depend on σ",
                            isExact()
                                    ? "no projection; curvature is constant"
                                    : "no projection; INCONCLUSIVE if an iterate leaves the box, where L was sampled"),
                    "average ≤ 2(Φ_σ(φ_0) − Φ_σ(φ_T))/(ηT) ≤ 2Δ/(ηT), for every T and σ",
                    RULE.describe()
                            + " Cases: σ = 1/4, 1/16, 1/64 and T = 1, 4, 16, 64, 256, with Φ_σ(φ_T) in place of inf"
                            + " Φ_σ, which asks for more. η is 1/(" + reserve
                            + " L), L the largest norm of ∇²Φ_σ, by differences of gradients, at " + POINTS
                            + " random points on the branch 'calibration' at these σ.",
                    "a quarter of the bound must be NOT_SUPPORTED under the same rule: where |curvature| ≤ L the average is at"
                            + " least a third of the bound"
                            + (isExact() ? "; so must a step of " + TOO_LONG + "/L" : ""));
        }

        private boolean isExact() {
            return reserve == 1;
        }

        @Override
        public List<Assumption> assumptions(Settings settings) {
            List<Assumption> all = new ArrayList<>(PlInequality.forAll(problem, SIGMAS[0], SIGMAS[SIGMAS.length - 1]));
            all.add(new Domain(problem));
            return all;
        }

        private SeedTree seeds(Settings settings) {
            return settings.seeds("calibration").child("OUT-1").child(problem.id());
        }

        private String key(Settings settings, boolean tooLong) {
            return "outer loop|" + problem.id() + "|too long=" + tooLong + "|reserve=" + reserve + '|'
                    + seeds(settings);
        }

        @Override
        public List<Cell> plan(Settings settings) {
            List<Cell> cells = new ArrayList<>();
            cells.add(new Cell(key(settings, false), () -> descend(seeds(settings), 1 / reserve)));
            if (isExact()) {
                cells.add(new Cell(key(settings, true), () -> descend(seeds(settings), TOO_LONG)));
            }
            return cells;
        }

        private CellResult descend(SeedTree seeds, double share) {
            double smoothness = smoothness(seeds.stream());
            Map<String, double[]> values = new LinkedHashMap<>();
            int outside = 0;
            for (int s = 0; s < SIGMAS.length; s++) {
                ProxyDescent descent = new ProxyDescent(problem, SIGMAS[s], share / smoothness);
                double[] averages = new double[LENGTHS.length];
                double[] bounds = new double[LENGTHS.length];
                for (int k = 0; k < LENGTHS.length; k++) {
                    while (descent.steps() < LENGTHS[k]) {
                        descent.step();
                    }
                    averages[k] = descent.average();
                    bounds[k] = descent.bound();
                }
                outside += descent.outside();
                values.put(AVERAGES + s, averages);
                values.put(BOUNDS + s, bounds);
            }
            values.put("outside", new double[] {outside});
            values.put("step", new double[] {share / smoothness});
            return CellResult.of(values);
        }

        private double smoothness(RandomStream stream) {
            double largest = 0;
            for (int i = 0; i < POINTS; i++) {
                double[] phi = problem.box().sample(stream);
                for (double sigma : SIGMAS) {
                    for (double curvature : new EigenDecomposition(new Array2DRowRealMatrix(hessian(phi, sigma), false))
                            .getRealEigenvalues()) {
                        largest = Math.max(largest, Math.abs(curvature));
                    }
                }
            }
            return largest;
        }

        private double[][] hessian(double[] phi, double sigma) {
            return SymmetricHessian.of(each -> problem.truth().penaltyHypergradient(each, sigma), phi);
        }

        @Override
        public Evidence judge(Settings settings, Results results) {
            CellResult result = results.get(key(settings, false));
            BoundDecision decision = RULE.decide(cases(result, 1));
            BoundDecision quarter = RULE.decide(cases(result, 0.25));
            List<Evidence.Control> controls =
                    new ArrayList<>(List.of(control("a quarter of the bound", quarter.verdict(), quarter.reason())));
            if (isExact()) {
                BoundDecision tooLong = RULE.decide(cases(results.get(key(settings, true)), 1));
                controls.add(control("a step of " + TOO_LONG + "/L", tooLong.verdict(), tooLong.reason()));
            }
            int outside = (int) result.value("outside");
            return new Evidence(
                    outside > 0 && !isExact() ? Verdict.INCONCLUSIVE : decision.verdict(),
                    String.format(
                                    Locale.ROOT,
                                    "η = %.5g at every σ; iterates outside of the box: %d. ",
                                    result.value("step"),
                                    outside)
                            + decision.reason(),
                    new Evidence.Effect("largest average over its bound", largestShare(result), Optional.empty()),
                    controls,
                    "deterministic: any average above its bound shows, with probability 1",
                    "from the start of the instance; η from the branch 'calibration/OUT-1' of master seed "
                            + settings.masterSeed(),
                    Map.of(),
                    List.of(plot(result)),
                    List.of(table(result)));
        }

        private static Evidence.Control control(String description, Verdict verdict, String reason) {
            return new Evidence.Control(description, verdict == Verdict.NOT_SUPPORTED, verdict + ": " + reason);
        }

        /** A run that went up has a bound below 0, and one that diverged none. */
        private static List<BoundCase> cases(CellResult result, double factor) {
            List<BoundCase> cases = new ArrayList<>();
            for (int s = 0; s < SIGMAS.length; s++) {
                for (int k = 0; k < LENGTHS.length; k++) {
                    double bound = result.series(BOUNDS + s)[k];
                    double finite = Double.isFinite(bound) ? factor * bound : 0;
                    double scale = finite == 0 ? 1 : Math.abs(finite);
                    cases.add(new BoundCase(
                            "σ = " + SIGMAS[s] + ", T = " + (int) LENGTHS[k],
                            result.series(AVERAGES + s)[k],
                            finite,
                            0,
                            Double.POSITIVE_INFINITY,
                            scale));
                }
            }
            return cases;
        }

        private static double largestShare(CellResult result) {
            double largest = 0;
            for (int s = 0; s < SIGMAS.length; s++) {
                for (int k = 0; k < LENGTHS.length; k++) {
                    largest = Math.max(largest, result.series(AVERAGES + s)[k] / result.series(BOUNDS + s)[k]);
                }
            }
            return largest;
        }

        private static Plot plot(CellResult result) {
            List<Series> series = new ArrayList<>();
            for (int s = 0; s < SIGMAS.length; s++) {
                series.add(
                        Series.line("average, σ = " + SIGMAS[s], Style.MEASURED, LENGTHS, result.series(AVERAGES + s)));
            }
            series.add(Series.line("bound, σ = " + SIGMAS[0], Style.PREDICTION, LENGTHS, result.series(BOUNDS + 0)));
            return new Plot(
                    "outer-loop",
                    "Average of the squared gradient of the proxy over T exact outer steps",
                    new Plot.Axis("T", true),
                    new Plot.Axis("average of ‖∇Φ_σ‖²", true),
                    series);
        }

        private static Table table(CellResult result) {
            List<List<Object>> rows = new ArrayList<>();
            for (int s = 0; s < SIGMAS.length; s++) {
                for (int k = 0; k < LENGTHS.length; k++) {
                    double average = result.series(AVERAGES + s)[k];
                    double bound = result.series(BOUNDS + s)[k];
                    rows.add(List.of(SIGMAS[s], (long) LENGTHS[k], average, bound, average / bound));
                }
            }
            return new Table(
                    "outer-loop",
                    "Average of ‖∇Φ_σ‖² over T exact outer steps against 2(Φ_σ(φ_0) − Φ_σ(φ_T))/(ηT)",
                    List.of("σ", "T", "average", "bound", "average/bound"),
                    rows);
        }
    }
}
