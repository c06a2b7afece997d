package org.plumbline.report.model;

import org.plumbline.theory.Verdict;
import org.plumbline.theory.saboteur.Trap;

/**
 * What one claim said of a broken variant.
 *
 * @param claim its name
 * @param sound its verdict about the sound variant
 * @param broken its verdict about the broken one
 * @param ending how the two compare
 * @param reason the reason of the verdict about the broken variant
 */
public record TrapRow(String claim, Verdict sound, Verdict broken, Trap.Ending ending, String reason) {}
