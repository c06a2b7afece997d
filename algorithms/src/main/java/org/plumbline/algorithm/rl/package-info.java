/**
 * Methods for bilevel reinforcement learning: an upper level that shapes the reward of an agent who regularises by entropy.
 * Most of them use that \(\partial_i\log\pi^{*}\) is the advantage of \(\partial_i r_\varphi\) divided by the
 * temperature, so that no Hessian is needed.
 */
package org.plumbline.algorithm.rl;
