package org.plumbline.problem.quadratic;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.plumbline.numeric.LinearMap;
import org.plumbline.numeric.RefusedException;
import org.plumbline.oracle.Constant;
import org.plumbline.oracle.Constants;
import org.plumbline.oracle.LowerLevel;
import org.plumbline.oracle.Start;
import org.plumbline.problem.BilevelProblem;
import org.plumbline.problem.Box;
import org.plumbline.problem.GroundTruth;
import org.plumbline.problem.UpperLoss;
import org.plumbline.random.RandomStream;

/**
 * The quadratic problem
 * \[ g(\varphi,\lambda) = \tfrac12(\lambda - C\varphi)^\top H(\lambda - C\varphi), \qquad H \succ 0, \]
 * with the shared {@link UpperLoss}, \(W = \operatorname{diag}(w)\). Everything is closed form:
 * \(\lambda^* = C\varphi\), \(\lambda_\sigma = (H+\sigma W)^{-1}(HC\varphi + \sigma We)\), and the bias of the penalty
 * gradient is
 * \[ \nabla\Phi_\sigma - \nabla\Phi = \sigma\, C^\top W (H+\sigma W)^{-1} W (e - C\varphi). \]
 * Shapes: H is d×d, C is d×p, each with all its entries or as a diagonal. PL constant
 * \(\mu = \lambda_{\min}(H)\) (attained) and smoothness \(L = \lambda_{\max}(H)\), both everywhere; those of
 * \(g + \sigma f\) are the extreme eigenvalues of \(H + \sigma W\).
 *
 * <p><b>Negative σ.</b> \(g - \sigma f\) is a quadratic with Hessian \(H - \sigma W\): strongly convex below the critical
 * \(\sigma_c = 1/\lambda_{\max}(H^{-1/2}WH^{-1/2})\), and not bounded below beyond it.
 * Declared is half of it, within one per cent: for \(\sigma \le \tfrac12\sigma_c\),
 * \(H - \sigma W = (1-\tfrac\sigma{\sigma_c})H + \tfrac\sigma{\sigma_c}(H - \sigma_cW) \succeq \tfrac12H\), so that a
 * modulus of \(\mu/2\) remains, for every \(\varphi\). Where w = 0, f does not depend on λ and every σ is fine.
 */
public final class QuadraticProblem implements BilevelProblem {
    /** Eigenvalues below this share of the largest, and differences of mirrored entries below it, are rounding. */
    private static final double ROUNDING = 1e-12;

    private final String id;
    private final Box box;
    private final QuadraticTruth truth;
    private final Constants constants;
    private final Curvature curvature;
    private final LinearMap c;
    private final UpperLoss upper;

    /**
     * An instance with the linear term of the upper loss as given.
     *
     * @param id the name of the instance
     * @param h d×d, symmetric positive definite
     * @param c d×p
     * @param upper the upper loss
     * @throws RefusedException if h is not finite, symmetric and positive definite
     */
    public QuadraticProblem(String id, double[][] h, double[][] c, UpperLoss upper) {
        this(id, square(h), LinearMap.dense(c), upper);
    }

    /**
     * An instance with the linear term of the upper loss as given, whose matrices keep their form: with a diagonal H,
     * and a C that is diagonal or has few columns, time and memory are linear in d.
     *
     * @param id the name of the instance
     * @param h d×d, symmetric positive definite
     * @param c d×p
     * @param upper the upper loss
     * @throws RefusedException if h is not finite, symmetric and positive definite
     */
    public QuadraticProblem(String id, LinearMap h, LinearMap c, UpperLoss upper) {
        upper.requireFits(c);
        if (h.rows() != c.rows()) {
            throw new RefusedException("H (" + h.rows() + " rows) must have as many rows as C (" + c.rows() + ").");
        }
        if (h instanceof LinearMap.Dense dense) {
            requireSymmetric(dense.toRows());
        }
        Curvature curvature = Curvature.of(h);
        requireDefinite(curvature);
        this.id = id;
        this.curvature = curvature;
        this.c = c;
        this.box = Box.around(upper.outer().center(), 1);
        this.upper = upper;
        this.truth = new QuadraticTruth(new QuadraticFunctions(h, c, upper), curvature, upper);
        this.constants = constants(curvature, this.upper.weight());
    }

    /** Another upper loss over the same lower level. */
    private QuadraticProblem(QuadraticProblem other, UpperLoss upper) {
        this.id = other.id;
        this.curvature = other.curvature;
        this.c = other.c;
        this.box = Box.around(upper.outer().center(), 1);
        this.upper = upper;
        this.truth = new QuadraticTruth(new QuadraticFunctions(curvature.map(), c, upper), curvature, upper);
        boolean sameWeight = Arrays.equals(upper.weight(), other.upper.weight());
        this.constants = sameWeight ? other.constants : constants(curvature, upper.weight());
    }

