package org.plumbline.theory.claim.gradient;

import com.google.auto.service.AutoService;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.plumbline.problem.BilevelProblem;
import org.plumbline.problem.GroundTruth;
import org.plumbline.problem.Problems;
import org.plumbline.random.SeedTree;
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
import org.plumbline.theory.judge.BoundCase;
import org.plumbline.theory.judge.BoundDecision;
import org.plumbline.theory.judge.BoundRule;

/**
 * GRAD-1, deterministic part: the closed-form \(\nabla\Phi\) and \(\nabla\Phi_\sigma\), against which every other claim
 * measures, equal central differences of \(\Phi\) and \(\Phi_\sigma\) by value.
 */
@AutoService(Audit.class)
public final class ClosedFormGradientsAreRight implements Audit {
    private static final List<String> FAMILIES = List.of(
            "quadratic",
            "rank-deficient-quadratic",
            "sine-composite",
            "karimi",
            "pl-game",
            "lqr-reward-design",
            "lqr-imitation",
            "soft-mdp");

    @Override
    public String id() {
        return "GRAD-1";
    }

    @Override
    public List<Claim> claims() {
        return FAMILIES.stream()
                .map(family -> Problems.named(family + "/claims"))
                .map(problem -> about(problem))
                .toList();
    }

    /**
     * The claim of a family.
     *
     * @param problem the instance that stands for it
     * @return the claim
     */
    public static Claim about(BilevelProblem problem) {
        return new Row("GRAD-1@" + problem.family(), problem);
    }

    @Override
    public List<Claim> on(BilevelProblem problem) {
        return List.of(new Row("GRAD-1@" + problem.id(), problem));
    }

    private record Row(String id, BilevelProblem problem) implements Claim {
        private static final double BOUND = 1e-6;
        private static final BoundRule RULE = new BoundRule(0.01, 0, 0.1, 0.8);
        private static final int POINTS = 20;
        private static final double SIGMA = 0.1;
        /** With Richardson extrapolation the error is of order h⁴ plus rounding over h: both far below the bound. */
        private static final double STEP = 1e-3;

        @Override
        public ClaimCard card() {
            return new ClaimCard(
                    id,
                    "The closed-form hypergradients ∇Φ and ∇Φ_σ are the derivatives of Φ and Φ_σ.",
                    "relative distance of the closed form to extrapolated central differences, without units",
                    Guarantee.TIGHT,
                    new Citation("Plumbline, docs/theory.md", "sections on the problem families", Provenance.DERIVED),
                    List.of("Φ and Φ_σ are smooth at the points"),
                    "at most " + BOUND,
                    RULE.describe() + " The bound is " + BOUND + " relative to max(1, ‖∇Φ‖), at " + POINTS
                            + " uniform points of the box, for ∇Φ and for ∇Φ_σ at σ = " + SIGMA + ".",
                    "∇Φ without its bilevel (implicit) term must be NOT_SUPPORTED under the same rule");
        }

        private SeedTree seeds(Settings settings) {
            return settings.seeds("verdict").child("GRAD-1").child(problem.id());
        }

        private String key(Settings settings) {
            return "gradients|" + problem.id() + '|' + seeds(settings);
        }

        @Override
        public List<Assumption> assumptions(Settings settings) {
            return PlInequality.forAll(problem, SIGMA);
        }

        @Override
        public List<Cell> plan(Settings settings) {
            return List.of(new Cell(key(settings), () -> measure(seeds(settings))));
        }

        private CellResult measure(SeedTree seeds) {
            GroundTruth truth = problem.truth();
            double[] plain = new double[POINTS];
            double[] penalty = new double[POINTS];
            double[] dropped = new double[POINTS];
            for (int i = 0; i < POINTS; i++) {
                double[] phi = problem.box().sample(seeds.child("phi", i).stream());
                double[] reference = differences(truth::objective, phi);
                plain[i] = distance(truth.hypergradient(phi), reference);
                dropped[i] = distance(explicitPart(truth, phi), reference);
                penalty[i] = distance(
                        truth.penaltyHypergradient(phi, SIGMA),
                        differences(x -> truth.penaltyObjective(x, SIGMA), phi));
            }
            return CellResult.of(Map.of("∇Φ", plain, "∇Φ_σ", penalty, "dropped", dropped));
        }

        private static double[] explicitPart(GroundTruth truth, double[] phi) {
            double[] lambda = truth.lowerSolution(phi);
            double[] gradient = new double[phi.length];
            truth.functions().upperGradient(phi, lambda, gradient, new double[lambda.length]);
            return gradient;
        }

        private static double[] differences(ToDoubleFunction<double[]> value, double[] phi) {
            double[] gradient = new double[phi.length];
            for (int i = 0; i < phi.length; i++) {
                gradient[i] = (4 * central(value, phi, i, STEP / 2) - central(value, phi, i, STEP)) / 3;
            }
            return gradient;
        }

        private static double central(ToDoubleFunction<double[]> value, double[] phi, int i, double step) {
            Function<Double, Double> shifted = by -> {
                double[] moved = phi.clone();
                moved[i] += by;
                return value.applyAsDouble(moved);
            };
            return (shifted.apply(step) - shifted.apply(-step)) / (2 * step);
        }

        private static double distance(double[] x, double[] reference) {
            double gap = 0;
            double norm = 0;
            for (int j = 0; j < x.length; j++) {
                gap += (x[j] - reference[j]) * (x[j] - reference[j]);
                norm += reference[j] * reference[j];
            }
            return Math.sqrt(gap) / Math.max(1, Math.sqrt(norm));
        }

        @Override
        public Evidence judge(Settings settings, Results results) {
            CellResult result = results.get(key(settings));
            List<BoundCase> cases = cases(result, "∇Φ");
            cases.addAll(cases(result, "∇Φ_σ"));
            BoundDecision decision = RULE.decide(cases);
            BoundDecision control = RULE.decide(cases(result, "dropped"));
            List<List<Object>> rows = new ArrayList<>();
            for (int i = 0; i < POINTS; i++) {
                rows.add(List.of(
                        (long) i, result.series("∇Φ")[i], result.series("∇Φ_σ")[i], result.series("dropped")[i]));
            }
            return new Evidence(
                    decision.verdict(),
                    decision.reason(),
                    new Evidence.Effect(
                            "largest relative distance to central differences",
                            decision.worst().estimate(),
                            Optional.empty()),
                    List.of(new Evidence.Control(
                            "implicit term dropped", control.verdict() == Verdict.NOT_SUPPORTED, control.reason())),
                    "deterministic: any distance above the bound shows, with probability 1",
                    POINTS + " points under the branch 'verdict/GRAD-1' of master seed " + settings.masterSeed(),
                    Map.of(),
                    List.of(),
                    List.of(new Table(
                            "distances",
                            "Relative distance to extrapolated central differences",
                            List.of("point", "∇Φ", "∇Φ_σ, σ = " + SIGMA, "implicit term dropped (control)"),
                            rows)));
        }

        private static List<BoundCase> cases(CellResult result, String series) {
            List<BoundCase> cases = new ArrayList<>();
            double[] distances = result.series(series);
            for (int i = 0; i < POINTS; i++) {
                cases.add(BoundCase.exact(series + " at point " + i, distances[i], BOUND));
            }
            return cases;
        }
    }
}
