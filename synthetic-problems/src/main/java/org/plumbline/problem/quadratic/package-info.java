/** Quadratic lower levels, strongly convex or rank-deficient: everything in closed form. */
package org.plumbline.problem.quadratic;
