package org.plumbline.theory.claim.rate;

import com.google.auto.service.AutoService;
import java.util.List;
import java.util.function.UnaryOperator;
import org.plumbline.theory.Audit;
import org.plumbline.theory.Claim;
import org.plumbline.theory.judge.SlopeRule;

/**
 * RATE-2, the part on T: with \(T \propto \epsilon^{-1/2}\) the term \(\Delta/(\eta T)\) of the error budget, which bounds the
 * <em>average</em> of \(\|\nabla\Phi(\varphi_t)\|^2\) over all t, falls as \(\sqrt\epsilon\) only.
 *
 * <p>On these instances \(\Phi\) is strongly convex, with curvatures h between m and M, and the outer loop converges linearly:
 * \(\|\nabla\Phi_\sigma(\varphi_t)\|\) falls as \((1-\eta m)^t\) once the chains follow. The sum over t tends to a
 * number S, the sum of a geometric series for every curvature, which depends on the start and tends to a limit with σ; so
 * \[ \frac1T\sum_{t \lt T}\|\nabla\Phi(\varphi_t)\|^2 = \frac ST + \Theta(\sigma^2) \]
 * up to \((1-\eta m)^{2T}\). It is 1/T that is seen, whatever else the schedule does, which is how the average has slope 1 under the
 * theorem's T. The tail is at rest long before and does not need so many iterations <em>here</em>. That no iterate at all is
 * stationary to ε before \(T \propto 1/\epsilon\) is shown where it is true, on hard chains (OUT-1).
 */
@AutoService(Audit.class)
public final class FewerIterationsDoNotSuffice implements Audit {
    private static final SlopeRule RULE = new SlopeRule(0.5, 0.1, 0.95, 10);

    @Override
    public String id() {
        return "RATE-2";
    }

    @Override
    public List<Claim> claims() {
        RateGrid grid = Ensembles.LONG_CHAINS;
        return List.of(new NeededExponent(
                "RATE-2@iterations",
                "T ∝ ε^(-1/2) does not suffice for the average over all iterations of Algorithm 1: it falls as 1/T ∝ √ε.",
                RateRun.AVERAGE,
                NeededExponent.DERIVATION,
                List.of(
                        "Φ strongly convex: the sum over t is that of geometric series, whatever T, and the average is this"
                                + " sum over T; the tail is at rest and does not show T",
                        "σ so small that σ² is far below the average"),
                RULE,
                Ensembles.quadratics(grid.largest()),
                grid,
                PenaltyArm.Change.warm("T ∝ ε^(-1/2)", schedule -> schedule.withOuterExponent(0.5, grid.largest())),
                PenaltyArm.Change.warm("the theorem's T ∝ ε⁻¹", UnaryOperator.identity())));
    }
}
