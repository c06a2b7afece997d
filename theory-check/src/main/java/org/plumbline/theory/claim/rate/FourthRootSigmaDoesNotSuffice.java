package org.plumbline.theory.claim.rate;

import com.google.auto.service.AutoService;
import java.util.List;
import java.util.function.UnaryOperator;
import org.plumbline.theory.Audit;
import org.plumbline.theory.Claim;
import org.plumbline.theory.judge.SlopeRule;

/**
 * RATE-2, the part on σ: with \(\sigma \propto \epsilon^{1/4}\) the penalty's term \(\sigma^2\) of the error budget falls as
 * \(\sqrt\epsilon\) only.
 *
 * <p>The outer loop comes to rest at \(\nabla\Phi_\sigma = 0\), so that what is left is
 * \(\|\nabla\Phi\|^2 = \|\nabla\Phi_\sigma - \nabla\Phi\|^2\), which is of exact order \(\sigma^2\) where
 * \(\nabla_\lambda f \ne 0\) (PEN-1). The other terms are Θ(ε) or less: a larger σ lowers them.
 */
@AutoService(Audit.class)
public final class FourthRootSigmaDoesNotSuffice implements Audit {
    private static final SlopeRule RULE = new SlopeRule(0.5, 0.1, 0.95, 10);

    @Override
    public String id() {
        return "RATE-2";
    }

    @Override
    public List<Claim> claims() {
        RateGrid grid = Ensembles.SINE_GRID;
        return List.of(new NeededExponent(
                "RATE-2@sigma-fourth-root",
                "σ ∝ ε^(1/4) does not suffice for Algorithm 1: the tail error falls as σ² ∝ √ε.",
                RateRun.TAIL,
                NeededExponent.DERIVATION,
                List.of("as RATE-1, but for σ", "the limit of φ_t is not an aligned point"),
                RULE,
                Ensembles.sine(),
                grid,
                PenaltyArm.Change.warm("σ ∝ ε^(1/4)", schedule -> schedule.withSigmaExponent(0.25, grid.largest())),
                PenaltyArm.Change.warm("the theorem's σ ∝ √ε", UnaryOperator.identity())));
    }
}
