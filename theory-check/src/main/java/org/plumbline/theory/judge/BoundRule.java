package org.plumbline.theory.judge;

import static org.plumbline.theory.judge.Wording.number;
import static org.plumbline.theory.judge.Wording.percent;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.plumbline.theory.Verdict;
import org.plumbline.theory.statistics.Holm;
import org.plumbline.theory.statistics.Require;

/**
 * Decides "quantity ≤ bound, in every case". A case with a standard error has
 * \(z = (\text{estimate} - \text{bound} - \text{tolerance}\cdot\text{scale}) / \text{se}\) and \(p = 1 - \Phi(z)\); a
 * case without one is violated iff its excess is above \(\text{tolerance}\cdot\text{scale}\), and has \(p\) 0 or 1.
 * <ul>
 *   <li>NOT_SUPPORTED iff a p-value, Holm-corrected over all \(M\) cases, is at most \(\alpha\).
 *   <li>SUPPORTED iff none is and in every case an excess of \(r\cdot\text{scale}\) beyond the tolerance would have been
 *       detected with probability \(\Phi(r\cdot\text{scale}/\text{se} - z_{1-\alpha/M}) \ge \pi\).
 *   <li>INCONCLUSIVE otherwise: nothing was found, and nothing of that size would have been.
 * </ul>
 *
 * <p>False alarm: if every quantity respects its bound, NOT_SUPPORTED has probability at most \(\alpha\) under any
 * dependence between the cases; where all bounds are tight and the cases independent it is nearly attained,
 * \(1 - (1 - \alpha/M)^M\). This rests on normal errors *in the tail* \(\alpha/M\): with hundreds of cases a skewed
 * estimate needs many samples (a relative skewness of the mean, \(\gamma_1/\sqrt n\), well below 0.1). Exact cases raise
 * no false alarm if the tolerance covers rounding.
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
        double leastPower = cases.stream()
                .mapToDouble(each -> power(each, cases.size()))
                .min()
                .orElseThrow();
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
        return standardNormal().cumulativeProbability(-excess / each.standardError());
    }

    private double power(BoundCase each, int cases) {
        if (each.standardError() == 0) {
            return 1;
        }
        double critical = -standardNormal().inverseCumulativeProbability(level / cases);
        return standardNormal().cumulativeProbability(detectable * each.scale() / each.standardError() - critical);
    }

    private static NormalDistribution standardNormal() {
        return new NormalDistribution(null, 0, 1);
    }

    /**
     * The rule in words, with its numbers.
     *
     * @return one paragraph
     */
    public String describe() {
        return "Bound rule: each sampled case is a one-sided normal test of \"quantity at most bound\", corrected by Holm"
                + " over all cases; an exact case is violated iff its relative excess is above " + number(tolerance)
                + ". NOT_SUPPORTED iff a corrected p-value is at most " + number(level)
                + ", which happens to a true bound with probability at most " + percent(level)
                + ". SUPPORTED iff none is and in every case a violation by " + percent(detectable)
                + " would have been found with probability at least " + number(requiredPower)
                + ". INCONCLUSIVE otherwise.";
    }
}
