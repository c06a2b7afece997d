/** The outer loop with exact gradients. */
package org.plumbline.theory.claim.outer;
