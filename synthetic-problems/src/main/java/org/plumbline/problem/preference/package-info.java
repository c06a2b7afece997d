/**
 * Rewards learnt from preferences between pairs of trajectories, as in reinforcement learning from human feedback: an
 * environment (a soft decision process or a linear-quadratic regulator) times the law of the pairs.
 */
package org.plumbline.problem.preference;
