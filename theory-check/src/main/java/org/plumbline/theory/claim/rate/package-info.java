/** Exponents of the sample complexity. */
package org.plumbline.theory.claim.rate;