    private static void requireDefinite(Curvature curvature) {
        double smallest = curvature.smallest();
        double largest = curvature.largest();
        // A diagonal carries no rounding, so that each positive one is definite.
        double zero = curvature.map() instanceof LinearMap.Diagonal ? 0 : ROUNDING * largest;
        if (!(smallest > zero && largest < Double.POSITIVE_INFINITY)) {
            throw new RefusedException("H (smallest eigenvalue " + smallest + ", largest " + largest
                    + ") must be positive definite with a condition number below 1e12. Maybe use rank-deficient-quadratic for a"
                    + " singular lower level.");
        }
    }

    private static Constants constants(Curvature curvature, double[] weight) {
        List<Constant> all = new ArrayList<>(List.of(
                new Constant(
                        Constants.MU,
                        "PL constant of g(φ,·): λ_min(H)",
                        curvature.smallest(),
                        Constant.EXACT,
                        "everywhere"),
                new Constant(
                        Constants.L,
                        "smoothness of g(φ,·): λ_max(H)",
                        curvature.largest(),
                        Constant.EXACT,
                        "everywhere")));
        double negative = Math.min(curvature.critical(weight) / 2, Constants.EVERY_SIGMA);
        if (negative >= Double.MIN_NORMAL) {
            all.add(new Constant(
                    Constants.SIGMA_MINUS,
                    "g - σf has the modulus mu/2 up to this σ: half of the critical value",
                    negative,
                    negative < Constants.EVERY_SIGMA ? 2.03 : Double.POSITIVE_INFINITY,
                    "everywhere"));
        }
        return new Constants(all);
    }

    /**
     * The same lower level, which is decomposed once, under another upper loss.
     *
     * @param other the upper loss, of the same dimensions
     * @return the instance
     */
    public QuadraticProblem with(UpperLoss other) {
        other.requireFits(c);
        return new QuadraticProblem(this, other);
    }

    /**
     * The instance whose linear term makes the centre of the upper loss a global minimiser of \(\Phi\).
     *
     * @param id the name of the instance
     * @param h d×d, symmetric positive definite
     * @param c d×p
     * @param upper its linear term is replaced
     * @return the instance
     */
    public static QuadraticProblem manufactured(String id, double[][] h, double[][] c, UpperLoss upper) {
        return manufactured(id, square(h), LinearMap.dense(c), upper);
    }

    /**
     * The instance whose linear term makes the centre of the upper loss a global minimiser of \(\Phi\).
     *
     * @param id the name of the instance
     * @param h d×d, symmetric positive definite
     * @param c d×p
     * @param upper its linear term is replaced
     * @return the instance
     */
    public static QuadraticProblem manufactured(String id, LinearMap h, LinearMap c, UpperLoss upper) {
        return UpperLoss.manufactured(upper, new QuadraticProblem(id, h, c, upper)::with);
    }

    private static LinearMap square(double[][] h) {
        for (double[] row : h) {
            if (row.length != h.length) {
                throw new RefusedException("H (" + h.length + " rows, one of " + row.length
                        + " numbers) must be square. Maybe fill the row.");
            }
        }
        return LinearMap.dense(h);
    }

    private static void requireSymmetric(double[][] h) {
        for (int i = 0; i < h.length; i++) {
            for (int j = 0; j <= i; j++) {
                // The negation also refuses NaN and infinity, on which an eigenvalue solver does not end.
                if (!(Math.abs(h[i][j] - h[j][i]) <= ROUNDING * Math.sqrt(Math.abs(h[i][i] * h[j][j])))) {
                    throw new RefusedException("H (" + h[i][j] + " and " + h[j][i] + " in row and column " + i + ", "
                            + j + ") must be finite and symmetric. Maybe use (H + Hᵀ)/2.");
                }
            }
        }
    }

    @Override
    public String family() {
        return QuadraticFamily.NAME;
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

    /** The Hessian is H everywhere. */
    @Override
    public LowerLevel lowerLevel() {
        return LowerLevel.STRONGLY_CONVEX;
    }

    @Override
    public double[] sampleLower(double[] phi, RandomStream stream) {
        double[] lambda = truth.lowerSolution(phi);
        for (int j = 0; j < lambda.length; j++) {
            lambda[j] += stream.gaussian();
        }
        return lambda;
    }

    @Override
    public Map<String, Object> data() {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("H", curvature.map());
        data.put("C", c);
        data.put("upper", upper.data());
        return data;
    }

    @Override
    public GroundTruth truth() {
        return truth;
    }

    /**
     * The bias of the penalty gradient in closed form, a second way to what the ground truth computes from
     * \(\lambda_\sigma\).
     *
     * @param phi upper variable, length p
     * @param sigma penalty parameter, positive
     * @return \(\nabla\Phi_\sigma - \nabla\Phi = \sigma\, C^\top W (H+\sigma W)^{-1} W (e - C\varphi)\), length p
     */
    public double[] penaltyBias(double[] phi, double sigma) {
        return truth.penaltyBias(phi, sigma);
    }
}
