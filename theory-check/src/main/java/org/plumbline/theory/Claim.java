package org.plumbline.theory;

import java.util.List;

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
}
