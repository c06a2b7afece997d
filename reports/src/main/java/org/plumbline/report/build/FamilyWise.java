package org.plumbline.report.build;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.plumbline.theory.Evidence;
import org.plumbline.theory.Verdict;
import org.plumbline.theory.statistics.Holm;

/**
 * The correction for the number of claims. Each rule refutes a true claim with a small probability; of a hundred claims one is
 * refuted by chance all the same. So a refutation that rests on a p-value stands only if it survives Holm's correction over all
 * claims of the run that have one: then one or more true claims are refuted with probability at most {@value #LEVEL}.
 *
 * <p>The correction can only take a decision back. It never helps a claim to pass.
 */
public final class FamilyWise {
    /** The family-wise error rate. */
    public static final double LEVEL = 0.05;

    private FamilyWise() {}

    /**
     * Takes refutations back that do not survive.
     *
     * @param judged the claims of a run
     * @return as many, in their order
     */
    public static List<Judged> corrected(List<Judged> judged) {
        Map<String, Double> pValues = new LinkedHashMap<>();
        for (Judged each : judged) {
            each.evidence().refutation().ifPresent(p -> pValues.put(each.card().id(), p));
        }
        Map<String, Double> adjusted = Holm.adjust(pValues);
        return judged.stream()
                .map(each -> corrected(each, adjusted, pValues.size()))
                .toList();
    }

    private static Judged corrected(Judged judged, Map<String, Double> adjusted, int family) {
        Evidence evidence = judged.evidence();
        Double p = adjusted.get(judged.card().id());
        boolean stands = p == null || p <= LEVEL;
        if (stands || evidence.verdict() != Verdict.NOT_SUPPORTED) {
            return judged;
        }
        String why = String.format(
                Locale.ROOT,
                "refuted by itself (p = %.2g), and not after Holm's correction over the %d claims of this run that chance can"
                        + " refute (p = %.2g)",
                evidence.refutation().orElseThrow(),
                family,
                p);
        return new Judged(judged.card(), evidence.undecided(why), judged.measured());
    }
}
