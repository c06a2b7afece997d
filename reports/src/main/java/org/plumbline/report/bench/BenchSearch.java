package org.plumbline.report.bench;

import org.plumbline.theory.panel.Calibration;

/**
 * A search for the constants of one method on one instance.
 *
 * @param ground the instance
 * @param contender the method
 * @param epsilon the largest target
 * @param trials how many points were tried
 * @param found what was found
 */
public record BenchSearch(Ground ground, Contender contender, double epsilon, int trials, Calibration.Found found) {}
