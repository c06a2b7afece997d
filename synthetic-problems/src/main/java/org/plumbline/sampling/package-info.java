/**
 * Estimates from trajectories: a fitted Q-function, and gradients by the policy-gradient theorem. What is known here
 * are costs, the policy and the discount, never the dynamics.
 */
package org.plumbline.sampling;
