package org.plumbline.theory.judge;

import java.util.Collections;
import java.util.List;
import org.plumbline.theory.Verdict;

/** The verdict of a claim that has several parts, each decided by a rule of its own. */
public final class Conjunction {
    private Conjunction() {}

    /**
     * The verdict of the whole.
     *
     * @param parts at least one, each SUPPORTED, NOT_SUPPORTED or INCONCLUSIVE
     * @return NOT_SUPPORTED iff a part is; else SUPPORTED iff all are; else INCONCLUSIVE
     */
    public static Verdict of(List<Verdict> parts) {
        if (parts.isEmpty()) {
            throw new IllegalArgumentException("A conjunction (0 parts) must have at least 1 part.");
        }
        if (parts.contains(Verdict.NOT_SUPPORTED)) {
            return Verdict.NOT_SUPPORTED;
        }
        return parts.stream().allMatch(part -> part == Verdict.SUPPORTED) ? Verdict.SUPPORTED : Verdict.INCONCLUSIVE;
    }

    /**
     * The p-value of the whole: that no part is refuted by chance, by Bonferroni.
     *
     * @param parts one-sided p-values against each part; NaN where too little was measured for one
     * @return the least times their number, at most 1; NaN where no part has one
     */
    public static double pValue(List<Double> parts) {
        List<Double> known = parts.stream().filter(p -> !p.isNaN()).toList();
        return known.isEmpty() ? Double.NaN : Math.min(1, known.size() * Collections.min(known));
    }
}
