package org.plumbline.report.model;

import org.plumbline.theory.Verdict;

/**
 * A verdict that was recorded before the run.
 *
 * @param verdict what is expected
 * @param why the reason to expect it, in a sentence
 */
public record Expectation(Verdict verdict, String why) {}
