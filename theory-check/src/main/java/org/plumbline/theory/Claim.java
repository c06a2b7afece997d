package org.plumbline.theory;

import java.util.List;
import java.util.Optional;

/** A claim about theory that a run can decide: plan, then run, then judge. */
public interface Claim {
    /**
     * What is fixed before the run.
     *
     * @return the card
     */
    ClaimCard card();

    /**
     * What the claim presumes of its instances, except what it tests; see {@link Certified}.
     *
     * @param settings profile and seed
     * @return the measurable assumptions, empty only where the claim holds without any
     */
    List<Assumption> assumptions(Settings settings);

    /**
     * The pieces of work that the verdict needs; the same settings give the same plan.
     *
     * @param settings profile and seed
     * @return the cells
     */
    List<Cell> plan(Settings settings);

    /**
     * Decides, from the results of the planned cells alone.
     *
     * @param settings those of the plan
     * @param results the cells' results
     * @return the verdict with its evidence
     */
    Evidence judge(Settings settings, Results results);

    /**
     * The same claim over another range, for somebody who disputes that its own decides.
     *
     * @param targets of \(\mathbb E\|\nabla\Phi\|^2 \le \epsilon\), in (0, 1], from large to small
     * @return the claim, its card with the other range; empty where it has no targets
     * @throws org.plumbline.numeric.RefusedException if its rule cannot decide on such targets
     */
    default Optional<Claim> at(List<Double> targets) {
        return Optional.empty();
    }
}
