/** The penalty reformulation. */
package org.plumbline.theory.claim.penalty;
