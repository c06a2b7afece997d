/** The inequalities of the convergence proof, evaluated step by step along runs. */
package org.plumbline.theory.claim.proof;
