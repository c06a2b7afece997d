/** Nonconvex lower levels that satisfy the PL inequality. */
package org.plumbline.problem.pl;
