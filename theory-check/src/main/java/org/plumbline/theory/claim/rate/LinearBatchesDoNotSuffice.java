package org.plumbline.theory.claim.rate;

import com.google.auto.service.AutoService;
import java.util.List;
import java.util.function.UnaryOperator;
import org.plumbline.problem.BilevelProblem;
import org.plumbline.theory.Audit;
import org.plumbline.theory.Claim;
import org.plumbline.theory.claim.Paper;
import org.plumbline.theory.judge.SlopeRule;

/**
 * RATE-2, the part on n: with \(n \propto \epsilon^{-1}\) the variance term \(1/(\sigma^2 n)\) of the error budget does
 * not fall, so that the tail error stops: asymptotic slope 0. Its runs are those of RATE-1 and its control.
 */
@AutoService(Audit.class)
public final class LinearBatchesDoNotSuffice implements Audit {
    /**
     * Half of ½, the next exponent in the list of predictions: closer to 0 than to anything else that is predicted. Wider than for
     * the other exponents, as here the other terms of the budget show beside the noise.
     */
    private static final double MARGIN = 0.25;

    /** On an instance from outside: far down, as the share of the noise is not known, and the other terms must fall below it. */
    private static final RateGrid BROUGHT = new RateGrid(1.0 / 2, 9, 16, 10, 40);

    private static final SlopeRule RULE = new SlopeRule(0, MARGIN, 0.95, 10);

    @Override
    public String id() {
        return "RATE-2";
    }

    @Override
    public List<Claim> claims() {
        return List.of(
                withBudget("RATE-2@sine-composite", RateInstances.sine(), RateInstances.SINE_GRID),
                claim(
                        "RATE-2@lqr-noisy-gradients",
                        Ensemble.runsOn(RateInstances.noisyLqr()),
                        RateInstances.NOISY_LQR_GRID));
    }

    @Override
    public List<Claim> onRequest(BilevelProblem problem) {
        return List.of(BroughtRates.linearBatches(problem, BROUGHT));
    }

    /** The share of the noise must go to one. */
    private static Claim withBudget(String id, RateInstance instance, RateGrid grid) {
        NeededExponent claim = claim(id, Ensemble.runsOn(instance), grid);
        return new BudgetedClaim(claim, claim.changed().of(instance).instance(), grid);
    }

    static NeededExponent claim(String id, Ensemble ensemble, RateGrid grid) {
        return new NeededExponent(
                id,
                "Batches n ∝ ε⁻¹ do not suffice for Algorithm 1 with independent batches: the tail error stops.",
                RateRun.TAIL,
                Paper.at("batch size of the main theorem; the necessity is derived from the error budget"),
                List.of("as RATE-1, σ = Θ(√ε)", "independent batches in the two chains"),
                RULE,
                ensemble,
                grid,
                PenaltyArm.Change.warm("n ∝ ε⁻¹", schedule -> schedule.withBatchExponent(1, grid.largest())),
                PenaltyArm.Change.warm("the theorem's n ∝ ε⁻²", UnaryOperator.identity()));
    }
}
