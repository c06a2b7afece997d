package org.plumbline.theory.claim.rate;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.plumbline.theory.Assumption;
import org.plumbline.theory.Cell;
import org.plumbline.theory.Claim;
import org.plumbline.theory.ClaimCard;
import org.plumbline.theory.Evidence;
import org.plumbline.theory.Results;
import org.plumbline.theory.Settings;
import org.plumbline.theory.judge.RateData;

/**
 * A rate claim with the error budget of its own schedule beside it, from runs of its own on the calibration branch, which decide
 * nothing.
 *
 * @param claim the claim
 * @param column whose budget it is
 * @param grid its targets: the budget is taken at the largest, and at the largest that decides
 */
record BudgetedClaim(Claim claim, RateColumn column, RateGrid grid) implements Claim {
    /** Enough to see which term is which. */
    private static final int SEEDS = 16;

    @Override
    public ClaimCard card() {
        return claim.card();
    }

    @Override
    public List<Assumption> assumptions(Settings settings) {
        return claim.assumptions(settings);
    }

    @Override
    public Optional<Claim> at(List<Double> targets) {
        return claim.at(targets).map(moved -> new BudgetedClaim(moved, column, grid.at(targets)));
    }

    private ErrorShares shares(Settings settings, double epsilon) {
        return new ErrorShares(column, epsilon, SEEDS, settings.seeds("calibration"));
    }

    private Optional<BudgetTable> budget(Settings settings) {
        double[] epsilons = grid.epsilons(settings.profile());
        int deciding = epsilons.length - RateData.DECIDING;
        return deciding == 0
                ? Optional.empty()
                : Optional.of(new BudgetTable(shares(settings, epsilons[0]), shares(settings, epsilons[deciding])));
    }

    @Override
    public List<Cell> plan(Settings settings) {
        List<Cell> cells = new ArrayList<>(claim.plan(settings));
        budget(settings).ifPresent(budget -> {
            cells.addAll(budget.large().cells());
            cells.addAll(budget.small().cells());
        });
        return cells;
    }

    @Override
    public Evidence judge(Settings settings, Results results) {
        Evidence evidence = claim.judge(settings, results);
        return budget(settings)
                .map(budget -> evidence.with(budget.table(results)))
                .orElse(evidence);
    }
}
