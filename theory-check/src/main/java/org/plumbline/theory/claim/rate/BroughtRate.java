package org.plumbline.theory.claim.rate;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.plumbline.algorithm.AlgorithmSpec;
import org.plumbline.algorithm.Algorithms;
import org.plumbline.algorithm.Law;
import org.plumbline.algorithm.penalty.Coupling;
import org.plumbline.algorithm.penalty.PenaltySchedule;
import org.plumbline.oracle.GaussianNoise;
import org.plumbline.problem.BilevelProblem;
import org.plumbline.theory.Assumption;
import org.plumbline.theory.Cell;
import org.plumbline.theory.Claim;
import org.plumbline.theory.ClaimCard;
import org.plumbline.theory.Evidence;
import org.plumbline.theory.Guarantee;
import org.plumbline.theory.Results;
import org.plumbline.theory.Settings;
import org.plumbline.theory.claim.Paper;
import org.plumbline.theory.judge.RateRule;
import org.plumbline.theory.panel.Arena;
import org.plumbline.theory.panel.Calibration;
import org.plumbline.theory.panel.Effort;
import org.plumbline.theory.panel.SmallestSamples;

/**
 * RATE-1 on an instance that somebody brings along: as on the catalogue's own, but with constants that nobody chose. They are
 * found as in RATE-4 and {@code bench}, by the one search that all methods share, on the calibration branch of the seed tree, while
 * the claim is planned, so that the plan names them before anything is decided.
 */
final class BroughtRate implements Claim {
    private static final GaussianNoise NOISE = new GaussianNoise(0.25, 0.25);
    private static final RateRule RULE = RateRule.standard();
    private static final String METHOD = "algorithm-1";

    private final BilevelProblem problem;
    private final RateGrid grid;
    private final Map<Settings, Optional<RateClaim>> found = new ConcurrentHashMap<>();

    BroughtRate(BilevelProblem problem, RateGrid grid) {
        this.problem = problem;
        this.grid = grid;
    }

    private String id() {
        return "RATE-1@" + problem.family();
    }

    @Override
    public ClaimCard card() {
        return new ClaimCard(
                id(),
                RateClaim.STATEMENT,
                RateClaim.CRITERION,
                Guarantee.RATE,
                Paper.at("main theorem, sample complexity O(ε⁻³)"),
                List.of(
                        "g and g + σf satisfy the PL inequality on the region that the run visits",
                        "sampling: " + RateInstances.describe(NOISE),
                        "constants of the schedule by the search of RATE-4, on the calibration branch; they stand in the cells' names in"
                                + " plan.json",
                        "no projection in the later half of a run, no divergence"),
                RateClaim.PREDICTION,
                RULE.describe() + " Targets and seeds: " + grid.describe() + ".",
                RateClaim.CONTROL);
    }

    @Override
    public Optional<Claim> at(List<Double> targets) {
        return Optional.of(new BroughtRate(problem, grid.at(targets)));
    }

    private Optional<RateClaim> claim(Settings settings) {
        return found.computeIfAbsent(settings, this::search);
    }

    private Optional<RateClaim> search(Settings settings) {
        AlgorithmSpec spec = Algorithms.named(METHOD);
        List<Double> targets =
                Arrays.stream(grid.epsilons(settings.profile())).boxed().toList();
        Arena arena = new Arena(
                problem.id(),
                problem,
                RateInstances.describe(NOISE),
                problem.oracles(NOISE),
                SmallestSamples.localInverseL(problem),
                targets.get(0));
        Map<String, Double> constants =
                new Calibration(spec, arena, targets, Effort.of(settings.profile())).constants(settings);
        return constants.isEmpty() ? Optional.empty() : Optional.of(claim(spec, constants));
    }

    private RateClaim claim(AlgorithmSpec spec, Map<String, Double> constants) {
        PenaltySchedule schedule = new PenaltySchedule(
                constant(spec, constants, "sigma"),
                constant(spec, constants, "batch"),
                PenaltySchedule.THEOREM_BATCH_EXPONENT,
                constant(spec, constants, "innerSteps"),
                0,
                constant(spec, constants, Law.ITERATIONS),
                constant(spec, constants, "lowerStep"),
                constant(spec, constants, "outerStep"));
        RateInstance instance = new RateInstance(
                problem,
                RateInstances.describe(NOISE),
                epsilon -> problem.oracles(NOISE),
                schedule,
                Coupling.NONE,
                NOISE,
                epsilon -> 0);
        return new RateClaim(id(), instance, grid);
    }

    private static double constant(AlgorithmSpec spec, Map<String, Double> constants, String parameter) {
        return spec.card().schedule().laws().stream()
                .filter(law -> law.parameter().equals(parameter))
                .mapToDouble(law -> constants.get(law.constant()))
                .findFirst()
                .orElseThrow();
    }

    @Override
    public List<Assumption> assumptions(Settings settings) {
        return claim(settings).map(claim -> claim.assumptions(settings)).orElse(List.of());
    }

    @Override
    public List<Cell> plan(Settings settings) {
        return claim(settings).map(claim -> claim.plan(settings)).orElse(List.of());
    }

    @Override
    public Evidence judge(Settings settings, Results results) {
        return claim(settings)
                .map(claim -> claim.judge(settings, results))
                .orElseGet(() -> Evidence.notMeasured("no trial of the search for constants came through on "
                        + problem.id() + ": every one diverged or was refused"));
    }
}
