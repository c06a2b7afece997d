/** The variance of the hypergradient estimate. */
package org.plumbline.theory.claim.variance;
