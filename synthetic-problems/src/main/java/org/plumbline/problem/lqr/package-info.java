/** Linear-quadratic regulators whose cost is designed: continuous states and actions, and everything in closed form. */
package org.plumbline.problem.lqr;
