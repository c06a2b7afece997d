/**
 * What is true: bilevel problems
 * \[ \min_\varphi \Phi(\varphi) = \min_{\lambda \in S(\varphi)} f(\varphi,\lambda), \qquad
 *    S(\varphi) = \arg\min_\lambda g(\varphi,\lambda), \]
 * each with an exact ground truth for measuring, and with oracles from which no path leads to that truth.
 */
package org.plumbline.problem;
