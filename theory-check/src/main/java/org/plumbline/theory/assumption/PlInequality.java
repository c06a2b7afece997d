package org.plumbline.theory.assumption;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import org.plumbline.oracle.Constant;
import org.plumbline.oracle.Constants;
import org.plumbline.problem.BilevelProblem;
import org.plumbline.random.SeedTree;
import org.plumbline.theory.Assumption;
import org.plumbline.theory.Cell;
import org.plumbline.theory.CellResult;
import org.plumbline.theory.Finding;
import org.plumbline.theory.Settings;
import org.plumbline.theory.measure.PenalisedLevel;
import org.plumbline.theory.measure.PlSearch;

/**
 * \(g + \sigma f\), or g itself at σ = 0, satisfies the PL inequality with the modulus that the problem declares, over
 * its whole box: the worst ratio is searched for. It does not hold where no modulus is declared, for then nothing is
 * certified.
 *
 * @param problem the instance
 * @param sigma at least 0
 */
public record PlInequality(BilevelProblem problem, double sigma) implements Assumption {
    /** Below 1 by what rounding does to a ratio whose gap is at least 1e-10. */
    private static final double VIOLATION = 1 - 1e-5;

    /**
     * The assumption for g and for several penalised problems.
     *
     * @param problem the instance
     * @param sigmas penalty parameters
     * @return that for σ = 0 first
     */
    public static List<Assumption> forAll(BilevelProblem problem, double... sigmas) {
        List<Assumption> all = new ArrayList<>(List.of(new PlInequality(problem, 0)));
        for (double sigma : sigmas) {
            all.add(new PlInequality(problem, sigma));
        }
        return all;
    }

    @Override
    public String name() {
        return "PL inequality of g" + (sigma == 0 ? "" : String.format(Locale.ROOT, " + %.4g f", sigma));
    }

    @Override
    public String instance() {
        return problem.id();
    }

    @Override
    public Cell cell(Settings settings) {
        SeedTree seeds =
                settings.seeds("certificate").child("PL").child(problem.id()).child("sigma=" + sigma);
        return new Cell("certificate|PL|" + problem.id() + '|' + sigma + '|' + seeds, () -> measure(seeds));
    }

    private CellResult measure(SeedTree seeds) {
        OptionalDouble declared = declared();
        if (declared.isEmpty()) {
            return CellResult.of(Map.of());
        }
        PlSearch.Worst worst = new PlSearch(
                        PenalisedLevel.of(problem, sigma, seeds.child("scale").stream()), PlSearch.Effort.CERTIFICATE)
                .search(seeds.stream());
        return CellResult.of(Map.of(
                "declared", new double[] {declared.getAsDouble()},
                "worst", new double[] {worst.ratio()},
                "witness", worst.point()));
    }

    private OptionalDouble declared() {
        if (sigma == 0) {
            return problem.constants()
                    .find(Constants.MU)
                    .map(Constant::value)
                    .map(OptionalDouble::of)
                    .orElse(OptionalDouble.empty());
        }
        OptionalDouble end = problem.truth().sigmaBar();
        return end.isPresent() && sigma <= end.getAsDouble()
                ? problem.truth().penalisedModulus(sigma)
                : OptionalDouble.empty();
    }

    @Override
    public Finding judge(CellResult result) {
        if (result.values().isEmpty()) {
            String window = sigma > 0
                    ? ": σ̄ is " + show(problem.truth().sigmaBar()) + ", μ(σ) "
                            + show(problem.truth().penalisedModulus(sigma))
                    : "";
            return new Finding(
                    Double.NaN, Double.NaN, new double[0], false, "the instance certifies no modulus" + window);
        }
        double declared = result.value("declared");
        double worst = result.value("worst");
        boolean looked = worst < Double.POSITIVE_INFINITY;
        boolean attained = worst <= declared * looseness();
        return new Finding(
                looked && attained ? declared : worst < declared * VIOLATION ? declared : Double.NaN,
                worst,
                result.series("witness"),
                looked && attained && worst >= declared * VIOLATION,
                detail(worst, declared, looked, attained));
    }

    /** How loose the modulus may be by its own declaration; nothing is declared of penalised problems. */
    private double looseness() {
        return sigma > 0
                ? Double.POSITIVE_INFINITY
                : problem.constants().find(Constants.MU).orElseThrow().looseness();
    }

    private static String detail(double worst, double declared, boolean looked, boolean attained) {
        if (!looked) {
            return "no point was found at which the gap is above rounding";
        }
        if (worst == Double.NEGATIVE_INFINITY) {
            return "a value lies below the declared minimum, so the solution is wrong";
        }
        return String.format(
                Locale.ROOT,
                "the worst ratio ½‖∇‖²/gap found is %.6g, the declared modulus %.6g%s",
                worst,
                declared,
                attained
                        ? String.format(
                                Locale.ROOT, "; one larger by a factor of %.3g would not show", worst / declared)
                        : ", which is called exact and was not attained: the search is too weak, or it is too small");
    }

    private static String show(OptionalDouble value) {
        return value.isPresent() ? String.valueOf(value.getAsDouble()) : "unknown";
    }
}
