package org.plumbline.problem;

/**
 * A pair of variables at which a contract looks.
 *
 * @param phi upper variable, in the problem's box
 * @param lambda lower variable, in the region where the problem's constants hold
 */
public record Point(double[] phi, double[] lambda) {}
