package org.plumbline.theory.judge;

import static org.plumbline.theory.judge.Wording.number;
import static org.plumbline.theory.judge.Wording.percent;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.distribution.RealDistribution;
import org.apache.commons.math3.distribution.TDistribution;
import org.plumbline.theory.Verdict;
import org.plumbline.theory.statistics.Holm;
import org.plumbline.theory.statistics.Power;
import org.plumbline.theory.statistics.Require;

/**
 * Decides "quantity ≤ bound, in every case". A case with a standard error of \(\nu\) degrees of freedom has
 * \(t = (\text{estimate} - \text{bound} - \text{tolerance}\cdot\text{scale}) / \text{se}\) and
 * \(p = P(T_\nu \ge t)\), Student's tail (the normal one where \(\nu\) is infinite); a case without one is violated iff
 * its excess is above \(\text{tolerance}\cdot\text{scale}\), and has \(p\) 0 or 1.
 * <ul>
 *   <li>NOT_SUPPORTED iff a p-value, Holm-corrected over all \(M\) cases, is at most \(\alpha\).
 *   <li>SUPPORTED iff none is and in every case an excess of \(r\cdot\text{scale}\) beyond the tolerance would have been
 *       detected with probability at least \(\pi\): \(P(T \ge t_{1-\alpha/M,\nu})\) for a noncentral t variable with
 *       \(\nu\) degrees of freedom and noncentrality \(r\cdot\text{scale}/\text{se}\).
 *   <li>INCONCLUSIVE otherwise: nothing was found, and nothing of that size would have been.
 * </ul>
 *
 * <p>False alarm: if every quantity respects its bound, NOT_SUPPORTED has probability at most \(\alpha\) under any
 * dependence between the cases; where all bounds are tight and the cases independent it is nearly attained,
 * \(1 - (1 - \alpha/M)^M\). That is exact for means of normal values. For others it rests on means that are normal *in
 * the tail* \(\alpha/M\): values skewed to the right make the statistic skewed to the left, so that their mean exceeds a
 * bound less often than stated, and falls below one more often. Exact cases raise no false alarm if the tolerance covers
 * rounding. Decisions that are taken together, each by a rule of its own, must share their level.
 *
 * @param level \(\alpha\), the family-wise error rate over the cases decided together, in (0, 1)
 * @param tolerance relative to a case's scale, at least 0: what is owed to rounding or to the ground truth's own error
 * @param detectable \(r\), relative to a case's scale, positive: the violation that must not go unnoticed
 * @param requiredPower \(\pi\), in (0, 1)
 */
public record BoundRule(double level, double tolerance, double detectable, double requiredPower) {
    /** Refuses values outside their ranges. */
    public BoundRule {
        Require.probability("level", level);
        Require.nonNegative("tolerance", tolerance);
        Require.positive("detectable violation", detectable);
        Require.probability("required power", requiredPower);
    }

    /**
     * The rule of this suite: level 0.01, rounding 1e-9, a violation by a tenth noticed with probability 0.8.
     *
     * @return the rule
     */
    public static BoundRule standard() {
        return new BoundRule(0.01, 1e-9, 0.1, 0.8);
    }

    /**
     * The verdict.
     *
     * @param cases at least one, with distinct names
     * @return the decision with its evidence
     */
    public BoundDecision decide(List<BoundCase> cases) {
        Require.atLeast("number of cases", cases.size(), 1);
        Map<String, Double> pValues = new LinkedHashMap<>();
        for (BoundCase each : cases) {
            if (pValues.put(each.name(), pValue(each)) != null) {
                throw new IllegalArgumentException("The case name " + each.name() + " must occur only once.");
            }
        }
        Map<String, Double> corrected = Holm.adjust(pValues);
        List<String> violated = Holm.rejected(pValues, level);
        BoundCase worst = cases.stream()
                .min(Comparator.comparingDouble((BoundCase each) -> pValues.get(each.name()))
                        .thenComparing(Comparator.comparingDouble(BoundCase::relativeExcess)
                                .reversed()))
                .orElseThrow();
        double leastPower = leastPower(cases);
        Verdict verdict = Verdict.SUPPORTED;
        if (!violated.isEmpty()) {
            verdict = Verdict.NOT_SUPPORTED;
        } else if (leastPower < requiredPower) {
            verdict = Verdict.INCONCLUSIVE;
        }
        double worstP = corrected.get(worst.name());
        String reason = "Violated: " + violated.size() + " of " + cases.size() + " cases; the worst, " + worst.name()
                + ", has estimate " + number(worst.estimate()) + " against bound " + number(worst.bound())
                + " (corrected p = " + number(worstP) + "). A violation by " + percent(detectable)
                + " would have been found in any one case with probability at least " + number(leastPower) + ".";
        return new BoundDecision(verdict, reason, violated, cases.size(), worst, worstP, leastPower);
    }

    private double pValue(BoundCase each) {
        double excess = each.estimate() - each.bound() - tolerance * each.scale();
        if (each.standardError() == 0) {
            return excess > 0 ? 0 : 1;
        }
        return tail(each.degreesOfFreedom()).cumulativeProbability(-excess / each.standardError());
    }

    /** Among cases of equal degrees of freedom the power is least where a violation is fewest standard errors. */
    private double leastPower(List<BoundCase> cases) {
        Map<Double, Double> leastShifts = new TreeMap<>();
        for (BoundCase each : cases) {
            if (each.standardError() > 0) {
                double shift = detectable * each.scale() / each.standardError();
                leastShifts.merge(each.degreesOfFreedom(), shift, Math::min);
            }
        }
        return leastShifts.entrySet().stream()
                .mapToDouble(each -> power(each.getValue(), each.getKey(), level / cases.size()))
                .min()
                .orElse(1);
    }

    private static double power(double shift, double freedom, double level) {
        if (Double.isInfinite(freedom)) {
            return tail(freedom).cumulativeProbability(shift + tail(freedom).inverseCumulativeProbability(level));
        }
        int size = (int) freedom + 1;
        return new Power(0, Double.POSITIVE_INFINITY, 1 - 2 * level, size, 1).ofRejecting(-shift / Math.sqrt(size));
    }

    private static RealDistribution tail(double freedom) {
        return Double.isInfinite(freedom) ? new NormalDistribution(null, 0, 1) : new TDistribution(null, freedom);
    }

    /**
     * The rule in words, with its numbers.
     *
     * @return one paragraph
     */
    public String describe() {
        return "Bound rule: each sampled case is a one-sided Student test of \"quantity at most bound\", corrected by Holm"
                + " over all cases; an exact case is violated iff its relative excess is above " + number(tolerance)
                + ". NOT_SUPPORTED iff a corrected p-value is at most " + number(level)
                + ", which happens to a true bound with probability at most " + percent(level)
                + ". SUPPORTED iff none is and in every case a violation by " + percent(detectable)
                + " would have been found with probability at least " + number(requiredPower)
                + ". INCONCLUSIVE otherwise.";
    }
}
