package org.plumbline.theory.claim.rate;

import com.google.auto.service.AutoService;
import java.util.List;
import java.util.function.UnaryOperator;
import org.plumbline.theory.Audit;
import org.plumbline.theory.Claim;
import org.plumbline.theory.judge.SlopeRule;

/**
 * RATE-2, the part on K: from cold starts a constant K leaves the term \(q^K/\sigma^2\) of the error budget times the squared gap
 * between what the two chains have left. That gap is \(O(\sigma^2)\) where they start at one point, so that the error stays, and
 * O(1) where they start apart, so that it grows as \(1/\sigma^2 \propto 1/\epsilon\).
 *
 * <p><strong>Derivation</strong> on the quadratic, with exact gradients. Let \(R = (I-\tau H)^K\) and
 * \(R' = (I-\tau(H+\sigma W))^K\), so \(\|R\| \le q^{K/2}\) and \(R' - R = O(\sigma Kq^{K/2})\). After K steps from
 * \(\lambda_0\) and \(\lambda'_0\) the chains are \(R(\lambda_0-\lambda^*)\) and \(R'(\lambda'_0-\lambda_\sigma)\) away
 * from their ends. As \(\nabla_\varphi g = -C^\top H(\lambda - C\varphi)\), \(\nabla_\varphi f\) does not depend on λ,
 * and \(\lambda_\sigma - \lambda^* = O(\sigma)\), the outer direction errs by
 * \[ e = -\tfrac1\sigma C^\top H\bigl[R'(\lambda'_0-\lambda_\sigma) - R(\lambda_0-\lambda^*)\bigr]
 *       = -\tfrac1\sigma C^\top HR\,(\lambda'_0-\lambda_0) + a + M\varphi, \qquad a, M = O(Kq^{K/2}), \]
 * where a and M have limits as σ → 0. The outer loop comes to rest where \(\nabla\Phi_\sigma + e = 0\); with P the Hessian of
 * \(\Phi_\sigma\), that is one linear equation with the matrix P + M.
 * <ul>
 *   <li>From one start the first term is 0. The loop rests at a point that tends to a limit, with
 *       \(\|\nabla\Phi\|^2 \to \|a + M\varphi\|^2\), not 0: the direction is nearly that of another problem, whose lower level
 *       is K steps of descent.
 *   <li>From two starts it rests at \(\varphi = \Theta(1/\sigma)\), where \(\|\nabla\Phi\|^2 = \tfrac1{\sigma^2}
 *       \|P(P+M)^{-1}C^\top HR(\lambda'_0-\lambda_0)\|^2(1 + O(\sigma))\).
 * </ul>
 * Above the threshold, \(c_K \gt 2/\ln(1/q)\), either falls as ε or faster. The same of single iterations at a given
 * \(\varphi\), on nonconvex families too, is FAIL-1.
 */
@AutoService(Audit.class)
public final class ConstantInnerStepsFailCold implements Audit {
    private static final SlopeRule STAYS = new SlopeRule(0, 0.1, 0.95, 10);
    private static final SlopeRule GROWS = new SlopeRule(-1, 0.1, 0.95, 10);

    @Override
    public String id() {
        return "RATE-2";
    }

    @Override
    public List<Claim> claims() {
        return List.of(
                claim(
                        "RATE-2@cold-together",
                        "From cold starts at one point a constant K does not suffice for Algorithm 1: the tail error stays.",
                        STAYS,
                        ChainStart.COLD),
                claim(
                        "RATE-2@cold-apart",
                        "From cold starts at two points a constant K does not suffice for Algorithm 1: the tail error grows as"
                                + " 1/σ² ∝ ε⁻¹.",
                        GROWS,
                        ChainStart.COLD_APART));
    }

    private static Claim claim(String id, String statement, SlopeRule rule, ChainStart start) {
        RateGrid grid = Ensembles.SHORT_CHAINS;
        return new NeededExponent(
                id,
                statement,
                RateRun.TAIL,
                NeededExponent.DERIVATION,
                List.of(
                        "exact gradients",
                        "enough iterations that the outer loop is at rest",
                        "a quadratic, whose constants hold everywhere: from two starts φ_t is driven far out of the box"),
                rule,
                Ensembles.quadratics(grid.largest()),
                grid,
                new PenaltyArm.Change("constant K", schedule -> schedule.withInnerFactor(0, grid.largest()), start),
                new PenaltyArm.Change("the theorem's K from the same starts", UnaryOperator.identity(), start));
    }
}
