package org.plumbline.theory.claim.rate;

import com.google.auto.service.AutoService;
import java.util.List;
import java.util.function.UnaryOperator;
import org.plumbline.theory.Audit;
import org.plumbline.theory.Claim;
import org.plumbline.theory.judge.SlopeRule;

/**
 * RATE-2, the part on \(c_K\): where the chains start apart, \(K = c_K\ln(1/\epsilon) + K_0\) with \(c_K\) below the threshold
 * \(2/\ln(1/q)\) leaves more than Θ(ε).
 *
 * <p>By {@link ConstantInnerStepsFailCold} the outer loop rests where \(\|\nabla\Phi\|^2 = \Theta(q^K/\sigma^2)\), up to the
 * penalty's \(\Theta(\sigma^2)\): as K grows M vanishes, and of \(C^\top HR(\lambda'_0-\lambda_0)\) the part along the
 * smallest curvature remains, which falls as \(q^{K/2}\). There \(q^K = q^{K_0}\epsilon^{c_K\ln(1/q)}\), and with
 * \(\sigma \propto \sqrt\epsilon\)
 * \[ E = \Theta\bigl(\epsilon^{c_K\ln(1/q) - 1} + \epsilon\bigr), \]
 * of slope \(c_K\ln(1/q) - 1\) below the threshold and 1 above it. A halving of ε adds a whole number of inner steps: rounding K
 * up would move q^K by a factor of up to q.
 */
@AutoService(Audit.class)
public final class InnerStepsBelowTheThresholdFail implements Audit {
    /** \(c_K\ln(1/q) = 1.52\): three quarters of the threshold. */
    private static final int STEPS_A_HALVING = 5;

    private static final double EXPONENT = Ensembles.innerExponent(STEPS_A_HALVING) - 1;

    private static final SlopeRule RULE = new SlopeRule(EXPONENT, 0.1, 0.95, 10);

    @Override
    public String id() {
        return "RATE-2";
    }

    @Override
    public List<Claim> claims() {
        RateGrid grid = Ensembles.LONG_CHAINS;
        return List.of(new NeededExponent(
                "RATE-2@inner-threshold",
                "From cold starts at two points K = c_K ln(1/ε) + O(1) with c_K below 2/ln(1/q) does not suffice for Algorithm 1:"
                        + " the tail error falls as ε^(c_K ln(1/q) − 1) at most.",
                RateRun.TAIL,
                NeededExponent.DERIVATION,
                List.of(
                        "exact gradients",
                        "enough iterations that the outer loop is at rest",
                        "a quadratic, whose constants hold everywhere: φ_t is driven out of the box",
                        "q = " + Ensembles.CONTRACTION + " for squared distances, " + STEPS_A_HALVING
                                + " inner steps more for every halving of ε: c_K ln(1/q) = "
                                + Math.round(1000 * Ensembles.innerExponent(STEPS_A_HALVING)) / 1000.0),
                RULE,
                Ensembles.quadratics(grid.largest()),
                grid,
                new PenaltyArm.Change(
                        "c_K at three quarters of 2/ln(1/q)",
                        schedule -> schedule.withInnerFactor(Ensembles.innerFactor(STEPS_A_HALVING), grid.largest()),
                        ChainStart.COLD_APART),
                new PenaltyArm.Change(
                        "the theorem's K from the same starts", UnaryOperator.identity(), ChainStart.COLD_APART)));
    }
}
