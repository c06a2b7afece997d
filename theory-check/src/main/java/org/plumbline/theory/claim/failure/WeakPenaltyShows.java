package org.plumbline.theory.claim.failure;

import com.google.auto.service.AutoService;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.plumbline.problem.BilevelProblem;
import org.plumbline.problem.GroundTruth;
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
import org.plumbline.theory.assumption.PlInequality;
import org.plumbline.theory.claim.Paper;
import org.plumbline.theory.judge.BoundCase;
import org.plumbline.theory.judge.BoundDecision;
import org.plumbline.theory.judge.BoundRule;
import org.plumbline.theory.judge.Conjunction;
import org.plumbline.theory.judge.SlopeDecision;
import org.plumbline.theory.judge.SlopeRule;
import org.plumbline.theory.statistics.LogLogFit;

/**
 * FAIL-1, second signature: the penalty is too weak. The second chain's limit then violates the lower level's optimality,
 * by \(g(\lambda_\sigma) - g^* = \tfrac12\sigma^2\langle\nabla_\lambda f, (\nabla^2_{\lambda\lambda}g)^+\nabla_\lambda f\rangle
 * + O(\sigma^3)\), and never by less for a larger σ.
 */
@AutoService(Audit.class)
public final class WeakPenaltyShows implements Audit {
    @Override
    public String id() {
        return "FAIL-1";
    }

    @Override
    public List<Claim> claims() {
        return List.of(
                new Row("FAIL-1@penalty-sine-composite", Problems.named("sine-composite/claims")),
                new Row("FAIL-1@penalty-lqr-reward-design", Problems.named("lqr-reward-design/claims")),
                new Row("FAIL-1@penalty-soft-mdp", Problems.named("soft-mdp/claims")));
    }

    private record Row(String id, BilevelProblem problem) implements Claim {
        private static final int POINTS = 12;
        private static final double[] SIGMAS = IntStream.rangeClosed(3, 12)
                .mapToDouble(k -> Math.scalb(1.0, -k))
                .toArray();
        /** The slope is asymptotic; the fit takes the last three halvings. */
        private static final int FITTED = 4;

        private static final double MARGIN = 0.1;
        private static final SlopeRule SLOPE = new SlopeRule(2, MARGIN, 0.95, 10);
        private static final BoundRule MONOTONE = BoundRule.standard();

        @Override
        public ClaimCard card() {
            return new ClaimCard(
                    id,
                    "A weak penalty shows as a violation g(λ_σ) − g* of the lower level's optimality, of exact order σ² and"
                            + " never less for a larger σ.",
                    "g(φ, λ_σ(φ)) − g*(φ), in units of g",
                    Guarantee.TIGHT,
                    Paper.at("failure signatures; the exponent is derived here"),
                    List.of(
                            "g + σf is PL, g has a nonsingular Hessian across its minimisers",
                            "φ is not an aligned point"),
                    "slope 2 of the violation in σ, at every point",
                    SLOPE.describe() + " Slopes at " + POINTS + " random points over σ = 2⁻⁹ … 2⁻¹²; the smallest and"
                            + " largest must lie within the margin too. That the violation does not fall as σ grows: "
                            + MONOTONE.describe()
                            + " Every neighbouring pair of σ = 2⁻³ … 2⁻¹² is a case. SUPPORTED iff both"
                            + " are; NOT_SUPPORTED iff one is.",
                    "the root of the violation, of the order of the distance ‖λ_σ − λ*‖, presented as the violation, and a"
                            + " violation that falls as σ grows, must be NOT_SUPPORTED");
        }

        @Override
        public List<Assumption> assumptions(Settings settings) {
            return PlInequality.forAll(problem, SIGMAS[0]);
        }

        private SeedTree seeds(Settings settings) {
            return settings.seeds("verdict").child("FAIL-1").child(problem.id());
        }

        private String key(Settings settings) {
            return "violation|" + problem.id() + '|' + seeds(settings);
        }

        @Override
        public List<Cell> plan(Settings settings) {
            return List.of(new Cell(key(settings), () -> measure(seeds(settings))));
        }

        private CellResult measure(SeedTree seeds) {
            GroundTruth truth = problem.truth();
            double[] all = new double[POINTS * SIGMAS.length];
            for (int i = 0; i < POINTS; i++) {
                RandomStream stream = seeds.child("point", i).stream();
                double[] phi = problem.box().sample(stream);
                double optimum = truth.lowerOptimum(phi);
                for (int k = 0; k < SIGMAS.length; k++) {
                    all[i * SIGMAS.length + k] =
                            truth.functions().lower(phi, truth.penalisedSolution(phi, SIGMAS[k])) - optimum;
                }
            }
            double[] start = problem.start().phi();
            double first = truth.functions().lower(start, problem.start().lambda()) - truth.lowerOptimum(start);
            return CellResult.of(Map.of("violations", all, "first gap", new double[] {first}));
        }

