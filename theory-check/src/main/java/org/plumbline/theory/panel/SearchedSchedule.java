package org.plumbline.theory.panel;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.plumbline.algorithm.AlgorithmSpec;
import org.plumbline.algorithm.Algorithms;
import org.plumbline.algorithm.Law;
import org.plumbline.algorithm.penalty.PenaltySchedule;
import org.plumbline.oracle.GaussianNoise;
import org.plumbline.problem.BilevelProblem;
import org.plumbline.theory.Profile;
import org.plumbline.theory.Settings;

/**
 * A schedule of Algorithm 1 on an instance that somebody brings along, with constants that nobody chose. They are found as in
 * RATE-4 and {@code bench}, by the one search that all methods share, on the calibration branch of the seed tree, while a claim
 * is planned, so that the plan names them before anything is decided. One object searches once for every settings.
 */
public final class SearchedSchedule {
    /** Additive and multiplicative, so that it depends on (φ, λ). */
    public static final GaussianNoise NOISE = new GaussianNoise(0.25, 0.25);

    private final BilevelProblem problem;
    private final String method;
    private final Function<Profile, double[]> targets;
    private final Map<Settings, Optional<PenaltySchedule>> found = new ConcurrentHashMap<>();

    /**
     * Searches nothing yet.
     *
     * @param problem the instance
     * @param method the name of a registered form of Algorithm 1 with a one-sided difference; its laws are the schedule's
     * @param targets of \(\mathbb E\|\nabla\Phi\|^2\), the largest first: where the constants must serve
     */
    public SearchedSchedule(BilevelProblem problem, String method, Function<Profile, double[]> targets) {
        this.problem = problem;
        this.method = method;
        this.targets = targets;
    }

    /**
     * The schedule.
     *
     * @param settings profile and seed
     * @return empty where no trial of the search came through
     */
    public Optional<PenaltySchedule> of(Settings settings) {
        return found.computeIfAbsent(settings, this::search);
    }

    /**
     * Why there is none.
     *
     * @return in words
     */
    public String missing() {
        return "no trial of the search for constants came through on " + problem.id()
                + ": every one diverged or was refused";
    }

    private Optional<PenaltySchedule> search(Settings settings) {
        AlgorithmSpec spec = Algorithms.named(method);
        List<Double> range =
                Arrays.stream(targets.apply(settings.profile())).boxed().toList();
        Arena arena = new Arena(
                problem.id(),
                problem,
                NOISE.toString(),
                problem.oracles(NOISE),
                SmallestSamples.localInverseL(problem),
                range.get(0));
        Map<String, Double> constants =
                new Calibration(spec, arena, range, Effort.of(settings.profile())).constants(settings);
        return constants.isEmpty() ? Optional.empty() : Optional.of(schedule(spec, constants));
    }

    private static PenaltySchedule schedule(AlgorithmSpec spec, Map<String, Double> constants) {
        return new PenaltySchedule(
                constant(spec, constants, "sigma"),
                constant(spec, constants, "batch"),
                -law(spec, "batch").exponent(),
                constant(spec, constants, "innerSteps"),
                0,
                constant(spec, constants, Law.ITERATIONS),
                constant(spec, constants, "lowerStep"),
                constant(spec, constants, "outerStep"));
    }

    private static double constant(AlgorithmSpec spec, Map<String, Double> constants, String parameter) {
        return constants.get(law(spec, parameter).constant());
    }

    private static Law law(AlgorithmSpec spec, String parameter) {
        return spec.card().schedule().laws().stream()
                .filter(law -> law.parameter().equals(parameter))
                .findFirst()
                .orElseThrow();
    }
}
