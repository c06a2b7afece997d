package org.plumbline.theory.claim.bias;

import java.util.List;
import java.util.Locale;
import org.plumbline.theory.CellResult;
import org.plumbline.theory.Table;
import org.plumbline.theory.Verdict;

/**
 * The μ and L that a recursion is held to, beside what descents show of them: the largest curvature of a step and the least PL
 * ratio of a point. Declared constants hold everywhere, so that a step beyond them refutes them. Local ones are those of a place,
 * and a step beyond them has left it.
 *
 * @param mu μ
 * @param smoothness L
 * @param local whether they hold only where the runs go
 */
record UsedConstants(double mu, double smoothness, boolean local) {
    /** How far a curvature or a ratio may be off by rounding: steps have a length of 1e-4 at least, so 1e-7 and room. */
    static final double ROUNDING = 1e-6;

    /** SUPPORTED where every step respects them. */
    Verdict verdict(List<CellResult> descents) {
        if (outside(descents) > 0) {
            return Verdict.INCONCLUSIVE;
        }
        boolean respected =
                curvature(descents) <= smoothness * (1 + ROUNDING) && ratio(descents) >= mu * (1 - ROUNDING);
        if (respected) {
            return Verdict.SUPPORTED;
        }
        return local ? Verdict.INCONCLUSIVE : Verdict.NOT_SUPPORTED;
    }

    /** Nothing where they are respected. */
    String reason(List<CellResult> descents) {
        if (verdict(descents) == Verdict.SUPPORTED) {
            return "";
        }
        return String.format(
                Locale.ROOT,
                "%s: curvature up to %.4g (L = %.4g), PL ratio down to %.4g (μ = %.4g), %.0f points outside the region. ",
                local ? "The runs left where μ and L hold" : "The declared constants do not hold",
                curvature(descents),
                smoothness,
                ratio(descents),
                mu,
                outside(descents));
    }

    /** {@code pilot}: descents of the calibration branch. */
    Table table(List<CellResult> pilot, List<CellResult> descents) {
        return new Table(
                "constants",
                "The constants that were used, beside what the descents of the calibration branch and those of the verdict show",
                List.of("constant", "used", "calibration", "used over calibration", "verdict"),
                List.of(
                        List.of(
                                "L, largest curvature",
                                smoothness,
                                curvature(pilot),
                                smoothness / curvature(pilot),
                                curvature(descents)),
                        List.of("μ, least PL ratio", mu, ratio(pilot), mu / ratio(pilot), ratio(descents))));
    }

    private static double curvature(List<CellResult> descents) {
        return descents.stream()
                .mapToDouble(each -> each.value("largest curvature"))
                .max()
                .orElseThrow();
    }

    private static double ratio(List<CellResult> descents) {
        return descents.stream()
                .mapToDouble(each -> each.value("least PL ratio"))
                .min()
                .orElseThrow();
    }

    private static double outside(List<CellResult> descents) {
        return descents.stream().mapToDouble(each -> each.value("outside")).sum();
    }
}
