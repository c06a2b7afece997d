/** Maps of what Algorithm 1 makes of its parameters, each against a shape that the error budget predicts. */
package org.plumbline.theory.claim.ablation;
