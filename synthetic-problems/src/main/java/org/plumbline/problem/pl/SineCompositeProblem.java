package org.plumbline.problem.pl;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.plumbline.numeric.LinearMap;
import org.plumbline.numeric.RefusedException;
import org.plumbline.oracle.Constant;
import org.plumbline.oracle.Constants;
import org.plumbline.oracle.Start;
import org.plumbline.problem.BilevelProblem;
import org.plumbline.problem.Box;
import org.plumbline.problem.GroundTruth;
import org.plumbline.problem.OuterTerms;
import org.plumbline.problem.UpperLoss;
import org.plumbline.random.RandomStream;

/**
 * The sine composite, a nonconvex lower level that is PL with a known, attained constant:
 * \[ g(\varphi,\lambda) = \tfrac12 \sum_{j=1}^d \bigl(\psi(\lambda_j) - (C\varphi)_j\bigr)^2, \qquad
 *    \psi(y) = y + a\sin y, \quad 0 \lt a \lt 1, \]
 * with the shared {@link UpperLoss}. As \(\psi' \ge 1-a\), \(\tfrac12\|\nabla_\lambda g\|^2 =
 * \tfrac12\sum_j r_j^2\psi'(\lambda_j)^2 \ge (1-a)^2 (g - 0)\), with equality where every \(\lambda_j\) with a nonzero
 * residual is an odd multiple of π: \(\mu = (1-a)^2\) is exact. The curvature \(\psi'^2 + r_j\psi''\) is
 * negative where \(r_j \sin\lambda_j\) is large, so g is not convex. On \(\{g \le G\}\), \(|r_j| \le \sqrt{2G}\) gives
 * \(L = (1+a)^2 + a\sqrt{2G}\).
 */
public final class SineCompositeProblem implements BilevelProblem {
    /** G: the sublevel of the lower loss on which L is declared. */
    public static final double SUBLEVEL = 8;

    private final String id;
    private final Box box;
    private final GroundTruth truth;
    private final SineFunctions functions;
    private final Constants constants;
    private final Map<String, Object> data;

    /**
     * An instance with the linear term of the upper loss as given.
     *
     * @param id the name of the instance
     * @param a in (0, 1)
     * @param c d×p
     * @param upper the upper loss
     * @throws RefusedException if a is out of range
     */
    public SineCompositeProblem(String id, double a, double[][] c, UpperLoss upper) {
        if (!(a > 0 && a < 1)) {
            throw new RefusedException(
                    "a (" + a + ") must lie in (0, 1), or ψ(y) = y + a sin y has no inverse." + " Maybe choose 0.5.");
        }
        upper.requireFits(LinearMap.dense(c));
        this.id = id;
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("a", a);
        content.put("C", LinearMap.dense(c));
        content.put("upper", upper.data());
        this.data = Collections.unmodifiableMap(content);
        this.box = Box.around(upper.outer().center(), 1);
        this.functions = new SineFunctions(a, c, upper);
        this.truth = new SineTruth(functions, upper);
        this.constants = constants(a);
    }

    private static Constants constants(double a) {
        return new Constants(List.of(
                new Constant(
                        Constants.MU, "PL constant of g(φ,·): (1−a)²", (1 - a) * (1 - a), Constant.EXACT, "everywhere"),
                new Constant(
                        Constants.L,
                        "smoothness of g(φ,·): (1+a)² + a√(2G)",
                        (1 + a) * (1 + a) + a * Math.sqrt(2 * SUBLEVEL),
                        Double.POSITIVE_INFINITY,
                        "on {λ : g(φ,λ) ≤ " + SUBLEVEL + "}")));
    }

    /**
     * The instance whose linear term makes the centre of the upper loss a stationary point of \(\Phi\).
     *
     * @param id the name of the instance
     * @param a in (0, 1)
     * @param c d×p
     * @param upper its linear term is replaced
     * @return the instance
     */
    public static SineCompositeProblem manufactured(String id, double a, double[][] c, UpperLoss upper) {
        OuterTerms plain = OuterTerms.centred(upper.outer().rho(), upper.outer().center());
        double[] rest = new SineCompositeProblem(id, a, c, upper.with(plain)).truth.hypergradient(plain.center());
        return new SineCompositeProblem(id, a, c, upper.with(plain.cancelling(rest)));
    }

    @Override
    public String family() {
        return SineCompositeFamily.NAME;
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public Box box() {
        return box;
    }

    /** The upper corner of the box, and the origin below. */
    @Override
    public Start start() {
        return new Start(box.upper(), new double[lowerDimension()]);
    }

    @Override
    public Constants constants() {
        return constants;
    }

    /** Uniform residuals of the ball \(\{\|r\|^2 \le 2G\}\), mapped back by \(\psi^{-1}\): inside the sublevel. */
    @Override
    public double[] sampleLower(double[] phi, RandomStream stream) {
        double[] direction = new double[lowerDimension()];
        stream.fillGaussian(direction);
        double norm = 0;
        for (double x : direction) {
            norm += x * x;
        }
        double radius = Math.sqrt(2 * SUBLEVEL / norm) * Math.pow(stream.uniform(), 1.0 / direction.length);
        double[] lambda = functions.image(phi);
        for (int j = 0; j < lambda.length; j++) {
            lambda[j] = functions.link().inverse(lambda[j] + radius * direction[j]);
        }
        return lambda;
    }

    @Override
    public Map<String, Object> data() {
        return data;
    }

    @Override
    public GroundTruth truth() {
        return truth;
    }
}
