package org.plumbline.theory.saboteur;

/** What is broken in an implementation of Algorithm 1; everything else is as published. */
enum PenaltyDefect {
    /** Nothing: the method itself, so that the rest can be compared with it. */
    NONE,
    /** The outer direction lacks \(\hat g_\varphi(\lambda^K)\): \(\hat f_\varphi + \hat g_\varphi(\lambda'^K)/\sigma\). */
    LOWER_CHAIN_DROPPED,
    /** The difference of gradients is not divided by σ. */
    SIGMA_NOT_DIVIDED,
    /** The difference of gradients has the other sign. */
    SIGN_REVERSED,
    /** The outer step takes \(\lambda^K\) for \(\lambda'^K\) and the other way round. */
    CHAINS_SWAPPED,
    /** The outer direction is \(\hat f_\varphi\) alone: the penalty has a value and no gradient path to φ. */
    PENALTY_DETACHED,
    /** The second chain descends g alone. */
    UPPER_FORGOTTEN,
    /** The second chain descends \(g + 2\sigma f\). */
    PENALTY_DOUBLED,
    /** The second chain has half the step. */
    PENALISED_STEP_HALVED,
    /** One batch serves all gradients of an outer iteration. */
    BATCH_REUSED,
    /** Both chains descend at the φ of the iteration before. */
    PHI_STALE,
    /** The second chain starts at a distance of 0.1 in every entry. */
    STARTED_APART,
    /** After the outer step a product with the Hessian is estimated from a displaced gradient, and thrown away. */
    HIDDEN_PRODUCT
}
