package org.plumbline.report.verify;

import java.util.List;
import org.plumbline.theory.Cell;
import org.plumbline.theory.Claim;
import org.plumbline.theory.ClaimCard;

/**
 * A claim with its cells.
 *
 * @param claim the claim
 * @param card its card
 * @param cells what it needs
 * @param failure why it could not be planned, or empty
 */
public record PlannedClaim(Claim claim, ClaimCard card, List<Cell> cells, String failure) {
    /** Copies the list. */
    public PlannedClaim {
        cells = List.copyOf(cells);
    }

    /** The same claim with other cells. */
    PlannedClaim with(List<Cell> others) {
        return new PlannedClaim(claim, card, others, failure);
    }
}
