package org.plumbline.problem.game;

import java.util.List;
import java.util.Locale;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import org.plumbline.numeric.LinearMap;
import org.plumbline.numeric.MatrixConditions;
import org.plumbline.numeric.RefusedException;
import org.plumbline.numeric.Symmetric;
import org.plumbline.oracle.Constant;
import org.plumbline.oracle.Constants;
import org.plumbline.oracle.LowerLevel;
import org.plumbline.oracle.Start;
import org.plumbline.problem.Box;
import org.plumbline.problem.Instance;

/**
 * The PL game, a quadratic game whose lower level is singular and PL:
 * \[ f(\varphi,\lambda) = \tfrac12\varphi^\top P\varphi + \varphi^\top R_1\lambda + \tfrac12\rho\|\varphi\|^2, \qquad
 *    g(\varphi,\lambda) = \tfrac12\lambda^\top Q\lambda + \varphi^\top R_2\lambda, \]
 * with \(P, Q \succeq 0\), Q singular. Shapes: P is p×p, Q is d×d, R₁ and R₂ are p×d, ρ ≥ 0. The test problem of F.
 * Huang, "Optimal Hessian/Jacobian-free nonconvex-PL bilevel optimization", ICML 2024 (arXiv 2407.17823), with two conditions that a
 * draw at random breaks:
 * <ul>
 *   <li>\(R_2\) and \(R_1\) vanish on ker Q. For z in ker Q, g is \(\varphi^\top R_2z\) times t along λ + tz, which has
 *       no minimum unless \(R_2z = 0\); and then f is \(\varphi^\top R_1z\) times t along \(S(\varphi)\), so that
 *       \(\Phi = -\infty\) unless \(R_1z = 0\).
 *   <li>\(\nabla^2\Phi = P + \rho I - R_1Q^+R_2^\top - R_2Q^+R_1^\top \succeq 0\), or Φ is unbounded below. With
 *       \(R_1 = -aR_2\), a &gt; 0, the last two terms are \(2aR_2Q^+R_2^\top \succeq 0\); else a large ρ helps.
 * </ul>
 * Under them, λ* = \(-Q^+R_2^\top\varphi\) is the shortest element of \(S(\varphi)\), on all of which f is the same;
 * \(g + \sigma f\) has the same Hessian Q and the linear term \((R_2+\sigma R_1)^\top\varphi\) in the range of Q, so
 * \(\lambda_\sigma = -Q^+(R_2+\sigma R_1)^\top\varphi\), and
 * \[ \Phi = \tfrac12\varphi^\top\nabla^2\Phi\,\varphi, \qquad
 *    \Phi_\sigma = \Phi - \tfrac\sigma2\,\varphi^\top R_1Q^+R_1^\top\varphi . \]
 *
 * <p><b>Constants, everywhere and exact.</b> With x = λ − λ_σ, \(g + \sigma f\) is \(\tfrac12x^\top Qx\) above its
 * minimum and its gradient is Qx; as \(\|Qx\|^2 \ge \lambda_{\min}^+(Q)\,x^\top Qx\), attained at an eigenvector,
 * \(\mu = \mu(\sigma) = \lambda_{\min}^+(Q)\) for every σ ≥ 0. And \(L = \lambda_{\max}(Q)\).
 *
 * <p><b>Optimum.</b> \(\bar\varphi = 0\) is a global minimiser, as \(\Phi(0) = 0\) and \(\nabla^2\Phi \succeq 0\). It
 * is aligned: \(\nabla_\lambda f = R_1^\top\bar\varphi = 0\) there, so that the penalty has no bias at it.
 */
public final class PlGame {
    /** How much of R₁ and R₂ may lie in ker Q, relative to their norms: data written with ten digits pass. */
    private static final double IGNORED = 1e-9;

    /** A negative eigenvalue of ∇²Φ up to this share of the terms that cancel in it is rounding. */
    private static final double ROUNDING = 1e-12;

    /** Eigendecompositions of this order take seconds. */
    static final int LARGEST_ORDER = 500;

    private PlGame() {}

    /**
     * An instance.
     *
     * @param id the name of the instance
     * @param p P, p×p, symmetric positive semidefinite
     * @param q Q, d×d, symmetric positive semidefinite, not zero
     * @param r1 R₁, p×d
     * @param r2 R₂, p×d
     * @param rho ρ, at least 0
     * @return the instance
     * @throws RefusedException if Φ would not be bounded below, or the data break another rule
     */
    public static Instance of(String id, double[][] p, double[][] q, double[][] r1, double[][] r2, double rho) {
        return of(id, new GameData(semidefinite("P", p), semidefinite("Q", q), matrix(r1), matrix(r2), rho));
    }

