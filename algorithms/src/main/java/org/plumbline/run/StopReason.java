package org.plumbline.run;

/** Why a run ended. */
public enum StopReason {
    /** All outer iterations were made. */
    COMPLETED,
    /** The next outer iteration would begin with the sample budget spent. */
    BUDGET_SPENT,
    /** An iterate is not finite. */
    DIVERGED,
    /** The problem does not offer an oracle that the method requires; nothing was drawn. */
    NOT_APPLICABLE
}
