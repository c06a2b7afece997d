package org.plumbline.theory.claim.penalty;

import com.google.auto.service.AutoService;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.plumbline.problem.quadratic.QuadraticFamily;
import org.plumbline.problem.quadratic.QuadraticProblem;
import org.plumbline.random.RandomStream;
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
 * PEN-1 on the quadratic, to rounding: \(\nabla\Phi_\sigma - \nabla\Phi\), computed from the solution maps, equals
 * \(\sigma C^\top W(H+\sigma W)^{-1}W(e-C\varphi)\).
 */
@AutoService(Audit.class)
public final class QuadraticBiasIsClosedForm implements Audit {
    private static final String ID = "PEN-1@quadratic-closed-form";

    @Override
    public String id() {
        return "PEN-1";
    }

    @Override
    public List<Claim> claims() {
        return List.of(new Row());
    }

    private record Row() implements Claim {
        /**
         * Relative to the gradients whose difference is the bias: rounding of \(\nabla_\varphi g\) divided by the
         * smallest σ leaves about 1e-12. (Relative to the bias itself it would be another 1/σ larger.)
         */
        private static final double BOUND = 1e-10;

        private static final BoundRule RULE = new BoundRule(0.01, 0, 0.1, 0.8);
        private static final int INSTANCES = 20;
        private static final double[] SIGMAS = {1, 0.1, 0.01, 1e-3};

        @Override
        public ClaimCard card() {
            return new ClaimCard(
                    ID,
                    "On the quadratic family the bias of the penalty gradient is" + " σ Cᵀ W (H+σW)⁻¹ W (e − Cφ).",
                    "‖(∇Φ_σ − ∇Φ) − closed form‖ / max(1, ‖∇Φ‖), without units",
                    Guarantee.TIGHT,
                    new Citation("Plumbline, docs/theory.md", "section on the quadratic family", Provenance.DERIVED),
                    List.of("H positive definite, w at least 0"),
                    "at most " + BOUND + ", which is rounding",
                    RULE.describe() + " The bound is " + BOUND + " on " + INSTANCES
                            + " random instances (d = 6, p = 3, condition 10) at σ = 1, 0.1, 0.01, 0.001.",
                    "the leading term σ CᵀWH⁻¹W(e−Cφ) alone, to which the closed form tends only as σ → 0, must be"
                            + " NOT_SUPPORTED under the same rule");
        }

        private static SeedTree seeds(Settings settings) {
            return settings.seeds("verdict").child(ID);
        }

        private static String key(Settings settings) {
            return "closed-form|" + seeds(settings);
        }

        /** The start of its stream makes the instance, the rest the point. */
        private static QuadraticProblem instance(int index, RandomStream stream) {
            return QuadraticFamily.random("quadratic/closed-form-" + index, 6, 3, 10, stream);
        }

        @Override
        public List<Assumption> assumptions(Settings settings) {
            return IntStream.range(0, INSTANCES)
                    .mapToObj(i -> instance(i, seeds(settings).child("instance", i).stream()))
                    .flatMap(problem -> PlInequality.forAll(problem, SIGMAS[0], SIGMAS[SIGMAS.length - 1]).stream())
                    .toList();
        }

        @Override
        public List<Cell> plan(Settings settings) {
            return List.of(new Cell(key(settings), () -> measure(seeds(settings))));
        }

        private static CellResult measure(SeedTree seeds) {
            Map<String, double[]> values = new LinkedHashMap<>();
            for (int i = 0; i < INSTANCES; i++) {
                RandomStream stream = seeds.child("instance", i).stream();
                QuadraticProblem problem = instance(i, stream);
                double[] phi = problem.box().sample(stream);
                double[] exact = problem.truth().hypergradient(phi);
                double[] leading = problem.penaltyBias(phi, 1e-9);
                double[] distances = new double[SIGMAS.length];
                double[] control = new double[SIGMAS.length];
                for (int k = 0; k < SIGMAS.length; k++) {
                    double[] closed = problem.penaltyBias(phi, SIGMAS[k]);
                    double[] bias = problem.truth().penaltyHypergradient(phi, SIGMAS[k]);
                    double[] linear = leading.clone();
                    for (int j = 0; j < bias.length; j++) {
                        bias[j] -= exact[j];
                        linear[j] *= SIGMAS[k] / 1e-9;
                    }
                    distances[k] = relative(bias, closed, exact);
                    control[k] = relative(bias, linear, exact);
                }
                values.put("distance " + i, distances);
                values.put("control " + i, control);
            }
            return CellResult.of(values);
        }

        private static double relative(double[] x, double[] reference, double[] scale) {
            double gap = 0;
            double norm = 0;
            for (int j = 0; j < x.length; j++) {
                gap += (x[j] - reference[j]) * (x[j] - reference[j]);
                norm += scale[j] * scale[j];
            }
            return Math.sqrt(gap) / Math.max(1, Math.sqrt(norm));
        }

        @Override
        public Evidence judge(Settings settings, Results results) {
            CellResult result = results.get(key(settings));
            BoundDecision decision = RULE.decide(cases(result, "distance "));
            BoundDecision control = RULE.decide(cases(result, "control "));
            return new Evidence(
                    decision.verdict(),
                    decision.reason(),
                    new Evidence.Effect(
                            "largest relative distance to the closed form",
                            decision.worst().estimate(),
                            Optional.empty()),
                    List.of(new Evidence.Control(
                            "leading term alone", control.verdict() == Verdict.NOT_SUPPORTED, control.reason())),
                    "deterministic: any distance above the bound shows, with probability 1",
                    INSTANCES + " instances under the branch 'verdict/" + ID + "' of master seed "
                            + settings.masterSeed(),
                    Map.of(),
                    List.of(),
                    List.of(table(result)));
        }

        private static Table table(CellResult result) {
            List<List<Object>> rows = new ArrayList<>();
            for (int i = 0; i < INSTANCES; i++) {
                for (int k = 0; k < SIGMAS.length; k++) {
                    rows.add(List.of(
                            (long) i, SIGMAS[k], result.series("distance " + i)[k], result.series("control " + i)[k]));
                }
            }
            return new Table(
                    "distances",
                    "Distance of the computed bias to the closed form, over max(1, ‖∇Φ‖)",
                    List.of("instance", "σ", "distance", "distance to the leading term (control)"),
                    rows);
        }

        private static List<BoundCase> cases(CellResult result, String series) {
            List<BoundCase> cases = new ArrayList<>();
            for (int i = 0; i < INSTANCES; i++) {
                double[] distances = result.series(series + i);
                for (int k = 0; k < SIGMAS.length; k++) {
                    cases.add(BoundCase.exact("instance " + i + ", σ = " + SIGMAS[k], distances[k], BOUND));
                }
            }
            return cases;
        }
    }
}