    private static Instance of(String id, GameData data) {
        requireShapes(data);
        Pseudoinverse inverse = Pseudoinverse.of(data.q());
        requireInRange("R1", data.r1(), inverse, "f has no minimum over S(φ) and Φ = −∞");
        requireInRange("R2", data.r2(), inverse, "g has no minimum");
        RealMatrix shift = inverse.solve(data.r1().transpose());
        RealMatrix response = inverse.solve(data.r2().transpose());
        RealMatrix crossed = data.r1().multiply(response);
        RealMatrix outer = data.p()
                .add(MatrixUtils.createRealIdentityMatrix(data.p().getRowDimension())
                        .scalarMultiply(data.rho()));
        RealMatrix hessian = Symmetric.symmetrise(outer.subtract(crossed).subtract(crossed.transpose()));
        requireSemidefinite(hessian, outer.getFrobeniusNorm() + 2 * crossed.getFrobeniusNorm());
        double mu = inverse.eigenvalues()[inverse.eigenvalues().length - 1];
        GameTruth truth = new GameTruth(
                new GameFunctions(data),
                shift,
                response,
                hessian,
                Symmetric.symmetrise(data.r1().multiply(shift)),
                Symmetric.symmetrise(data.r2().multiply(response)),
                mu);
        Constants constants = new Constants(List.of(
                new Constant(
                        Constants.MU,
                        "PL constant of g(φ,·): the smallest nonzero eigenvalue of Q",
                        mu,
                        Constant.EXACT,
                        "everywhere"),
                new Constant(
                        Constants.L,
                        "smoothness of g(φ,·): λ_max(Q)",
                        inverse.eigenvalues()[0],
                        Constant.EXACT,
                        "everywhere")));
        Box box = Box.around(new double[data.p().getRowDimension()], 1);
        Start start = new Start(box.upper(), new double[data.q().getRowDimension()]);
        return new Instance(
                PlGameFamily.NAME,
                id,
                box,
                start,
                constants,
                LowerLevel.PL,
                (phi, stream) -> {
                    double[] lambda = truth.lowerSolution(phi);
                    for (int j = 0; j < lambda.length; j++) {
                        lambda[j] += stream.gaussian();
                    }
                    return lambda;
                },
                truth,
                data.asMap());
    }

    private static void requireShapes(GameData data) {
        int p = data.p().getRowDimension();
        int d = data.q().getRowDimension();
        for (RealMatrix r : List.of(data.r1(), data.r2())) {
            if (r.getRowDimension() != p || r.getColumnDimension() != d) {
                throw new RefusedException("R1 and R2 (one of them " + r.getRowDimension() + " × "
                        + r.getColumnDimension() + ") must be " + p + " × " + d
                        + ", as P and Q say. Maybe transpose it.");
            }
        }
        if (!(data.rho() >= 0 && data.rho() < Double.POSITIVE_INFINITY)) {
            throw new RefusedException("rho (" + data.rho() + ") must be finite and at least 0. Maybe use 0.");
        }
    }

    private static void requireInRange(String name, RealMatrix r, Pseudoinverse inverse, String otherwise) {
        double outside = inverse.outside(r.transpose()).getFrobeniusNorm();
        if (!(outside <= IGNORED * r.getFrobeniusNorm())) {
            throw new RefusedException(String.format(
                    Locale.ROOT,
                    "%s (a part of norm %.6g on ker Q) must vanish on ker Q, or %s."
                            + " Maybe multiply it from the right by the projection Q⁺Q.",
                    name,
                    outside,
                    otherwise));
        }
    }

    private static void requireSemidefinite(RealMatrix hessian, double scale) {
        double smallest = Symmetric.smallestEigenvalue(hessian);
        if (!(smallest >= -ROUNDING * scale)) {
            throw new RefusedException(String.format(
                    Locale.ROOT,
                    "P + rho·I − R1 Q⁺ R2ᵀ − R2 Q⁺ R1ᵀ (smallest eigenvalue %.6g) must be positive semidefinite, as it"
                            + " is the Hessian of Φ, which is unbounded below otherwise."
                            + " Maybe use R1 = −a·R2 with a > 0, or rho at least %.6g.",
                    smallest,
                    rhoThatHelps(smallest)));
        }
    }

    private static double rhoThatHelps(double smallest) {
        return Math.ceil(-1000 * smallest) / 1000;
    }

    private static RealMatrix matrix(double[][] rows) {
        LinearMap.Dense dense = (LinearMap.Dense) LinearMap.dense(rows);
        RealMatrix matrix = MatrixUtils.createRealMatrix(dense.toRows());
        MatrixConditions.requireFinite("R1 or R2", matrix);
        return matrix;
    }

    private static RealMatrix semidefinite(String name, double[][] rows) {
        RealMatrix matrix = MatrixUtils.createRealMatrix(rows);
        MatrixConditions.requireSquare(name, matrix);
        MatrixConditions.requireFinite(name, matrix);
        if (rows.length > LARGEST_ORDER) {
            throw new RefusedException(name + " (" + rows.length + " rows) must have at most " + LARGEST_ORDER
                    + ". Maybe use quadratic with a diagonal H for large dimensions.");
        }
        if (!Symmetric.isSymmetric(matrix) || !Symmetric.isPositiveSemidefinite(matrix)) {
            throw new RefusedException(name + " (smallest eigenvalue of its symmetric part "
                    + Symmetric.smallestEigenvalue(matrix)
                    + ") must be symmetric positive semidefinite. Maybe add a multiple of the identity.");
        }
        return Symmetric.symmetrise(matrix);
    }
}
