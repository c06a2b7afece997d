/** Claims that compare methods in matched units. */
package org.plumbline.theory.claim.comparison;
