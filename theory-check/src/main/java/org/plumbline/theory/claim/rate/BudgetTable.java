package org.plumbline.theory.claim.rate;

import java.util.ArrayList;
import java.util.List;
import org.plumbline.theory.Results;
import org.plumbline.theory.Table;
import org.plumbline.theory.claim.rate.ErrorShares.Contribution;
import org.plumbline.theory.claim.rate.ErrorShares.Source;

/**
 * The terms of the error budget at two targets: measured by switching them off, beside what they must be. Each term of (5.2)
 * moves with the parameters of the method, so what it is at the smaller target follows from what it is at the larger one:
 * \(\sigma^{2p}\) for the penalty, \(1/(\sigma^2n)\) for the noise (\(1/n\) where batches are coupled), \(1/T\) at most for
 * the transient, and ε at most for the inner loop, whose K is chosen for it. Under the theorem's schedule all of them fall
 * with ε, and shares are constant; where one exponent is changed, the share of its term goes to one.
 *
 * @param large the budget at the larger target
 * @param small the budget at the smaller one
 */
record BudgetTable(ErrorShares large, ErrorShares small) {
    Table table(Results results) {
        List<List<Object>> rows = new ArrayList<>();
        for (Source source : List.of(Source.PENALTY, Source.NOISE, Source.INNER, Source.TRANSIENT)) {
            Contribution before = large.contribution(results, source);
            Contribution after = small.contribution(results, source);
            double fall = after.value() / before.value();
            rows.add(List.of(
                    source.title(),
                    before.value(),
                    before.deviation(),
                    known(large.computed(results, source)),
                    after.value(),
                    after.deviation(),
                    known(small.computed(results, source)),
                    fall,
                    Math.abs(fall) * Math.hypot(before.deviation() / before.value(), after.deviation() / after.value()),
                    factor(source),
                    law(source),
                    before.value() / large.whole(results),
                    after.value() / small.whole(results)));
        }
        String a = " at ε = " + large.epsilon();
        String b = " at ε = " + small.epsilon();
        return new Table(
                "budget-" + large.epsilon() + "-" + small.epsilon(),
                "Error budget, term by term, in tail E‖∇Φ‖² (squared norm; does not decide): measured by switching the term off,"
                        + " computed from exact ground truth along the runs, and its fall between two targets as the schedule"
                        + " predicts it",
                List.of(
                        "term",
                        "measured" + a,
                        "± (1 s.e.)" + a,
                        "computed" + a,
                        "measured" + b,
                        "± (1 s.e.)" + b,
                        "computed" + b,
                        "measured ratio",
                        "± (1 s.e.) of the ratio",
                        "predicted ratio",
                        "predicted from",
                        "share" + a,
                        "share" + b),
                rows);
    }

    private static Object known(double value) {
        return Double.isNaN(value) ? "" : value;
    }

    private String law(Source source) {
        return switch (source) {
            case PENALTY -> "σ^" + 2 * large.method().order();
            case NOISE -> large.method().coupled() ? "1/n" : "1/(σ²n)";
            case INNER -> "q^K/σ²: ε, at most";
            default -> "1/(ηT), at most";
        };
    }

    /** What the term at the larger target is multiplied by. */
    double factor(Source source) {
        BudgetMethod a = large.method();
        BudgetMethod b = small.method();
        return switch (source) {
            case PENALTY -> Math.pow(b.sigma() / a.sigma(), 2.0 * a.order());
            case NOISE -> (double) a.batch() / b.batch() * (a.coupled() ? 1 : Math.pow(a.sigma() / b.sigma(), 2));
            case INNER -> small.epsilon() / large.epsilon();
            default -> (double) large.iterations() / small.iterations();
        };
    }
}
