package org.plumbline.theory.claim.variance;

import java.util.ArrayList;
import java.util.List;
import org.plumbline.theory.Table;
import org.plumbline.theory.judge.SlopeDecision;

/**
 * What a slope s in σ means for the schedule: a variance \(\Theta(\sigma^s/n)\) of order ε at \(\sigma = \Theta(\sqrt\epsilon)\)
 * takes \(n = \Theta(\epsilon^{-(1-s/2)})\), and \(T = \Theta(1/\epsilon)\) iterations one power more. This is arithmetic, and no
 * further measurement.
 */
final class SampleExponents {
    private SampleExponents() {}

    /** The slopes as exponents. */
    static Table table(Sampling sampling, List<Scaling.Part> parts) {
        List<List<Object>> rows = new ArrayList<>();
        for (int i = 0; i < sampling.sweeps().size(); i++) {
            Sampling.Sweep sweep = sampling.sweeps().get(i);
            if (sweep.inSigma()) {
                SlopeDecision decision = parts.get(i).decision();
                rows.add(List.of(
                        sweep.coupled() ? "coupled" : "independent",
                        1 - sweep.predicted() / 2,
                        1 - decision.slope() / 2,
                        2 - decision.slope() / 2,
                        2 - decision.interval().upper() / 2,
                        2 - decision.interval().lower() / 2));
            }
        }
        return new Table(
                "samples",
                "Implied by the slopes at exact chains, not measured in runs: exponents of 1/ε for E‖∇Φ‖² ≤ ε, squared units;"
                        + " N in samples, which for trajectories is in trajectories, and in transitions has a horizon ∝"
                        + " ln(1/ε) as a further factor; the factor K ∝ ln(1/ε) is left out",
                List.of("batches", "n, predicted", "n", "N", "lower", "upper"),
                rows);
    }

    /** Where a batch can be coupled at all, and what remains where it cannot; section 6 of the theory. */
    static Table reach() {
        return new Table(
                "reach",
                "Where coupling applies, and what remains (derived; the rows VAR-1 names are measured)",
                List.of("samples", "what the chains can share", "variance", "n", "N without K"),
                List.of(
                        List.of(
                                "finite data, or a simulator smooth in λ for fixed numbers (VAR-1@lqr-shared-noise)",
                                "the samples, or the numbers",
                                "Θ(1/n)",
                                "Θ(ε⁻¹)",
                                "Θ(ε⁻²)"),
                        List.of(
                                "a simulator with discrete actions (VAR-1@soft-mdp-common-numbers)",
                                "the numbers; an action flips with probability ∝ σ",
                                "Θ(1/(σn))",
                                "Θ(ε^(−3/2))",
                                "Θ(ε^(−5/2))"),
                        List.of(
                                "a real system, stochastic policies whose action probabilities are recorded"
                                        + " (VAR-1@soft-mdp-reweighted)",
                                "the trajectories, by likelihood ratios, while σ²H is small",
                                "Θ(1/n)",
                                "Θ(ε⁻¹)",
                                "Θ(ε⁻²)"),
                        List.of(
                                "a real system whose disturbances cannot be replayed, and deterministic policies or"
                                        + " unknown action probabilities",
                                "nothing",
                                "Θ(1/(σ²n))",
                                "Θ(ε⁻²)",
                                "Θ(ε⁻³)")));
    }
}
