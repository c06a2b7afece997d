package org.plumbline.theory.claim.comparison;

import java.util.List;
import org.plumbline.algorithm.AlgorithmCard;
import org.plumbline.algorithm.AlgorithmSpec;
import org.plumbline.algorithm.Algorithms;
import org.plumbline.algorithm.BilevelAlgorithm;
import org.plumbline.algorithm.Law;
import org.plumbline.algorithm.Role;
import org.plumbline.algorithm.TheoremSchedule;

/**
 * The negative control of the comparison: Algorithm 1 with batches \(n \propto \epsilon^{-5}\), which is a method that
 * really needs \(N = \tilde O(\epsilon^{-6})\) in squared units, since all samples beyond \(\epsilon^{-2}\) are wasted.
 */
final class PaddedBatches implements AlgorithmSpec {
    private static final double EXPONENT = -5;
    private final AlgorithmSpec honest = Algorithms.named("algorithm-1");

    @Override
    public AlgorithmCard card() {
        AlgorithmCard card = honest.card();
        List<Law> laws = card.schedule().laws().stream()
                .map(law -> law.role() == Role.BATCH
                        ? Law.power(law.parameter(), law.constant(), Role.BATCH, EXPONENT)
                        : law)
                .toList();
        return new AlgorithmCard(
                "control: algorithm-1 with n ∝ ε⁻⁵",
                card.description(),
                card.parameters(),
                card.oracles(),
                card.requirement(),
                card.rate(),
                new TheoremSchedule(laws, 6, "a control", card.schedule().source()),
                card.citation());
    }

    @Override
    public Class<? extends BilevelAlgorithm> type() {
        return honest.type();
    }
}
