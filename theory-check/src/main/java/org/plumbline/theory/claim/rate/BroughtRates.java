package org.plumbline.theory.claim.rate;

import java.util.List;
import org.plumbline.algorithm.penalty.Coupling;
import org.plumbline.algorithm.penalty.PenaltySchedule;
import org.plumbline.problem.BilevelProblem;
import org.plumbline.theory.Claim;
import org.plumbline.theory.ClaimCard;
import org.plumbline.theory.Guarantee;
import org.plumbline.theory.Profile;
import org.plumbline.theory.claim.Paper;
import org.plumbline.theory.claim.Presumed;
import org.plumbline.theory.judge.RateRule;
import org.plumbline.theory.panel.SearchedSchedule;

/** The rate claims on instances that somebody brings along. */
final class BroughtRates {
    private static final String SEARCH =
            "constants of the schedule by the search of RATE-4, on the calibration branch; they stand in the cells' names in"
                    + " plan.json";
    private static final String SAMPLING = "sampling: " + RateInstances.describe(SearchedSchedule.NOISE);

    private BroughtRates() {}

    private static RateInstance instance(BilevelProblem problem, PenaltySchedule schedule, Coupling coupling) {
        return new RateInstance(
                problem,
                RateInstances.describe(SearchedSchedule.NOISE),
                epsilon -> problem.oracles(SearchedSchedule.NOISE),
                schedule,
                coupling,
                SearchedSchedule.NOISE,
                epsilon -> 0);
    }

    private static Claim presuming(BilevelProblem problem, Claim claim) {
        return new Presumed(claim, () -> Presumed.modulus(problem, 0));
    }

    /** RATE-1. */
    static Claim theorem(BilevelProblem problem, RateGrid grid) {
        String id = "RATE-1@" + problem.family();
        ClaimCard card = new ClaimCard(
                id,
                RateClaim.STATEMENT,
                RateClaim.CRITERION,
                Guarantee.RATE,
                Paper.at("main theorem, sample complexity O(ε⁻³)"),
                List.of(
                        "g and g + σf satisfy the PL inequality on the region that the run visits",
                        SAMPLING,
                        SEARCH,
                        "no projection in the later half of a run, no divergence"),
                RateClaim.PREDICTION,
                RateRule.standard().describe() + " Targets and seeds: " + grid.describe() + ".",
                RateClaim.CONTROL);
        return presuming(
                problem,
                new SearchedClaim(
                        card,
                        new SearchedSchedule(problem, "algorithm-1", grid::epsilons),
                        schedule -> new RateClaim(id, instance(problem, schedule, Coupling.NONE), grid),
                        targets -> theorem(problem, grid.at(targets))));
    }

    /** RATE-2, the part on n, under the schedule that is found for RATE-1 at these targets. */
    static Claim linearBatches(BilevelProblem problem, RateGrid grid) {
        String id = "RATE-2@" + problem.family();
        Ensemble announced = Ensemble.announced("runs on " + problem.id() + "; " + SAMPLING + "; " + SEARCH);
        return presuming(
                problem,
                new SearchedClaim(
                        LinearBatchesDoNotSuffice.claim(id, announced, grid).card(),
                        new SearchedSchedule(problem, "algorithm-1", grid::epsilons),
                        schedule -> LinearBatchesDoNotSuffice.claim(
                                id, Ensemble.runsOn(instance(problem, schedule, Coupling.NONE)), grid),
                        targets -> linearBatches(problem, grid.at(targets))));
    }

    /** RATE-3 by coupled batches, under its own schedule. */
    static Claim coupled(BilevelProblem problem, RateGrid grid) {
        String id = "RATE-3@" + problem.family();
        List<String> conditions = List.of(
                "per-sample gradients Lipschitz in mean square: noise that depends on (φ, λ)",
                SAMPLING,
                SEARCH,
                "nonsingular Hessian at λ*; chains started together");
        return presuming(
                problem,
                new SearchedClaim(
                        CheaperRate.card(
                                id,
                                FewerSamplesSuffice.COUPLED,
                                2,
                                FewerSamplesSuffice.COUPLED_SAMPLING,
                                conditions,
                                List.of(
                                        "independent batches, n ∝ ε^-1.0, as coupled ones",
                                        "inner steps coupled only, n ∝ ε^-1.0"),
                                grid),
                        new SearchedSchedule(problem, "algorithm-1-coupled", grid::epsilons),
                        schedule -> {
                            RateInstance method = instance(problem, schedule, Coupling.FULL);
                            return new CheaperRate(
                                    id,
                                    FewerSamplesSuffice.COUPLED,
                                    2,
                                    FewerSamplesSuffice.COUPLED_SAMPLING,
                                    conditions,
                                    method.coupledAssumptions(grid.epsilons(Profile.FULL)),
                                    method,
                                    List.of(method.with(Coupling.NONE), method.with(Coupling.INNER)),
                                    grid);
                        },
                        targets -> coupled(problem, grid.at(targets))));
    }
}
