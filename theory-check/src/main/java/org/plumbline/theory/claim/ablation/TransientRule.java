package org.plumbline.theory.claim.ablation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.plumbline.theory.Table;
import org.plumbline.theory.Verdict;
import org.plumbline.theory.judge.BoundCase;
import org.plumbline.theory.judge.BoundDecision;
import org.plumbline.theory.judge.BoundRule;

/**
 * Decides whether maps over η (rows) and T (columns) are those of descent on a quadratic with curvatures h. There
 * \(\varphi_t - \varphi_\sigma\) has \((1-\eta h)^t\) of each component left, so that
 * \[ \frac1T\sum_{t\lt T}\|\nabla\Phi_\sigma(\varphi_t)\|^2
 *    = \frac{2}{\eta T}\sum_h \Delta_h \frac{1 - (1-\eta h)^{2T}}{2 - \eta h}, \qquad \sum_h\Delta_h = \Delta, \]
 * which lies between \((1-\rho^{2T})\,\Delta/(\eta T)\) and \(\Delta/(\eta T(1-\eta L/2))\) for \(\eta \lt 2/L\), with
 * \(\rho = \max_h|1-\eta h|\).
 *
 * @param steps ηL, rising, each below 2 but the last one
 * @param lengths T, the powers of 2 from the first one
 * @param curvatures h, positive
 * @param gap Δ
 * @param penalty \(\|\nabla\Phi\|^2\) at the minimiser of \(\Phi_\sigma\)
 */
record TransientRule(double[] steps, double[] lengths, double[] curvatures, double gap, double penalty) {
    static final int RUNS = 10;

    /** What an inner loop leaves that is stopped at 10⁻⁸ of its distance is far below. */
    private static final BoundRule RULE = new BoundRule(0.01, 1e-3, 0.1, 0.8);

    /** A quarter of ε for Δ/(ηT) and one for σ²: their roots add up to that of ε. */
    private static final double PARTS = 4;

    /** \((1 + \tfrac12)^2\): with so much of ε in the average, less the half of its root that the penalty has, ε is left. */
    private static final double MISSES = 2.25;

    /** What the rule found. */
    record Decision(BoundDecision bounds, double largestShare) {
        Verdict verdict() {
            return bounds.verdict();
        }

        String reason() {
            return bounds.reason();
        }
    }

    static String describe(int quick, int full) {
        return "From " + quick + " starts (quick) or " + full
                + " (full), every one of which counts, the worst as well. At every η"
                + " < 2/L and every T: average of ‖∇Φ_σ‖² over its upper bound ≤ 1, its lower bound over the average ≤ 1."
                + " At every η ≤ 1/L of whose T the map has them: E/ε ≤ 1 at the first T not below 8Δ/(ηε); ε/E ≤ 1 wherever"
                + " the lower bound is at least 9ε/4, which is at an eighteenth of 8Δ/(ηε) and less."
                + " At η = 2.1/L: ε/E ≤ 1 at every T, and E at the smallest T over E at the largest ≤ 1. "
                + RULE.describe();
    }

    private double target() {
        return PARTS * penalty;
    }

    private double largestCurvature() {
        return Arrays.stream(curvatures).max().orElseThrow();
    }

    private double upper(int row, int column) {
        double step = steps[row] / largestCurvature();
        return gap / (step * lengths[column] * (1 - steps[row] / 2));
    }

    private double lower(int row, int column) {
        double step = steps[row] / largestCurvature();
        double slowest =
                Arrays.stream(curvatures).map(h -> Math.abs(1 - step * h)).max().orElseThrow();
        return (1 - Math.pow(slowest, 2 * lengths[column])) * gap / (step * lengths[column]);
    }

    /** The column of the theorem's T, or the number of columns where the map ends before it. */
    private int theorem(int row) {
        double least = 2 * PARTS * gap * largestCurvature() / (steps[row] * target());
        return (int) Arrays.stream(lengths).filter(t -> t < least).count();
    }

    boolean isTheorem(int row, int column) {
        return steps[row] <= 1 && column == theorem(row);
    }

    Decision decide(ErrorMap errors, ErrorMap proxies) {
        List<BoundCase> cases = new ArrayList<>();
        double largestShare = 0;
        for (int row = 0; row < steps.length; row++) {
            if (steps[row] >= 2) {
                cases.addAll(unstable(errors, row));
                continue;
            }
            for (int column = 0; column < lengths.length; column++) {
                double share = proxies.largest(row, column) / upper(row, column);
                largestShare = Math.max(largestShare, share);
                cases.add(BoundCase.exact(name(row, column) + " from above", share, 1));
                cases.add(BoundCase.exact(
                        name(row, column) + " from below", lower(row, column) / proxies.smallest(row, column), 1));
                if (lower(row, column) >= MISSES * target()) {
                    cases.add(
                            BoundCase.exact(name(row, column) + " misses", target() / errors.smallest(row, column), 1));
                }
            }
            int theorem = theorem(row);
            if (steps[row] <= 1 && theorem < lengths.length) {
                cases.add(BoundCase.exact(
                        name(row, theorem) + ", the theorem's T", errors.largest(row, theorem) / target(), 1));
            }
        }
        return new Decision(RULE.decide(cases), largestShare);
    }

    private List<BoundCase> unstable(ErrorMap errors, int row) {
        List<BoundCase> cases = new ArrayList<>();
        for (int column = 0; column < lengths.length; column++) {
            cases.add(BoundCase.exact(name(row, column) + " misses", target() / errors.smallest(row, column), 1));
        }
        double before = errors.largest(row, 0);
        double after = errors.smallest(row, lengths.length - 1);
        cases.add(BoundCase.exact("ηL = " + steps[row] + " grows", Double.isInfinite(after) ? 0 : before / after, 1));
        return cases;
    }

    private String name(int row, int column) {
        return "ηL = " + steps[row] + ", T = " + (int) lengths[column];
    }

    Table table(ErrorMap errors, ErrorMap proxies) {
        List<List<Object>> rows = new ArrayList<>();
        for (int row = 0; row < steps.length; row++) {
            for (int column = 0; column < lengths.length; column++) {
                boolean bounded = steps[row] < 2;
                rows.add(List.of(
                        steps[row],
                        (long) lengths[column],
                        errors.mean(row, column),
                        proxies.smallest(row, column),
                        proxies.largest(row, column),
                        bounded ? lower(row, column) : Double.NaN,
                        bounded ? upper(row, column) : Double.NaN));
            }
        }
        return new Table(
                "averages",
                "Averages over t < T: mean over starts of ‖∇Φ‖² (ε = " + (float) target()
                        + "), smallest and largest of ‖∇Φ_σ‖², and the bounds of the latter",
                List.of("ηL", "T", "‖∇Φ‖²", "‖∇Φ_σ‖², smallest", "largest", "lower bound", "upper bound"),
                rows);
    }
}
