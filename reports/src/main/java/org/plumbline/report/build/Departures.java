package org.plumbline.report.build;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.plumbline.report.model.Chance;
import org.plumbline.report.model.Expectation;
import org.plumbline.report.model.FalseAlarms;
import org.plumbline.report.regression.Calibrations;
import org.plumbline.report.regression.Expectations;
import org.plumbline.theory.Profile;
import org.plumbline.theory.Settings;
import org.plumbline.theory.Verdict;
import org.plumbline.theory.statistics.Holm;

/**
 * Verdicts that are not the recorded ones, on a master seed for which nothing is recorded. A rule that decides on most seeds
 * is undecided on some, and of a hundred claims a few will be on any new seed. If nothing but the seed changed, the new seed
 * and the n calibrated ones are exchangeable, and if k of those came out otherwise than recorded, the new one does so with
 * probability at most (k + 1)/(n + 1), whatever the law. These p-values are corrected by Holm over the claims of the run that
 * have them, as claims may share what they compute.
 *
 * <p>That looks at one claim at a time, and no single one of a hundred can depart too much. So all are looked at together, too.
 * Let d be 1 where a claim departs and else 0. Given k + d, each of the n + 1 seeds is the new one as likely as another, so that
 * \(d\,(n+1)/(k+1)\) has mean at most 1; so has the mean e of these over all claims, however they depend on each other, and by
 * Markov's inequality \(e \ge 1/p\) has probability at most p.
 *
 * <p>Only a departure to or from INCONCLUSIVE is explained so, and one that is the rule's own: chance makes no cell fail and no
 * certificate. A wrong decision has met {@link FamilyWise} before; and on the recorded seed nothing is left to chance. No verdict
 * changes here.
 */
final class Departures {
    private final Map<String, FalseAlarms> known = new LinkedHashMap<>();
    private final Set<String> failed = new HashSet<>();
    private final Map<String, Double> adjusted;
    private final double together;

    /**
     * Compares the verdicts of a run.
     *
     * @param run with its refutations corrected
     * @param expectations what was recorded
     * @param calibrations how claims came out on other seeds, in the quick profile
     */
    Departures(Run run, Expectations expectations, Calibrations calibrations) {
        Map<String, Double> pValues = new LinkedHashMap<>();
        double evidence = 0;
        boolean byChance =
                run.settings().profile() == Profile.QUICK && run.settings().masterSeed() != Settings.DEFAULT_SEED;
        for (Judged judged : byChance ? run.judged() : List.<Judged>of()) {
            String id = judged.card().id();
            Optional<Verdict> expected = expectations.of(id).map(Expectation::verdict);
            Optional<FalseAlarms> alarms =
                    calibrations.alarms(id).filter(a -> a.ruleHash().equals(RuleHash.of(judged.card())));
            if (expected.isPresent() && alarms.isPresent()) {
                boolean departs = judged.evidence().verdict() != expected.get();
                double p = departs
                        ? (alarms.get().otherwise(expected.get()) + 1.0)
                                / (alarms.get().seeds() + 1.0)
                        : 1;
                evidence += departs ? 1 / p : 0;
                known.put(id, alarms.get());
                pValues.put(id, p);
                if (!judged.isByItsRule()) {
                    failed.add(id);
                }
            }
        }
        adjusted = Holm.adjust(pValues);
        together = evidence > 0 ? Math.min(1, known.size() / evidence) : 1;
    }

    /**
     * How well chance explains a claim's verdict.
     *
     * @param id the claim's name
     * @param expected the recorded verdict
     * @param found the verdict of the run
     * @return empty where the verdict is the recorded one, where it is a decision against it, where the claim did not run or could
     *     not be judged by its rule, and where nothing is known of other seeds
     */
    Optional<Chance> of(String id, Verdict expected, Verdict found) {
        boolean undecided = found == Verdict.INCONCLUSIVE || expected == Verdict.INCONCLUSIVE;
        boolean decided = found != Verdict.NOT_RUN && found != FalseAlarms.wrong(expected);
        return Optional.ofNullable(known.get(id))
                .filter(alarms -> found != expected && undecided && decided && !failed.contains(id))
                .map(alarms -> new Chance(
                        alarms.otherwise(expected), alarms.seeds(), adjusted.size(), adjusted.get(id), together));
    }
}