        private static double[] violations(CellResult result, int point) {
            return Arrays.copyOfRange(result.series("violations"), point * SIGMAS.length, (point + 1) * SIGMAS.length);
        }

        @Override
        public Evidence judge(Settings settings, Results results) {
            CellResult result = results.get(key(settings));
            SlopeDecision slope = SLOPE.decide(slopes(result, 1));
            SlopeDecision roots = SLOPE.decide(slopes(result, 0.5));
            BoundDecision monotone = MONOTONE.decide(pairs(result, false));
            BoundDecision reversed = MONOTONE.decide(pairs(result, true));
            boolean within = slope.smallest() >= 2 - MARGIN && slope.largest() <= 2 + MARGIN;
            Verdict exponent = slope.verdict() == Verdict.SUPPORTED && !within ? Verdict.INCONCLUSIVE : slope.verdict();
            return new Evidence(
                    Conjunction.of(List.of(exponent, monotone.verdict())),
                    slope.reason() + " Monotone: " + monotone.reason(),
                    new Evidence.Effect("slope of the violation in σ", slope.slope(), Optional.of(slope.interval())),
                    List.of(
                            control(
                                    "the root of the violation presented as the violation",
                                    roots.verdict(),
                                    roots.reason()),
                            control("σ in reverse", reversed.verdict(), reversed.reason())),
                    "the slopes are free of sampling noise: any deviation beyond the margin shows",
                    POINTS + " points under the branch 'verdict/FAIL-1' of master seed " + settings.masterSeed(),
                    Map.of(),
                    List.of(plot(result)),
                    List.of(table(result)));
        }

        private static Evidence.Control control(String description, Verdict verdict, String reason) {
            return new Evidence.Control(description, verdict == Verdict.NOT_SUPPORTED, verdict + ": " + reason);
        }

        private static double[] slopes(CellResult result, double power) {
            int from = SIGMAS.length - FITTED;
            double[] x = Arrays.copyOfRange(SIGMAS, from, SIGMAS.length);
            return IntStream.range(0, POINTS)
                    .mapToObj(i -> Arrays.copyOfRange(violations(result, i), from, SIGMAS.length))
                    .mapToDouble(y -> power * LogLogFit.of(x, y).slope())
                    .toArray();
        }

        private static List<BoundCase> pairs(CellResult result, boolean reversed) {
            List<BoundCase> cases = new ArrayList<>();
            for (int i = 0; i < POINTS; i++) {
                double[] violations = violations(result, i);
                for (int k = 1; k < SIGMAS.length; k++) {
                    double smaller = violations[reversed ? k - 1 : k];
                    double larger = violations[reversed ? k : k - 1];
                    cases.add(BoundCase.exact("point " + i + " below σ = " + SIGMAS[k - 1], smaller, larger));
                }
            }
            return cases;
        }

        private static Plot plot(CellResult result) {
            double[] violations = violations(result, 0);
            int end = SIGMAS.length - 1;
            double[] line = Arrays.stream(SIGMAS)
                    .map(sigma -> violations[end] * Math.pow(sigma / SIGMAS[end], 2))
                    .toArray();
            return new Plot(
                    "violation",
                    "Violation of the lower level's optimality against the penalty, at one point",
                    new Plot.Axis("σ", true),
                    new Plot.Axis("g(λ_σ) − g*", true),
                    List.of(
                            Series.line("measured", Style.MEASURED, SIGMAS, violations),
                            Series.line("predicted slope 2", Style.PREDICTION, SIGMAS, line)));
        }

        private static Table table(CellResult result) {
            List<List<Object>> rows = new ArrayList<>();
            for (int k = 0; k < SIGMAS.length; k++) {
                int at = k;
                double[] all = IntStream.range(0, POINTS)
                        .mapToDouble(i -> violations(result, i)[at])
                        .sorted()
                        .toArray();
                double largest = all[all.length - 1];
                rows.add(List.of(
                        SIGMAS[k],
                        all[0],
                        largest,
                        largest / (SIGMAS[k] * SIGMAS[k]),
                        largest / result.value("first gap")));
            }
            return new Table(
                    "violations",
                    "Violation over the points, and its share of the gap at the start",
                    List.of("σ", "smallest", "largest", "largest/σ²", "largest over the gap at the start"),
                    rows);
        }
    }
}
