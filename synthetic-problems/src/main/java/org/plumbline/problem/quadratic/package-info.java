/** The quadratic family: the strongly convex case in which everything is closed form. */
package org.plumbline.problem.quadratic;
