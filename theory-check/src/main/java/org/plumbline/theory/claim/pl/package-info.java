/** The Polyak-Łojasiewicz inequality. */
package org.plumbline.theory.claim.pl;
