package org.plumbline.problem.separable;

import com.google.auto.service.AutoService;
import java.util.List;
import java.util.Map;
import org.plumbline.numeric.RefusedException;
import org.plumbline.oracle.Constant;
import org.plumbline.oracle.Constants;
import org.plumbline.problem.BilevelProblem;
import org.plumbline.problem.Fields;
import org.plumbline.problem.Generate;
import org.plumbline.problem.Instance;
import org.plumbline.problem.KnownOptimum;
import org.plumbline.problem.ProblemFamily;
import org.plumbline.random.RandomStream;
import org.plumbline.random.SeedTree;

/**
 * The sine composite, a nonconvex lower level that is PL with a known, attained constant:
 * \[ g(\varphi,\lambda) = \tfrac12 \sum_{j=1}^d \bigl(\psi(\lambda_j) - (C\varphi)_j\bigr)^2, \qquad
 *    \psi(y) = y + a\sin y, \quad 0 \lt a \lt 1, \]
 * with the shared upper loss; C is d×p. As \(\psi' \ge 1-a\), \(\tfrac12\|\nabla_\lambda g\|^2 =
 * \tfrac12\sum_j r_j^2\psi'(\lambda_j)^2 \ge (1-a)^2 (g - 0)\), with equality where every \(\lambda_j\) with a nonzero
 * residual is an odd multiple of π: \(\mu = (1-a)^2\) is exact. The curvature \(\psi'^2 + r_j\psi''\) is
 * negative where \(r_j \sin\lambda_j\) is large, so g is not convex. On \(\{g \le G\}\), \(|r_j| \le \sqrt{2G}\) gives
 * \(L = (1+a)^2 + a\sqrt{2G}\). At the one minimiser, where all \(r_j = 0\), the Hessian is
 * \(\operatorname{diag}(\psi'(\lambda^*_j)^2) \succeq (1-a)^2I\): nonsingular.
 *
 * <p>\(g + \sigma f\) is PL over the whole box up to \(\bar\sigma\), which is computed; its modulus there is bounded
 * below within twenty per cent, unless the search is cut short. \(\Phi\) need not be convex, so a manufactured centre is
 * called stationary and no more.
 */
@AutoService(ProblemFamily.class)
public final class SineCompositeFamily implements ProblemFamily {
    /** G: the sublevel of the lower loss on which L is declared. */
    public static final double SUBLEVEL = 8;

    static final String NAME = "sine-composite";

    /** The instance that claims use has this master seed. */
    private static final long CATALOGUE_SEED = 20250317644L;

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String description() {
        return "nonconvex lower level that is PL with the exact constant (1-a)^2";
    }

    /**
     * Reads {@code a} in (0, 1), {@code C} (d×p, or <code>{diagonal: […]}</code>) and {@code upper}; or, in place of
     * all these, {@code generate: {size: {lower: d, upper: p}, condition: κ, seed: n}}, which is {@link #random} on the
     * stream of the seed (default 1) and the family's name; with {@code structure: diagonal} C is diagonal, p = d is
     * not given, and d may be a million. The condition κ (default 10, above 1) is that of the Hessian over the
     * solutions, where it is \(\psi'^2 \in [(1-a)^2, (1+a)^2]\): \(\kappa = ((1+a)/(1-a))^2\), so
     * \(a = (\sqrt\kappa-1)/(\sqrt\kappa+1)\).
     */
    @Override
    public BilevelProblem read(String id, Fields fields) {
        if (fields.has("generate")) {
            Generate generate = Generate.of(fields);
            double root = Math.sqrt(generate.condition());
            double a = (root - 1) / (root + 1);
            if (!(a > 0 && a < 1)) {
                throw generate.fields()
                        .refusal("condition", "give a = (√κ−1)/(√κ+1) in (0, 1), and gives " + a, "choose 9");
            }
            return SeparableData.generate(generate, generate.stream(NAME), data -> instance(id, a, data));
        }
        double a = fields.number("a");
        if (!(a > 0 && a < 1)) {
            throw fields.refusal("a", "lie in (0, 1), or ψ(y) = y + a sin y has no smooth inverse", "choose 0.5");
        }
        return SeparableData.read(fields, data -> instance(id, a, data));
    }

    @Override
    public List<BilevelProblem> catalogue() {
        RandomStream stream = SeedTree.of(CATALOGUE_SEED).child(NAME).stream();
        return List.of(random(NAME + "/claims", 4, 2, 0.5, stream));
    }

    /**
     * A random instance with a dense coupling and a manufactured stationary point.
     *
     * @param id the name of the instance
     * @param d lower dimension
     * @param p upper dimension
     * @param a the nonconvexity, in (0, 1)
     * @param stream the randomness
     * @return the instance
     */
    public static BilevelProblem random(String id, int d, int p, double a, RandomStream stream) {
        return SeparableData.dense(d, p, stream).manufactured(data -> instance(id, a, data));
    }

    static Instance instance(String id, double a, SeparableData data) {
        if (!(a > 0 && a < 1)) {
            throw new RefusedException(
                    "a (" + a + ") must lie in (0, 1), or ψ(y) = y + a sin y has no inverse. Maybe choose 0.5.");
        }
        SineLoss loss = new SineLoss(a);
        return data.instance(
                NAME,
                id,
                Map.of("a", a),
                loss,
                constants(a),
                (z, stream) -> sample(loss, z, stream),
                KnownOptimum.Kind.STATIONARY);
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

    /** Uniform residuals of the ball \(\{\|r\|^2 \le 2G\}\), mapped back by \(\psi^{-1}\): inside the sublevel. */
    private static double[] sample(SineLoss loss, double[] z, RandomStream stream) {
        double[] direction = new double[z.length];
        stream.fillGaussian(direction);
        double norm = 0;
        for (double x : direction) {
            norm += x * x;
        }
        double radius = Math.sqrt(2 * SUBLEVEL / norm) * Math.pow(stream.uniform(), 1.0 / direction.length);
        for (int j = 0; j < z.length; j++) {
            z[j] = loss.solution(z[j] + radius * direction[j]);
        }
        return z;
    }
}
