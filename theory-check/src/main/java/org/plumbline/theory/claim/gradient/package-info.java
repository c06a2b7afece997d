/** The closed-form gradients against independent ones. */
package org.plumbline.theory.claim.gradient;
