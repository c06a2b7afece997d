package org.plumbline.theory.claim.pl;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.plumbline.theory.CellResult;
import org.plumbline.theory.Plot;
import org.plumbline.theory.Plot.Series;
import org.plumbline.theory.Plot.Style;
import org.plumbline.theory.Table;

/**
 * \(\mu(\sigma)\) of two groups of instances.
 *
 * @param measured the group that a claim is about
 * @param other the group of its control
 */
record ModulusViews(List<CellResult> measured, List<CellResult> other) {
    private static final double[] SIGMAS = ModulusSlopes.SIGMAS;

    /** Geometric means over the instances, relative to each one's modulus at the largest σ of the fit. */
    Plot plot() {
        return new Plot(
                "modulus",
                "Searched modulus of g + σf, relative to that at σ = 2⁻⁶",
                new Plot.Axis("σ", true),
                new Plot.Axis("μ(σ)/μ(2⁻⁶)", true),
                List.of(
                        relative(measured, "measured, with its range over the instances", Style.MEASURED),
                        relative(other, "control", Style.CONTROL)));
    }

    private static Series relative(List<CellResult> profiles, String label, Style style) {
        int pivot = SIGMAS.length - ModulusSlopes.FITTED;
        double[] mean = new double[SIGMAS.length];
        double[] lower = new double[SIGMAS.length];
        double[] upper = new double[SIGMAS.length];
        for (int k = 0; k < SIGMAS.length; k++) {
            int at = k;
            double[] ratios = profiles.stream()
                    .map(profile -> profile.series(ModulusProfile.SEARCHED))
                    .mapToDouble(moduli -> moduli[at] / moduli[pivot])
                    .sorted()
                    .toArray();
            mean[k] = Math.exp(Arrays.stream(ratios).map(Math::log).average().orElseThrow());
            lower[k] = ratios[0];
            upper[k] = ratios[ratios.length - 1];
        }
        return new Series(label, style, SIGMAS, mean, lower, upper);
    }

    /** The range of the searched modulus, and of what it is over the declared one. */
    Table table() {
        List<List<Object>> rows = new ArrayList<>();
        for (int k = 0; k < SIGMAS.length; k++) {
            int at = k;
            double[] searched = measured.stream()
                    .mapToDouble(profile -> profile.series(ModulusProfile.SEARCHED)[at])
                    .sorted()
                    .toArray();
            double[] looseness = measured.stream()
                    .mapToDouble(profile ->
                            profile.series(ModulusProfile.SEARCHED)[at] / profile.series(ModulusProfile.DECLARED)[at])
                    .sorted()
                    .toArray();
            rows.add(List.of(
                    SIGMAS[k],
                    searched[0],
                    searched[searched.length - 1],
                    looseness[0],
                    looseness[looseness.length - 1]));
        }
        return new Table(
                "moduli",
                "The least PL ratio of g + σf that was found, and what it is over the declared modulus",
                List.of(
                        "σ",
                        "searched, smallest over the instances",
                        "searched, largest",
                        "searched/declared, smallest",
                        "searched/declared, largest"),
                rows);
    }
}
