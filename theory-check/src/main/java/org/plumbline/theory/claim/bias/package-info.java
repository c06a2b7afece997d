/** The recursion of biased gradients. */
package org.plumbline.theory.claim.bias;
