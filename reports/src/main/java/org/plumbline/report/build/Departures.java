package org.plumbline.report.build;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
 * <p>Only a departure to or from INCONCLUSIVE is explained so. A wrong decision has met {@link FamilyWise} before; and on the
 * recorded seed nothing is left to chance. No verdict changes here.
 */
final class Departures {
    private final Map<String, FalseAlarms> known = new LinkedHashMap<>();
    private final Map<String, Double> adjusted;

    /**
     * Compares the verdicts of a run.
     *
     * @param run with its refutations corrected
     * @param expectations what was recorded
     * @param calibrations how claims came out on other seeds, in the quick profile
     */
    Departures(Run run, Expectations expectations, Calibrations calibrations) {
        Map<String, Double> pValues = new LinkedHashMap<>();
        boolean byChance =
                run.settings().profile() == Profile.QUICK && run.settings().masterSeed() != Settings.DEFAULT_SEED;
        for (Judged judged : byChance ? run.judged() : List.<Judged>of()) {
            String id = judged.card().id();
            Optional<Verdict> expected = expectations.of(id).map(Expectation::verdict);
            Optional<FalseAlarms> alarms =
                    calibrations.alarms(id).filter(a -> a.ruleHash().equals(RuleHash.of(judged.card())));
            if (expected.isPresent() && alarms.isPresent()) {
                known.put(id, alarms.get());
                pValues.put(id, p(expected.get(), judged.evidence().verdict(), alarms.get()));
            }
        }
        adjusted = Holm.adjust(pValues);
    }

    private static double p(Verdict expected, Verdict found, FalseAlarms alarms) {
        return found == expected ? 1 : (alarms.otherwise(expected) + 1.0) / (alarms.seeds() + 1.0);
    }

    /**
     * How well chance explains a claim's verdict.
     *
     * @param id the claim's name
     * @param expected the recorded verdict
     * @param found the verdict of the run
     * @return empty where the verdict is the recorded one, where it is a decision against it, where the claim did not run, and
     *     where nothing is known of other seeds
     */
    Optional<Chance> of(String id, Verdict expected, Verdict found) {
        boolean undecided = found == Verdict.INCONCLUSIVE || expected == Verdict.INCONCLUSIVE;
        boolean decided = found != Verdict.NOT_RUN && found != FalseAlarms.wrong(expected);
        return Optional.ofNullable(known.get(id))
                .filter(alarms -> found != expected && undecided && decided)
                .map(alarms ->
                        new Chance(alarms.otherwise(expected), alarms.seeds(), adjusted.size(), adjusted.get(id)));
    }
}
