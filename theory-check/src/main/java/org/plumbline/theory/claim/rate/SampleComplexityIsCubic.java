package org.plumbline.theory.claim.rate;

import com.google.auto.service.AutoService;
import java.util.List;
import org.plumbline.problem.BilevelProblem;
import org.plumbline.theory.Audit;
import org.plumbline.theory.Claim;

/**
 * RATE-1: under the theorem schedule, Algorithm 1 reaches \(\mathbb E\|\nabla\Phi\|^2 = O(\epsilon)\) from
 * \(N = \tilde O(\epsilon^{-3})\) samples.
 *
 * <p>The tail decides: with a constant step and \(T = c_T/\epsilon\), the average over all t has slope 1 by
 * construction, since it contains the start-up transient, which is Θ(1/T) by itself. A slope above 1 is a dying
 * transient, not an improvement; local slopes are printed.
 */
@AutoService(Audit.class)
public final class SampleComplexityIsCubic implements Audit {
    /** On an instance from outside: fewer targets and seeds than on the sine composite, from a target that suits ‖∇Φ‖² of order 1. */
    private static final RateGrid BROUGHT = new RateGrid(1.0 / 2, 5, 20, 7, 60);

    @Override
    public String id() {
        return "RATE-1";
    }

    @Override
    public List<Claim> claims() {
        return List.of(
                new RateClaim("RATE-1@sine-composite", RateInstances.sine(), RateInstances.SINE_GRID),
                new RateClaim("RATE-1@lqr-reward-design", RateInstances.lqr(), RateInstances.LQR_GRID),
                new RateClaim("RATE-1@soft-mdp", RateInstances.agent(), RateInstances.AGENT_GRID),
                new RateClaim("RATE-1@lqr-noisy-gradients", RateInstances.noisyLqr(), RateInstances.NOISY_LQR_GRID));
    }

    /** Expects ‖∇Φ‖² at the start above the largest target; choose others where it is not. */
    @Override
    public List<Claim> onRequest(BilevelProblem problem) {
        return List.of(BroughtRates.theorem(problem, BROUGHT));
    }
}
