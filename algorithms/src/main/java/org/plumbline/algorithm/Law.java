package org.plumbline.algorithm;

/**
 * One hyper-parameter as a function of the target: \(c\,\epsilon^{a}\), or \(c\,\epsilon^{a}\ln(1/\epsilon)\), with \(\epsilon\)
 * the target of \(\mathbb E\|\nabla\Phi\|^2\) (squared units, whatever the units of the source).
 *
 * @param parameter the hyper-parameter's name, or {@link #ITERATIONS}
 * @param constant the name of c in files
 * @param role what c is for; decides the range in which it is searched
 * @param exponent a
 * @param logarithmic whether the factor \(\ln(1/\epsilon)\) stands in it
 * @param fixed c for {@link Role#FIXED}, else NaN
 */
public record Law(String parameter, String constant, Role role, double exponent, boolean logarithmic, double fixed) {
    /** The number of outer iterations T, which is not a hyper-parameter of a method but belongs to its schedule. */
    public static final String ITERATIONS = "iterations";

    /** Checks that a constant is given exactly where none is searched. */
    public Law {
        if ((role == Role.FIXED) == Double.isNaN(fixed)) {
            throw new IllegalArgumentException("The law of " + parameter + " has the role " + role
                    + " and the fixed constant " + fixed + ": FIXED needs one, every other role none.");
        }
    }

    /**
     * A constant hyper-parameter; its own name is that of the constant.
     *
     * @param parameter the hyper-parameter
     * @param role what it is for
     * @return the law \(c\)
     */
    public static Law constant(String parameter, Role role) {
        return new Law(parameter, parameter, role, 0, false, Double.NaN);
    }

    /**
     * A power.
     *
     * @param parameter the hyper-parameter
     * @param constant the name of c
     * @param role what c is for
     * @param exponent a
     * @return the law \(c\,\epsilon^a\)
     */
    public static Law power(String parameter, String constant, Role role, double exponent) {
        return new Law(parameter, constant, role, exponent, false, Double.NaN);
    }

    /**
     * A logarithm, for inner loops that contract linearly.
     *
     * @param parameter the hyper-parameter
     * @param constant the name of c
     * @return the law \(c\ln(1/\epsilon)\) in the role {@link Role#INNER}
     */
    public static Law logarithm(String parameter, String constant) {
        return new Law(parameter, constant, Role.INNER, 0, true, Double.NaN);
    }

    /**
     * The number of outer iterations.
     *
     * @param exponent a, negative
     * @return the law \(T = c_T\,\epsilon^a\)
     */
    public static Law iterations(double exponent) {
        return power(ITERATIONS, "cT", Role.ITERATIONS, exponent);
    }

    /**
     * A power with a constant that is not searched.
     *
     * @param parameter the hyper-parameter
     * @param constant the name of c
     * @param exponent a
     * @param value c
     * @return the law
     */
    public static Law fixed(String parameter, String constant, double exponent, double value) {
        return new Law(parameter, constant, Role.FIXED, exponent, false, value);
    }

    /**
     * The value at a target.
     *
     * @param c the constant
     * @param epsilon the target, in (0, 1]
     * @return \(c\,\epsilon^a\), times \(\ln(1/\epsilon)\) where the law is logarithmic
     */
    public double at(double c, double epsilon) {
        return c * Math.pow(epsilon, exponent) * (logarithmic ? -Math.log(epsilon) : 1);
    }

    /**
     * The law as a formula.
     *
     * @return such as "batch = cN ε^-2"
     */
    public String formula() {
        String power = exponent == 0 ? "" : " ε^" + (exponent == Math.rint(exponent) ? "" + (long) exponent : exponent);
        return parameter + " = " + (role == Role.FIXED ? fixed : constant) + power + (logarithmic ? " ln(1/ε)" : "");
    }
}
