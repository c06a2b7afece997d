package org.plumbline.problem.mdp;

/**
 * The discounted values of a policy for one reward. As a constant reward adds one number to all values and nothing to
 * advantages, values are kept as \(V = w + c/(1-\gamma)\), so that advantages keep their digits where \(\gamma\) is near
 * 1. The arrays are not to be changed.
 *
 * @param relative w, length S, its largest and smallest entry of equal modulus
 * @param gain c
 * @param advantages \(Q(s,a) - V(s)\), length S·A
 */
record PolicyValues(double[] relative, double gain, double[] advantages) {}
