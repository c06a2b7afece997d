package org.plumbline.algorithm.hypergradient;

import com.google.auto.service.AutoService;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.plumbline.algorithm.AlgorithmCard;
import org.plumbline.algorithm.AlgorithmSpec;
import org.plumbline.algorithm.FirstOrderAlgorithm;
import org.plumbline.algorithm.Gradient;
import org.plumbline.algorithm.Law;
import org.plumbline.algorithm.Parameter;
import org.plumbline.algorithm.Positive;
import org.plumbline.algorithm.Rate;
import org.plumbline.algorithm.Requirement;
import org.plumbline.algorithm.Role;
import org.plumbline.algorithm.Stepper;
import org.plumbline.algorithm.TheoremSchedule;
import org.plumbline.numeric.Vectors;
import org.plumbline.oracle.Batch;
import org.plumbline.oracle.FirstOrderOracle;
import org.plumbline.oracle.LowerLevel;
import org.plumbline.oracle.Start;
import org.plumbline.random.RandomStream;
import org.plumbline.source.Citation;
import org.plumbline.source.Citation.Provenance;

/**
 * PZOBO: gradient descent in which the response of the lower level, its Jacobian in φ, is estimated by displacing φ in random
 * directions and solving the lower level again.
 *
 * <p><strong>Problem.</strong> \(\min_\varphi f(\varphi,\lambda^*(\varphi))\) with \(\lambda^*(\varphi) =
 * \arg\min_\lambda g(\varphi,\lambda)\).
 *
 * <p><strong>Assumptions.</strong> \(g(\varphi,\cdot)\) strongly convex with Lipschitz second derivatives, f Lipschitz and smooth.
 *
 * <p><strong>Algorithm.</strong> Outer iteration t, from the last lower variable (warm start). Let
 * \(\lambda^K(\varphi)\) be the end of K steps \(\lambda^{k+1} = \lambda^k - \tau\,\hat g_\lambda(\varphi,\lambda^k)\) from it.
 * With Q directions \(u_j \sim N(0, I)\),
 * \[ \delta_j = \frac{\lambda^K(\varphi_t + \mu u_j) - \lambda^K(\varphi_t)}{\mu}, \qquad
 *    \varphi_{t+1} = \varphi_t - \eta\Bigl(\hat f_\varphi + \frac1Q\sum_{j=1}^Q \langle\delta_j, \hat f_\lambda\rangle\,u_j
 *      \Bigr), \]
 * f at \((\varphi_t, \lambda^K(\varphi_t))\), which also becomes the new lower variable. Gradients are means over n samples. Step k
 * of all Q + 1 chains takes one batch (common random numbers), which is our choice: noise that does not depend on the point
 * cancels in \(\delta_j\), and else the variance of \(\delta_j\) stays bounded as \(\mu \to 0\).
 *
 * <p><strong>Cost</strong> of an outer iteration: nK lower and n upper gradients, and nKQ displaced ones.
 *
 * <p><strong>Guarantee</strong> (rate, derived). With \(J = D\lambda^K(\varphi_t)\) and \(a = J^\top f_\lambda\), the sum over
 * directions has the mean a, up to \(O(\mu)\) for the curvature of \(\lambda^K\), and the variance
 * \((p+1)\|a\|^2/Q\), as \(\mathbb E\|uu^\top a\|^2 = (p+2)\|a\|^2\). It does <em>not</em> vanish at stationary points, where
 * \(a = -f_\varphi\), but only if also \(f_\lambda = 0\) there. So with exact gradients
 * \[ \frac1T\sum_t\mathbb E\|\nabla\Phi(\varphi_t)\|^2 \lesssim \frac{\Delta}{\eta T} + \mu^2 + q^{2K}
 *    + \eta\,\frac{(p+1)\|a\|^2}{Q}, \]
 * q the contraction of a lower step. Each term is of order \(\epsilon\) for \(Q = \Theta(1)\), \(\eta = \Theta(\epsilon)\),
 * \(T = \Theta(\epsilon^{-2})\), \(\mu = \Theta(\sqrt\epsilon)\), \(K = \Theta(\ln(1/\epsilon))\):
 * \(\mathbb E\|\nabla\Phi\|^2 \le \epsilon\) from \(\tilde O(\epsilon^{-2})\) gradients, which is
 * \(\mathbb E\|\nabla\Phi\| \le \epsilon'\) from \(\tilde O(\epsilon'^{-4})\). (\(Q = \Theta(1/\epsilon)\) with a constant step
 * costs the same.) The source has a theorem of its own, which was not at hand.
 *
 * <p><strong>Schedule</strong> (squared criterion): as above, and \(n = \Theta(1/\epsilon)\), so
 * \(N = \tilde\Theta(\epsilon^{-3})\). Derived: constant lower steps leave \(\mathbb E\|\lambda^K - \lambda^*\|^2 = O(1/n)\), and
 * the hypergradient at \(\lambda^K\) is off by a multiple of that distance, which averaging over t does not remove in general; the
 * noise of \(\hat f_\lambda\) and, under one batch and noise that is Lipschitz in mean square, that of \(\delta_j\) add
 * \(O(\eta/n)\).
 *
 * <p><strong>Reference.</strong> Sow, Ji, Liang, NeurIPS 2022 (arXiv 2110.07004), Algorithm 1, recalled; the update agrees with a
 * public implementation.
 *
 * @param batch n, samples per gradient, at least 1
 * @param innerSteps K, at least 1
 * @param directions Q, at least 1
 * @param displacement \(\mu\), positive
 * @param lowerStep \(\tau\), positive
 * @param outerStep \(\eta\), positive
 */
