package org.plumbline.report.model;

import org.plumbline.theory.Verdict;

/**
 * How often a verdict was given.
 *
 * @param verdict the verdict
 * @param claims how many claims got it
 */
public record VerdictCount(Verdict verdict, long claims) {}
