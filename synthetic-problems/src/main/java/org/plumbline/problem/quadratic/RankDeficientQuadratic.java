package org.plumbline.problem.quadratic;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import org.plumbline.numeric.LinearMap;
import org.plumbline.numeric.RefusedException;
import org.plumbline.oracle.Constant;
import org.plumbline.oracle.Constants;
import org.plumbline.oracle.LowerLevel;
import org.plumbline.oracle.Start;
import org.plumbline.problem.Box;
import org.plumbline.problem.GroundTruth;
import org.plumbline.problem.Instance;
import org.plumbline.problem.OuterTerms;
import org.plumbline.problem.UpperLoss;

/**
 * The rank-deficient quadratic, a lower level that is PL without being strongly convex:
 * \[ g(\varphi,\lambda) = \tfrac12\|M\lambda - C\varphi\|^2, \qquad \operatorname{rank} M \lt d \text{ allowed}, \]
 * with the shared {@link UpperLoss}, \(W = \operatorname{diag}(w)\). Shapes: M is r×d, C is r×p. Where
 * \(C\varphi \notin \operatorname{range} M\), \(g^* \gt 0\) is the squared residual over two.
 *
 * <p><b>Lower solutions.</b> \(S(\varphi)\) is an affine copy of ker M; \(\Phi\) takes the element that f likes best.
 * For w &gt; 0 it is unique, characterised by \(W(\lambda^*-e) \perp \ker M\), and the limit of
 * \(\lambda_\sigma = (M^\top M + \sigma W)^{-1}(M^\top C\varphi + \sigma We)\). At any other element an implicit
 * gradient through \((M^\top M)^+\) is wrong as soon as W maps ker M out of itself.
 *
 * <p><b>Constants, everywhere and exact.</b> With r = Mλ − Cφ, the part of r outside the range of M is the same for
 * all λ, and for the rest ρ, \(g - g^* = \tfrac12\|\rho\|^2\) and \(\|\nabla_\lambda g\|^2 = \|M^\top\rho\|^2 \ge
 * \lambda_{\min}^+(M^\top M)\|\rho\|^2\), attained: \(\mu = \lambda_{\min}^+(M^\top M)\). And
 * \(L = \lambda_{\max}(M^\top M)\).
 *
 * <p><b>The penalised problem.</b> For w &gt; 0, \(g + \sigma f\) is a quadratic with Hessian
 * \(M^\top M + \sigma W \succ 0\), whose PL constant \(\mu(\sigma)\) is its smallest eigenvalue. As
 * \(M^\top M \succeq 0\), and with an orthonormal basis N of ker M,
 * \[ \sigma \min_j w_j \;\le\; \mu(\sigma) \;\le\; \sigma \lambda_{\min}(N^\top WN), \]
 * so \(\mu(\sigma) = \Theta(\sigma)\) where rank M &lt; d. Every σ is PL, so that the end of the certified range is
 * infinite, but <em>not uniformly</em>: where the upper level selects within \(S(\varphi)\), the instance is outside
 * the class of the theorem.
 *
 * <p><b>The other variant.</b> Zero weights are accepted where f ignores ker M altogether, \(Wz = 0\) for
 * \(z \in \ker M\). Then f is constant on \(S(\varphi)\), \(\lambda^* = M^+C\varphi\) is the shortest element,
 * \(g + \sigma f\) is constant along ker M and strongly convex across it, with PL constant
 * \(\mu(\sigma) = \lambda_{\min}^+(M^\top M + \sigma W) \ge \mu\): uniform in σ.
 *
 * <p>In both, \(\Phi\) and \(\Phi_\sigma\) are convex quadratics, all closed form in singular values.
 */
public final class RankDeficientQuadratic {
    /** Two singular value decompositions of this order take ten seconds, of twice the order two minutes. */
    static final int LARGEST_ORDER = 500;

    private RankDeficientQuadratic() {}

