/**
 * Neural policies on nonlinear control tasks: bilevel problems without a ground truth in closed form, whose losses can be
 * sampled, and measured over fixed scenarios.
 */
package org.plumbline.problem.control;
