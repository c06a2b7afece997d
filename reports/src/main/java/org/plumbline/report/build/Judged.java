package org.plumbline.report.build;

import org.plumbline.theory.ClaimCard;
import org.plumbline.theory.Evidence;

/**
 * A claim after its judgement.
 *
 * @param card what was fixed before the run
 * @param evidence what was found
 */
public record Judged(ClaimCard card, Evidence evidence) {}
