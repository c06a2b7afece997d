/** What methods make of an agent's trajectories. */
package org.plumbline.theory.claim.rl;
