package org.plumbline.theory.claim.rate;

import com.google.auto.service.AutoService;
import java.util.List;
import org.plumbline.algorithm.penalty.PenaltySchedule;
import org.plumbline.source.Citation;
import org.plumbline.source.Citation.Provenance;
import org.plumbline.theory.Audit;
import org.plumbline.theory.Claim;
import org.plumbline.theory.Profile;

/**
 * RATE-2, the part on K that is not needed: with a warm start, both chains from one point, K = 1 keeps E = O(ε), so that
 * \(N = \Theta(\epsilon^{-3})\) without the logarithm.
 *
 * <p>A warm start goes on with the recursion of the inner gap from one outer iteration to the next, and chains with equal steps lag
 * behind a moving \(\varphi\) alike, so that their difference over σ stays bounded (docs/theory.md, "Shortcuts"). From cold starts
 * at the same point the error of one step is of order 1, whatever σ.
 */
@AutoService(Audit.class)
public final class OneWarmInnerStepSuffices implements Audit {
    /** The targets of RATE-1; runs with K = 1 are cheap, and so many seeds find a slope of 0.96 above 0.9 in nine cases of ten. */
    private static final RateGrid GRID = new RateGrid(RateInstances.SINE_GRID.largest(), 6, 120, 8, 120);

    @Override
    public String id() {
        return "RATE-2";
    }

    @Override
    public List<Claim> claims() {
        RateInstance sine = RateInstances.sine();
        RateInstance single = sine.with(single(sine.schedule()));
        return List.of(new CheaperRate(
                "RATE-2@warm-single-step",
                "With a warm start, both chains from one point, one inner step suffices for E‖∇Φ‖² = O(ε): N = O(ε⁻³) without the"
                        + " logarithm.",
                3,
                new Citation("Plumbline, docs/theory.md", "section \"Shortcuts\"", Provenance.DERIVED),
                List.of(
                        "schedule: " + single.laws(),
                        "sampling: " + single.sampling(),
                        "equal steps of the two chains; nonsingular Hessian at λ*"),
                single.assumptions(GRID.epsilons(Profile.FULL)),
                new PenaltyArm("warm start, K = 1", single, ChainStart.WARM),
                List.of(new PenaltyArm("cold start from the same point, K = 1", single, ChainStart.COLD)),
                GRID));
    }

    /** K = 1 at ε = 1, where the logarithm is 0, and everywhere. */
    private static PenaltySchedule single(PenaltySchedule schedule) {
        return new PenaltySchedule(
                schedule.cSigma(),
                schedule.cBatch(),
                schedule.batchExponent(),
                0,
                1,
                schedule.cOuter(),
                schedule.lowerStep(),
                schedule.outerStep());
    }
}
