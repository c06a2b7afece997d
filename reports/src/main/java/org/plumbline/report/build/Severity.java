package org.plumbline.report.build;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.plumbline.theory.Verdict;

/** The order of verdicts by which several are summed up in one: the worst. */
public final class Severity {
    private static final List<Verdict> WORST_FIRST = List.of(
            Verdict.NOT_SUPPORTED, Verdict.INCONCLUSIVE, Verdict.NOT_RUN, Verdict.NOT_APPLICABLE, Verdict.SUPPORTED);

    private Severity() {}

    /**
     * The worst verdict.
     *
     * @param verdicts at least one
     * @return the one that stands for all
     */
    public static Verdict worst(Collection<Verdict> verdicts) {
        return verdicts.stream()
                .min(Comparator.comparingInt(WORST_FIRST::indexOf))
                .orElseThrow(() -> new IllegalArgumentException("There is no worst of no verdicts."));
    }
}