public record ZerothOrderJacobian(
        long batch, int innerSteps, int directions, double displacement, double lowerStep, double outerStep)
        implements FirstOrderAlgorithm {
    private static final String NAME = "pzobo";

    /** Checks the ranges. */
    public ZerothOrderJacobian {
        Positive.require("batch", batch);
        Positive.require("innerSteps", innerSteps);
        Positive.require("directions", directions);
        Positive.require("displacement", displacement);
        Positive.require("lowerStep", lowerStep);
        Positive.require("outerStep", outerStep);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Stepper start(FirstOrderOracle oracle, Start start, RandomStream stream) {
        return start(oracle, start, stream, stream::fillGaussian);
    }

    /** The same with directions of the caller, who fills the array; tests enumerate a design with them. */
    Stepper start(FirstOrderOracle oracle, Start start, RandomStream stream, Consumer<double[]> directions) {
        return new Run(this, oracle, start, stream, directions);
    }

    private static final class Run implements Stepper {
        private final ZerothOrderJacobian method;
        private final FirstOrderOracle oracle;
        private final RandomStream stream;
        private final Consumer<double[]> directions;
        private final Batch[] batches;
        private final double[] phi;
        private final double[] lambda;
        private final double[] before;
        private final double[] direction;
        private final double[] displacedPhi;
        private final double[] chain;
        private final double[] implicit;
        private final Gradient upper;
        private final Gradient lower;

        Run(
                ZerothOrderJacobian method,
                FirstOrderOracle oracle,
                Start start,
                RandomStream stream,
                Consumer<double[]> directions) {
            this.method = method;
            this.oracle = oracle;
            this.stream = stream;
            this.directions = directions;
            batches = new Batch[method.innerSteps()];
            phi = start.phi();
            lambda = start.lambda();
            before = new double[lambda.length];
            direction = new double[phi.length];
            displacedPhi = new double[phi.length];
            chain = new double[lambda.length];
            implicit = new double[phi.length];
            upper = Gradient.of(oracle);
            lower = Gradient.of(oracle);
        }

        @Override
        public void step() {
            Vectors.copy(lambda, before);
            for (int k = 0; k < batches.length; k++) {
                batches[k] = oracle.draw(method.batch(), stream);
                lower.lower(oracle, batches[k], phi, lambda);
                Vectors.add(-method.lowerStep(), lower.lambda(), lambda);
            }
            upper.upper(oracle, oracle.draw(method.batch(), stream), phi, lambda);
            Arrays.fill(implicit, 0);
            for (int j = 0; j < method.directions(); j++) {
                directions.accept(direction);
                Vectors.add(responseToUpper() / method.directions(), direction, implicit);
            }
            Vectors.add(-method.outerStep(), upper.phi(), phi);
            Vectors.add(-method.outerStep(), implicit, phi);
        }

        /** \(\langle\delta_j, f_\lambda\rangle\) for the direction in hand. */
        private double responseToUpper() {
            Vectors.copy(phi, displacedPhi);
            Vectors.add(method.displacement(), direction, displacedPhi);
            Vectors.copy(before, chain);
            for (Batch batch : batches) {
                oracle.displaced(batch, displacedPhi, chain, lower.phi(), lower.lambda());
                Vectors.add(-method.lowerStep(), lower.lambda(), chain);
            }
            double sum = 0;
            for (int i = 0; i < chain.length; i++) {
                sum += (chain[i] - lambda[i]) / method.displacement() * upper.lambda()[i];
            }
            return sum;
        }

        @Override
        public double[] phi() {
            return phi.clone();
        }

        @Override
        public double[] lambda() {
            return lambda.clone();
        }
    }

    /** Registers the method. */
    @AutoService(AlgorithmSpec.class)
    public static final class Spec implements AlgorithmSpec {
        private static final Citation SOURCE = new Citation(
                "Sow, Ji, Liang, NeurIPS 2022, arXiv 2110.07004", "Algorithm 1 (PZOBO)", Provenance.RECALLED);
        private static final Citation DERIVATION =
                new Citation("Plumbline, ZerothOrderJacobian", "variance of random directions", Provenance.DERIVED);

        @Override
        public AlgorithmCard card() {
            return new AlgorithmCard(
                    NAME,
                    "descent along a hypergradient whose response Jacobian is estimated from lower solutions at displaced φ",
                    List.of(
                            Parameter.required("batch", "samples per gradient n", "≥ 1"),
                            Parameter.required("innerSteps", "inner steps K of every chain", "≥ 1"),
                            Parameter.required("directions", "random directions Q", "≥ 1"),
                            Parameter.required("displacement", "displacement μ of φ", "> 0"),
                            Parameter.required("lowerStep", "inner step size τ", "> 0, < 2/L"),
                            Parameter.required("outerStep", "outer step size η", "> 0")),
                    AlgorithmCard.GRADIENTS + ", and of g at displaced φ, one batch at several points",
                    Requirement.of(LowerLevel.STRONGLY_CONVEX),
                    new Rate(2, Rate.Criterion.SQUARED_NORM, Rate.Regime.DETERMINISTIC, DERIVATION),
                    new TheoremSchedule(
                            List.of(
                                    Law.power("batch", "cN", Role.BATCH, -1),
                                    Law.logarithm("innerSteps", "cK"),
                                    Law.constant("directions", Role.BATCH),
                                    Law.power("displacement", "cMu", Role.PENALTY, 0.5),
                                    Law.constant("lowerStep", Role.LOWER_STEP),
                                    Law.power("outerStep", "cEta", Role.OUTER_STEP, 1),
                                    Law.iterations(-2)),
                            3,
                            "rate and schedule derived: the noise of the directions does not vanish at the optimum",
                            DERIVATION),
                    SOURCE);
        }

        @Override
        public Class<ZerothOrderJacobian> type() {
            return ZerothOrderJacobian.class;
        }
    }
}
