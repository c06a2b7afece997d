package org.plumbline.oracle;

/**
 * Some of the trajectories of a batch in a finite decision process, each of H steps: which pairs they visit, as indices
 * s·A + a, and the state in which each of them ends. Of the blocks of a batch
 * all but the last have an even number of trajectories. Whoever simulated them owns the arrays and
 * writes the next ones to them; they are read while they are shown, and not changed.
 *
 * @param count how many trajectories, at least 1
 * @param horizon H, the steps of each
 * @param pairs the visited pairs, trajectory by trajectory, length at least count·H
 * @param last the states after the last steps, length at least count
 */
@SuppressWarnings("ArrayRecordComponent") // a block of data that is read in hot loops, not a value to compare
public record Paths(int count, int horizon, int[] pairs, int[] last) {}
