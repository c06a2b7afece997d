package org.plumbline.problem;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * The terms of an upper loss in the upper variable alone,
 * \(\tfrac12\rho\|\varphi-\bar\varphi\|^2 + \langle c,\varphi\rangle\). The linear term manufactures an optimum: with c
 * equal to minus the gradient at \(\bar\varphi\) of the rest, \(\nabla\Phi(\bar\varphi) = 0\) although
 * \(\nabla_\lambda f \ne 0\) there, so that the penalty bias does not vanish.
 *
 * @param rho \(\rho\), at least 0
 * @param center \(\bar\varphi\), length p
 * @param linear c, length p
 */
public record OuterTerms(double rho, double[] center, double[] linear) {
    /** Copies and checks the data. */
    public OuterTerms {
        center = center.clone();
        linear = linear.clone();
        if (!(rho >= 0 && rho < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("upper.rho (" + rho + ") must be finite and at least 0.");
        }
        if (center.length != linear.length) {
            throw new IllegalArgumentException("upper.linear (" + linear.length
                    + " values) must have as many entries as upper.center (" + center.length + ").");
        }
    }

    /**
     * Terms without a linear part.
     *
     * @param rho \(\rho\)
     * @param center \(\bar\varphi\)
     * @return the terms with c = 0
     */
    public static OuterTerms centred(double rho, double[] center) {
        return new OuterTerms(rho, center, new double[center.length]);
    }

    /**
     * The terms whose linear part cancels a gradient at the centre.
     *
     * @param gradientAtCenter the gradient at \(\bar\varphi\) of all that is not in these terms, length p
     * @return the terms with c = minus that gradient
     */
    public OuterTerms cancelling(double[] gradientAtCenter) {
        double[] c = gradientAtCenter.clone();
        for (int i = 0; i < c.length; i++) {
            // Subtracted from 0, so that nothing to cancel gives 0 and not −0.
            c[i] = 0 - c[i];
        }
        return new OuterTerms(rho, center, c);
    }

    /**
     * The instance whose linear term makes the centre a stationary point of \(\Phi\).
     *
     * @param <P> the family
     * @param outer its linear term is replaced
     * @param instance makes the instance from the outer terms
     * @return the instance with c = minus the rest of \(\nabla\Phi\) at \(\bar\varphi\)
     */
    public static <P extends BilevelProblem> P manufactured(OuterTerms outer, Function<OuterTerms, P> instance) {
        OuterTerms plain = centred(outer.rho, outer.center);
        return instance.apply(plain.cancelling(instance.apply(plain).truth().hypergradient(plain.center())));
    }

    /**
     * What a problem file says of the terms.
     *
     * @return the keys {@code rho}, {@code center}, {@code linear} with their values
     */
    public Map<String, Object> data() {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("rho", rho);
        data.put("center", center());
        data.put("linear", linear());
        return data;
    }

    @Override
    public double[] center() {
        return center.clone();
    }

    @Override
    public double[] linear() {
        return linear.clone();
    }

    /**
     * The value.
     *
     * @param phi length p
     * @return \(\tfrac12\rho\|\varphi-\bar\varphi\|^2 + \langle c,\varphi\rangle\)
     */
    public double value(double[] phi) {
        double square = 0;
        double product = 0;
        for (int i = 0; i < phi.length; i++) {
            double gap = phi[i] - center[i];
            square += gap * gap;
            product += linear[i] * phi[i];
        }
        return rho * square / 2 + product;
    }

    /**
     * The gradient.
     *
     * @param phi length p
     * @param out receives \(\rho(\varphi-\bar\varphi) + c\)
     */
    public void gradient(double[] phi, double[] out) {
        for (int i = 0; i < phi.length; i++) {
            out[i] = rho * (phi[i] - center[i]) + linear[i];
        }
    }
}
