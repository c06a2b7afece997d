package org.plumbline.theory.claim.rate;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.plumbline.algorithm.penalty.PenaltySchedule;
import org.plumbline.theory.Assumption;
import org.plumbline.theory.Cell;
import org.plumbline.theory.Claim;
import org.plumbline.theory.ClaimCard;
import org.plumbline.theory.Evidence;
import org.plumbline.theory.Results;
import org.plumbline.theory.Settings;
import org.plumbline.theory.panel.SearchedSchedule;

/**
 * A rate claim on an instance that somebody brings along: as on the catalogue's own, with a schedule whose constants are found
 * while it is planned.
 *
 * @param card what is fixed before the search
 * @param schedule with the constants to be found
 * @param claim under a schedule
 * @param moved the same at other targets
 */
record SearchedClaim(
        ClaimCard card,
        SearchedSchedule schedule,
        Function<PenaltySchedule, Claim> claim,
        Function<List<Double>, Claim> moved)
        implements Claim {
    private Optional<Claim> claim(Settings settings) {
        return schedule.of(settings).map(claim);
    }

    @Override
    public Optional<Claim> at(List<Double> targets) {
        return Optional.of(moved.apply(targets));
    }

    @Override
    public List<Assumption> assumptions(Settings settings) {
        return claim(settings).map(each -> each.assumptions(settings)).orElse(List.of());
    }

    @Override
    public List<Cell> plan(Settings settings) {
        List<Cell> cells =
                new ArrayList<>(claim(settings).map(each -> each.plan(settings)).orElse(List.of()));
        cells.add(schedule.cell(settings));
        return cells;
    }

    @Override
    public Evidence judge(Settings settings, Results results) {
        Evidence evidence = claim(settings)
                .map(each -> each.judge(settings, results))
                .orElseGet(() -> Evidence.notMeasured(schedule.missing()));
        return schedule.beside(evidence, settings);
    }
}
