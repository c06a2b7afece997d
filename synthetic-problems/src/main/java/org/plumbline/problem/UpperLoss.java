package org.plumbline.problem;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.plumbline.numeric.LinearMap;
import org.plumbline.numeric.RefusedException;

/**
 * The upper loss that the static families share,
 * \[ f(\varphi,\lambda) = \tfrac12 \sum_j w_j (\lambda_j - e_j)^2
 *    + \tfrac12 \rho \|\varphi - \bar\varphi\|^2 + \langle c, \varphi\rangle . \]
 *
 * @param target e, length d
 * @param weight w, length d, entries at least 0
 * @param outer the part that depends on \(\varphi\) alone
 */
public record UpperLoss(double[] target, double[] weight, OuterTerms outer) {
    /** Copies and checks the data. */
    public UpperLoss {
        target = target.clone();
        weight = weight.clone();
        if (target.length != weight.length) {
            throw new RefusedException("upper.weight (" + weight.length
                    + " values) must have as many entries as upper.target (" + target.length + ").");
        }
        for (int j = 0; j < weight.length; j++) {
            if (!(weight[j] >= 0 && weight[j] < Double.POSITIVE_INFINITY) || !Double.isFinite(target[j])) {
                throw new RefusedException("upper.weight[" + j + "] (" + weight[j] + ") must be finite and at least 0,"
                        + " and upper.target[" + j + "] (" + target[j] + ") finite.");
            }
        }
    }

    @Override
    public double[] target() {
        return target.clone();
    }

    @Override
    public double[] weight() {
        return weight.clone();
    }

    /**
     * The value of f.
     *
     * @param phi length p
     * @param lambda length d
     * @return \(f(\varphi,\lambda)\)
     */
    public double value(double[] phi, double[] lambda) {
        double sum = 0;
        for (int j = 0; j < lambda.length; j++) {
            double gap = lambda[j] - target[j];
            sum += weight[j] * gap * gap;
        }
        return sum / 2 + outer.value(phi);
    }

    /**
     * The gradients of f.
     *
     * @param phi length p
     * @param lambda length d
     * @param gradPhi receives \(\nabla_\varphi f\)
     * @param gradLambda receives \(\nabla_\lambda f\)
     */
    public void gradient(double[] phi, double[] lambda, double[] gradPhi, double[] gradLambda) {
        for (int j = 0; j < lambda.length; j++) {
            gradLambda[j] = weight[j] * (lambda[j] - target[j]);
        }
        outer.gradient(phi, gradPhi);
    }

    /**
     * Checks that a coupling matrix has the shape that this loss implies.
     *
     * @param c the matrix C, to be d×p
     * @throws RefusedException if it is not
     */
    public void requireFits(LinearMap c) {
        if (c.rows() != target.length) {
            throw new RefusedException("C (" + c.rows() + " rows) must have as many rows as upper.target has values ("
                    + target.length + ").");
        }
        int p = outer.center().length;
        if (c.columns() != p || !c.isFinite()) {
            throw new RefusedException(
                    "C (" + c.columns() + " columns) must have rows of " + p + " finite numbers, as upper.center has.");
        }
    }

    /**
     * What a problem file says of the loss.
     *
     * @return the keys under {@code upper} with their values
     */
    public Map<String, Object> data() {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("target", target());
        data.put("weight", weight());
        data.putAll(outer.data());
        return data;
    }

    /**
     * The instance whose linear term makes the centre a stationary point of \(\Phi\).
     *
     * @param <P> the family
     * @param upper its linear term is replaced
     * @param instance makes the instance from the upper loss
     * @return the instance
     */
    public static <P extends BilevelProblem> P manufactured(UpperLoss upper, Function<UpperLoss, P> instance) {
        return OuterTerms.manufactured(upper.outer, outer -> instance.apply(upper.with(outer)));
    }

    /**
     * The instance that is aligned at the centre: with \(e = \lambda^*(\bar\varphi)\) and c = 0, \(\nabla_\lambda f =
     * 0\) there, so that the centre is stationary and the penalty has no bias at it; \(\Phi \ge 0 =
     * \Phi(\bar\varphi)\) makes it a global minimiser.
     *
     * @param <P> the family
     * @param upper its target and linear term are replaced
     * @param instance makes the instance from the upper loss
     * @return the instance
     */
    public static <P extends BilevelProblem> P aligned(UpperLoss upper, Function<UpperLoss, P> instance) {
        UpperLoss plain = upper.with(OuterTerms.centred(upper.outer.rho(), upper.outer.center()));
        double[] solution = instance.apply(plain).truth().lowerSolution(upper.outer.center());
        return instance.apply(new UpperLoss(solution, upper.weight, plain.outer));
    }

    /**
     * The same loss with other terms in \(\varphi\).
     *
     * @param other the new terms
     * @return the changed copy
     */
    public UpperLoss with(OuterTerms other) {
        return new UpperLoss(target, weight, other);
    }
}
