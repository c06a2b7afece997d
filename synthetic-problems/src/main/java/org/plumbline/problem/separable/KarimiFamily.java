package org.plumbline.problem.separable;

import com.google.auto.service.AutoService;
import java.util.List;
import java.util.Map;
import org.apache.commons.math3.analysis.solvers.BrentSolver;
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
 * Karimi's example, the classic nonconvex PL function, as a lower level:
 * \[ g(\varphi,\lambda) = \sum_{j=1}^d k\bigl(\lambda_j - (C\varphi)_j\bigr), \qquad k(u) = u^2 + c\sin^2 u,
 *    \quad 0 \lt c \lt 4.6033, \]
 * with the shared upper loss; C is d×p. Karimi, Nutini, Schmidt (ECML 2016, arXiv 1608.04636) give c = 3, below their
 * definition of the PL inequality, with the constant 1/32, which is valid and loose.
 *
 * <p><strong>PL.</strong> \(k' = 2u + c\sin 2u\) vanishes at \(u \ne 0\) iff \(c = -x/\sin x\) for \(x = 2u\); the least
 * positive value of this is \(\sqrt{1+x^2} = 4.60334\) at the root x = 4.4934 of \(\tan x = x\). Below it, 0 is the only
 * stationary point, and \(\mu(c) = \inf_u \tfrac12 k'^2/k\) is positive. It is attained at some
 * \(u \in (0,8)\), where all \(\lambda_j\) may be at once, so that \(\mu\) is exact: 1.0742 at c = 1, 0.17553 at
 * c = 3, 0.02303 at c = 4, 6.5e-4 at c = 4.5. For a sum the constant is that of one term.
 *
 * <p><strong>Smoothness.</strong> \(k'' = 2 + 2c\cos 2u\), so \(L = 2 + 2c\) everywhere, attained at \(\lambda^*\), the
 * one minimiser, where the Hessian is \((2+2c)I\): nonsingular.
 *
 * <p><strong>Optimum.</strong> \(\lambda^* = C\varphi\), so \(\Phi(\varphi) = \tfrac12\|C\varphi - e\|_W^2 +
 * \tfrac12\rho\|\varphi-\bar\varphi\|^2 + \langle c,\varphi\rangle\) is convex: a stationary centre is a global
 * minimiser.
 *
 * <p>\(g + \sigma f\) is PL over the whole box up to \(\bar\sigma\), which is computed; its modulus there is bounded
 * below within twenty per cent, unless the search is cut short.
 */
@AutoService(ProblemFamily.class)
public final class KarimiFamily implements ProblemFamily {
    static final String NAME = "karimi";

    /** The end of the range of c, just below the critical value. */
    static final double LARGEST = 4.6033;

    /** The instance that claims use has this master seed. */
    private static final long CATALOGUE_SEED = 20250317644L;

    private static final double SMALLEST = 1e-9;

    private static final int MAX_EVALUATIONS = 200;

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String description() {
        return "nonconvex lower level u^2 + c sin^2 u, PL with an exact constant that c sets";
    }

    /**
     * Reads {@code c} in (0, 4.6033), {@code C} (d×p, or <code>{diagonal: […]}</code>) and {@code upper}; or, in place
     * of all these, {@code generate: {size: {lower: d, upper: p}, condition: κ, seed: n}}, which is {@link #random} on
     * the stream of the seed (default 1) and the family's name; with {@code structure: diagonal} C is diagonal, p = d
     * is not given, and d may be a million. The condition is \(\kappa = L/\mu = (2+2c)/\mu(c)\) (default 10), which is
     * solved for c; it runs from 1 to 1e11.
     */
    @Override
    public BilevelProblem read(String id, Fields fields) {
        if (fields.has("generate")) {
            Generate generate = Generate.of(fields);
            double condition = generate.condition();
            if (!(condition > condition(SMALLEST) && condition < condition(LARGEST))) {
                throw generate.fields()
                        .refusal(
                                "condition",
                                "be a value of (2+2c)/μ(c) with c in (0, " + LARGEST + "), from above 1 to "
                                        + condition(LARGEST),
                                "choose 45.6, where c = 3");
            }
            double c = parameter(condition);
            return SeparableData.generate(generate, generate.stream(NAME), data -> instance(id, c, data));
        }
        double c = fields.number("c");
        if (!(c > 0 && c < LARGEST)) {
            throw fields.refusal(
                    "c", "lie in (0, " + LARGEST + "), or u² + c sin²u is not nonconvex and PL", "choose 3");
        }
        return SeparableData.read(fields, data -> instance(id, c, data));
    }

    @Override
    public List<BilevelProblem> catalogue() {
        RandomStream stream = SeedTree.of(CATALOGUE_SEED).child(NAME).stream();
        return List.of(random(NAME + "/claims", 4, 2, 3, stream));
    }

    /**
     * A random instance with a dense coupling and a manufactured optimum.
     *
     * @param id the name of the instance
     * @param d lower dimension
     * @param p upper dimension
     * @param c the nonconvexity, in (0, 4.6033)
     * @param stream the randomness
     * @return the instance
     */
    public static BilevelProblem random(String id, int d, int p, double c, RandomStream stream) {
        return SeparableData.dense(d, p, stream).manufactured(data -> instance(id, c, data));
    }

    /** \(\kappa(c)\). */
    static double condition(double c) {
        return (2 + 2 * c) / KarimiModulus.of(new KarimiLoss(c));
    }

    /** c, from a κ between the ends. */
    static double parameter(double condition) {
        return new BrentSolver(1e-15, 1e-14, 1e-15)
                .solve(MAX_EVALUATIONS, c -> Math.log(condition(c) / condition), SMALLEST, LARGEST);
    }

    static Instance instance(String id, double c, SeparableData data) {
        if (!(c > 0 && c < LARGEST)) {
            throw new RefusedException("c (" + c + ") must lie in (0, " + LARGEST + "). Maybe choose 3.");
        }
        KarimiLoss loss = new KarimiLoss(c);
        return data.instance(
                NAME,
                id,
                Map.of("c", c),
                loss,
                new Constants(List.of(
                        new Constant(
                                Constants.MU,
                                "PL constant of g(φ,·): inf ½k'²/k",
                                loss.modulus(),
                                Constant.EXACT,
                                "everywhere"),
                        new Constant(
                                Constants.L, "smoothness of g(φ,·): 2+2c", 2 + 2 * c, Constant.EXACT, "everywhere"))),
                KarimiFamily::sample,
                KnownOptimum.Kind.GLOBAL);
    }

    /** Gaussian around the solution, at a scale from 0.01 to 10: constants hold everywhere, near it and far from it. */
    private static double[] sample(double[] z, RandomStream stream) {
        double scale = Math.pow(10, stream.uniform(-2, 1));
        for (int j = 0; j < z.length; j++) {
            z[j] += scale * stream.gaussian();
        }
        return z;
    }
}
