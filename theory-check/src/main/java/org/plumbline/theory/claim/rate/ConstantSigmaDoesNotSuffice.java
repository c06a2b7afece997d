package org.plumbline.theory.claim.rate;

import com.google.auto.service.AutoService;
import java.util.List;
import java.util.function.UnaryOperator;
import org.plumbline.theory.Audit;
import org.plumbline.theory.Claim;
import org.plumbline.theory.judge.SlopeRule;

/**
 * RATE-2, the part on σ: with one σ for all targets the penalty's term \(\sigma^2\) of the error budget stays, and with it the
 * error.
 *
 * <p>The outer loop comes to rest at the same \(\nabla\Phi_\sigma = 0\) for every target, where
 * \(\|\nabla\Phi\|^2 = \|\nabla\Phi_\sigma - \nabla\Phi\|^2\) does not depend on ε. The terms of T, n and K fall beside it.
 */
@AutoService(Audit.class)
public final class ConstantSigmaDoesNotSuffice implements Audit {
    private static final SlopeRule RULE = new SlopeRule(0, 0.1, 0.95, 10);

    @Override
    public String id() {
        return "RATE-2";
    }

    @Override
    public List<Claim> claims() {
        RateGrid grid = Ensembles.SINE_GRID;
        return List.of(new NeededExponent(
                "RATE-2@sigma-constant",
                "A constant σ does not suffice for Algorithm 1: the tail error stops at the penalty's σ².",
                RateRun.TAIL,
                NeededExponent.DERIVATION,
                List.of("as RATE-1, but for σ", "the limit of φ_t is not an aligned point"),
                RULE,
                Ensembles.sine(),
                grid,
                PenaltyArm.Change.warm("constant σ", schedule -> schedule.withSigmaExponent(0, grid.largest())),
                PenaltyArm.Change.warm("the theorem's σ ∝ √ε", UnaryOperator.identity())));
    }
}
