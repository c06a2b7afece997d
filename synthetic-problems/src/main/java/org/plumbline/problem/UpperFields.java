package org.plumbline.problem;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.plumbline.random.RandomStream;

/**
 * The key {@code upper} of a problem file: {@code upper: {target: e, weight: w, rho: ρ, center: φ̄, linear: c}}, with
 * the defaults w = 1, ρ = 0, φ̄ = 0, c = 0. Besides a vector, {@code linear} may be
 * <ul>
 *   <li>{@code manufactured}: c is minus the gradient at \(\bar\varphi\) of \(\Phi\) without its linear term, so that
 *       \(\nabla\Phi(\bar\varphi) = 0\);
 *   <li>{@code aligned}: the data must make \(\nabla_\lambda f(\bar\varphi, \lambda^*(\bar\varphi))\) vanish. As
 *       \(\nabla\Phi = \nabla_\varphi f + (D\lambda^*)^\top \nabla_\lambda f\), c then has to cancel
 *       \(\nabla_\varphi f\) alone, and in all families whose f depends on \(\varphi\) through the outer terms only
 *       (the static ones, LQR) that is c = 0: \(\bar\varphi\) is stationary by the data, and the penalty has no bias
 *       there.
 * </ul>
 */
public final class UpperFields {
    private static final List<String> KINDS = List.of("manufactured", "aligned");

    /**
     * How large ∇_λ f may be at an aligned centre, relative to its size at random points: data written with ten digits pass, and an
     * inner solve to 1e-12 does; the gap of an instance that is not meant to be aligned is far larger.
     */
    private static final double ALIGNMENT = 1e-9;

    private final Fields file;
    private final Fields upper;
    private final int p;
    private final OuterTerms plain;

    private UpperFields(Fields file, int p) {
        this.file = file;
        this.upper = file.has("upper") ? file.child("upper") : null;
        this.p = p;
        this.plain = new OuterTerms(rho(), center(), new double[p]);
    }

    /**
     * Reads the terms in \(\varphi\).
     *
     * @param file the problem file
     * @param p upper dimension
     * @return what {@code upper} says, the defaults where it is not given
     */
    public static UpperFields of(Fields file, int p) {
        return new UpperFields(file, p);
    }

    /**
     * Reads the upper loss of a static family.
     *
     * @param d lower dimension
     * @return the loss, its linear term still 0
     */
    public UpperLoss loss(int d) {
        double[] target = (upper == null ? file.child("upper") : upper).vector("target", d);
        double[] ones = new double[d];
        Arrays.fill(ones, 1);
        double[] weight = upper.has("weight") ? upper.vector("weight", d) : ones;
        for (int j = 0; j < d; j++) {
            if (weight[j] < 0) {
                throw upper.refusal("weight", j, "be at least 0", "use 0 to leave a coordinate out");
            }
        }
        return new UpperLoss(target, weight, plain);
    }

    /**
     * Settles the linear term, for which {@code manufactured} and {@code aligned} need the instance without it.
     *
     * @param <P> the family
     * @param instance makes the instance from the outer terms
     * @return the instance
     */
    public <P extends BilevelProblem> P build(Function<OuterTerms, P> instance) {
        if (upper == null || !upper.isWord("linear")) {
            OuterTerms terms = new OuterTerms(plain.rho(), plain.center(), vector("linear", new double[p]));
            return file.build(() -> instance.apply(terms));
        }
        boolean aligned = upper.choice("linear", KINDS).equals("aligned");
        return file.build(() -> {
            P problem = instance.apply(plain);
            GroundTruth truth = problem.truth();
            double[] rest = aligned ? upperGradient(problem) : truth.hypergradient(plain.center());
            if (Arrays.stream(rest).anyMatch(x -> !Double.isFinite(x))) {
                throw upper.refusal(
                        "linear",
                        "cancel a finite gradient at the center, and ∇Φ is " + Arrays.toString(rest) + " there",
                        "scale the data");
            }
            return instance.apply(plain.cancelling(rest));
        });
    }

    /** \(\nabla_\varphi f(\bar\varphi, \lambda^*(\bar\varphi))\), once \(\nabla_\lambda f = 0\) is checked there. */
    private double[] upperGradient(BilevelProblem problem) {
        double[] gradPhi = new double[p];
        double[] lambda = problem.truth().lowerSolution(plain.center());
        double gap = pull(problem, lambda, gradPhi);
        // Where f does not depend on λ at all, rounding of f is all there is.
        double rounding = 1e-15 * Math.abs(problem.truth().functions().upper(plain.center(), lambda));
        if (!(gap <= ALIGNMENT * typicalPull(problem) + rounding)) {
            throw upper.refusal(
                    "linear",
                    "have ∇_λ f = 0 at the center, and its norm is " + gap + " there",
                    "use 'manufactured', or change the data so that λ* at the center minimises f");
        }
        return gradPhi;
    }

    /** \(\|\nabla_\lambda f\|\) at the centre. */
    private double pull(BilevelProblem problem, double[] lambda, double[] gradPhi) {
        double[] gradLambda = new double[lambda.length];
        problem.truth().functions().upperGradient(plain.center(), lambda, gradPhi, gradLambda);
        return new ArrayRealVector(gradLambda, false).getNorm();
    }

    /** The largest at random points of the region: what "small" is measured against, in whatever units f has. */
    private double typicalPull(BilevelProblem problem) {
        RandomStream stream = new RandomStream(1);
        double largest = 0;
        for (int i = 0; i < 8; i++) {
            largest = Math.max(largest, pull(problem, problem.sampleLower(plain.center(), stream), new double[p]));
        }
        return largest;
    }

    private double rho() {
        double rho = upper == null ? 0 : upper.number("rho", 0);
        if (rho < 0) {
            throw upper.refusal("rho", "be at least 0", "use 0 to leave the term out");
        }
        return rho;
    }

    /** From 2⁵³ on, a double has no neighbour at distance 1, and the box around the centre no interior. */
    private double[] center() {
        double[] center = vector("center", new double[p]);
        for (int i = 0; i < p; i++) {
            if (Math.abs(center[i]) > 1e15) {
                throw upper.refusal("center", i, "be at most 1e15 in modulus", "scale the data");
            }
        }
        return center;
    }

    private double[] vector(String key, double[] otherwise) {
        return upper != null && upper.has(key) ? upper.vector(key, p) : otherwise;
    }
}
