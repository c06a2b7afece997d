package org.plumbline.theory.panel;

import java.util.ArrayList;
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
import org.plumbline.theory.Cell;
import org.plumbline.theory.CellResult;
import org.plumbline.theory.Evidence;
import org.plumbline.theory.Profile;
import org.plumbline.theory.Settings;
import org.plumbline.theory.Table;

/**
 * A schedule of Algorithm 1 on an instance that somebody brings along, with constants that nobody chose. They are found as in
 * RATE-4 and {@code bench}, by the one search that all methods share, on the calibration branch of the seed tree, while a claim
 * is planned, so that the plan names them before anything is decided. One object searches once for every settings. What the search
 * draws is counted like all else: in a cell of its own, and in the claim's ledger.
 */
public final class SearchedSchedule {
    /** Additive and multiplicative, so that it depends on (φ, λ). */
    public static final GaussianNoise NOISE = new GaussianNoise(0.25, 0.25);

    private final BilevelProblem problem;
    private final String method;
    private final Function<Profile, double[]> targets;
    private final Map<Settings, Search.Chosen> found = new ConcurrentHashMap<>();

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
        Map<String, Double> constants = chosen(settings).constants();
        return constants.isEmpty() ? Optional.empty() : Optional.of(schedule(Algorithms.named(method), constants));
    }

    /**
     * What the search drew, as a cell, so that it is in the ledger of the run.
     *
     * @param settings profile and seed
     * @return a cell that has been computed when it is planned
     */
    public Cell cell(Settings settings) {
        String key = "searched|" + method + '|' + problem.id() + '|'
                + Arrays.toString(targets.apply(settings.profile())) + '|' + settings.masterSeed();
        return new Cell(
                key, () -> new CellResult(Map.of(), name(), chosen(settings).drawn(), ""));
    }

    private String name() {
        return "search for the constants of " + method;
    }

    /**
     * Evidence with the constants that were found, how far they serve, and what finding them drew.
     *
     * @param evidence of a claim about the schedule
     * @param settings those of its plan
     * @return a copy with one more table and one more line in its ledger
     */
    public Evidence beside(Evidence evidence, Settings settings) {
        Search.Chosen chosen = chosen(settings);
        List<List<Object>> rows = new ArrayList<>();
        chosen.constants().forEach((constant, value) -> rows.add(List.of(constant, value)));
        rows.add(List.of("reaches its target", chosen.grade().words()));
        rows.add(List.of("trials that failed", (long) chosen.failed()));
        rows.add(List.of("samples drawn", chosen.drawn().samples()));
        return evidence.drawing(name(), chosen.drawn())
                .with(new Table(
                        "constants",
                        "Constants of the schedule, found on the calibration branch before anything was decided",
                        List.of("constant", "value"),
                        rows));
    }

    private Search.Chosen chosen(Settings settings) {
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

    private Search.Chosen search(Settings settings) {
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
        return new Calibration(spec, arena, range, Effort.of(settings.profile())).search(settings);
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