    /**
     * An instance with the linear term of the upper loss as given.
     *
     * @param id the name of the instance
     * @param m M, r×d
     * @param c C, r×p
     * @param upper the upper loss
     * @return the instance
     * @throws RefusedException if the shapes do not fit, the rank of M is uncertain, or zero weights select in ker M
     */
    public static Instance of(String id, LinearMap m, LinearMap c, UpperLoss upper) {
        return instances(id, m, c, upper).apply(upper.outer());
    }

    /**
     * The instance whose linear term makes the centre of the upper loss a global minimiser of \(\Phi\).
     *
     * @param id the name of the instance
     * @param m M, r×d
     * @param c C, r×p
     * @param upper its linear term is replaced
     * @return the instance
     * @throws RefusedException as {@link #of}
     */
    public static Instance manufactured(String id, LinearMap m, LinearMap c, UpperLoss upper) {
        return OuterTerms.manufactured(upper.outer(), instances(id, m, c, upper));
    }

    /** The instances that differ in the outer terms alone, for which the matrices are decomposed once. */
    static Function<OuterTerms, Instance> instances(String id, LinearMap m, LinearMap c, UpperLoss upper) {
        requireShapes(m, c, upper);
        RankAnalysis analysis = RankAnalysis.of(matrix(m), matrix(c), upper.weight(), upper.target());
        return outer -> instance(id, m, c, upper.with(outer), analysis);
    }

    private static Instance instance(String id, LinearMap m, LinearMap c, UpperLoss upper, RankAnalysis analysis) {
        Box box = Box.around(upper.outer().center(), 1);
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("M", m);
        data.put("C", c);
        data.put("upper", upper.data());
        Constants constants = new Constants(List.of(
                new Constant(
                        Constants.MU,
                        "PL constant of g(φ,·): the smallest nonzero eigenvalue of MᵀM",
                        analysis.mu(),
                        Constant.EXACT,
                        "everywhere"),
                new Constant(
                        Constants.L,
                        "smoothness of g(φ,·): λ_max(MᵀM)",
                        analysis.smoothness(),
                        Constant.EXACT,
                        "everywhere")));
        GroundTruth truth = new RankDeficientTruth(new RankDeficientFunctions(m, c, upper), analysis, upper.outer());
        return new Instance(
                RankDeficientFamily.NAME,
                id,
                box,
                new Start(box.upper(), new double[m.columns()]),
                constants,
                LowerLevel.PL,
                Region.aroundSolution(truth),
                truth,
                data);
    }

    private static void requireShapes(LinearMap m, LinearMap c, UpperLoss upper) {
        if (Math.max(m.rows(), m.columns()) > LARGEST_ORDER) {
            throw new RefusedException("M (" + m.rows() + " × " + m.columns() + ") must have at most " + LARGEST_ORDER
                    + " rows and columns. Maybe use quadratic with a diagonal H for large dimensions.");
        }
        if (c.rows() != m.rows()) {
            throw new RefusedException("C (" + c.rows() + " rows) must have as many rows as M (" + m.rows() + ").");
        }
        if (upper.target().length != m.columns()) {
            throw new RefusedException("upper.target (" + upper.target().length
                    + " values) must have as many entries as M has columns (" + m.columns() + ").");
        }
        if (upper.outer().center().length != c.columns()) {
            throw new RefusedException("upper.center (" + upper.outer().center().length
                    + " values) must have as many entries as C has columns (" + c.columns() + ").");
        }
        if (!m.isFinite() || !c.isFinite()) {
            throw new RefusedException("M and C must have finite entries. Maybe a NaN or an infinity slipped in.");
        }
    }

    private static RealMatrix matrix(LinearMap map) {
        return map instanceof LinearMap.Dense dense
                ? MatrixUtils.createRealMatrix(dense.toRows())
                : MatrixUtils.createRealMatrix(
                        MatrixUtils.createRealDiagonalMatrix(((LinearMap.Diagonal) map).entries())
                                .getData());
    }
}
