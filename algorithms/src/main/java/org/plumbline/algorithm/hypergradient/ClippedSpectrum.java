package org.plumbline.algorithm.hypergradient;

import com.google.auto.service.AutoService;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.math3.linear.MatrixUtils;
import org.plumbline.algorithm.AlgorithmCard;
import org.plumbline.algorithm.AlgorithmSpec;
import org.plumbline.algorithm.Gradient;
import org.plumbline.algorithm.Law;
import org.plumbline.algorithm.Parameter;
import org.plumbline.algorithm.Positive;
import org.plumbline.algorithm.Rate;
import org.plumbline.algorithm.Requirement;
import org.plumbline.algorithm.Role;
import org.plumbline.algorithm.SecondOrderAlgorithm;
import org.plumbline.algorithm.Stepper;
import org.plumbline.algorithm.TheoremSchedule;
import org.plumbline.numeric.Symmetric;
import org.plumbline.numeric.Vectors;
import org.plumbline.oracle.Batch;
import org.plumbline.oracle.LowerLevel;
import org.plumbline.oracle.SecondOrderOracle;
import org.plumbline.oracle.Start;
import org.plumbline.random.RandomStream;
import org.plumbline.source.Citation;
import org.plumbline.source.Citation.Provenance;

/**
 * MGBiO, the momentum-based gradient method for nonconvex-PL bilevel optimisation: implicit differentiation with the
 * spectrum of the Hessian clipped to \([\mu, L]\), so that it can be inverted wherever the iterate is.
 *
 * <p><strong>Problem.</strong> \(\min_\varphi \Phi(\varphi) = f(\varphi,\lambda^*(\varphi))\), with \(\lambda^*(\varphi)\)
 * the minimiser of \(g(\varphi,\cdot)\).
 *
 * <p><strong>Assumptions.</strong> \(g(\varphi,\cdot)\) PL, and at \(\lambda^*(\varphi)\) its Hessian has its spectrum in
 * \([\mu, L]\); f, g smooth, the second derivatives of g Lipschitz; exact derivatives in the source.
 *
 * <p><strong>Algorithm.</strong> Iteration t, every derivative at \((\varphi_t,\lambda_t)\), \(S\) clipping eigenvalues:
 * \[ \begin{gathered}
 *   m_t = \beta\,\hat g_\lambda + (1-\beta)\,m_{t-1}, \qquad
 *   w_t = \beta\bigl(\hat f_\varphi - \hat g_{\varphi\lambda}\, S_{[\mu,L]}(\hat g_{\lambda\lambda})^{-1}
 *     \hat f_\lambda\bigr) + (1-\beta)\,w_{t-1}, \\
 *   \lambda_{t+1} = \lambda_t - \tau\,m_t, \qquad \varphi_{t+1} = \varphi_t - \eta\,w_t,
 * \end{gathered} \]
 * with \(m_0, w_0\) the first estimates. The Hessian is built from d products with unit vectors, all of one batch, so
 * that it is that of one function; the gradients of g, those of f and the last product have a batch each.
 *
 * <p><strong>Cost</strong> of an iteration: n lower and n upper gradients, \(nd\) Hessian- and n Jacobian-vector
 * products, one eigendecomposition of order d (in time \(O(d^3)\), and with fresh memory).
 *
 * <p><strong>Guarantee</strong> (rate, deterministic): \(\|\nabla\Phi\| \le \epsilon'\) after \(O(\epsilon'^{-2})\)
 * iterations, the units of the source; \(O(\epsilon^{-1})\) for \(\|\nabla\Phi\|^2 \le \epsilon = \epsilon'^2\).
 *
 * <p><strong>Schedule.</strong> Constant steps and momentum, \(T = \Theta(\epsilon'^{-2}) = \Theta(\epsilon^{-1})\). For
 * noise \(n = \Theta(1/\epsilon)\), derived: where the clipping does not act, the inverse of a mean of n Hessians has a
 * variance of order 1/n and a bias of order 1/n, squared \(n^{-2}\), so
 * \(\frac1T\sum_t \mathbb E\|\nabla\Phi\|^2 \lesssim \frac1{\eta T} + \frac1n\), and \(N = \Theta(d\,\epsilon^{-2})\).
 * The source's own stochastic variant, MSGBiO, averages every derivative apart and is another method; its
 * \(\tilde O(\epsilon'^{-4})\) is \(\tilde O(\epsilon^{-2})\) too.
 *
 * <p><strong>Reference.</strong> Huang, arXiv 2303.03944, MGBiO. The rate with its units was read; the update, and that
 * both averages have one weight, are recalled.
 *
 * @param batch n, samples per estimate, at least 1
 * @param lowerStep \(\tau\), positive
 * @param outerStep \(\eta\), positive
 * @param momentum \(\beta\), in (0, 1]; 1 is no momentum
 * @param mu \(\mu\), the lower end of the clipped spectrum, positive
 * @param smoothness L, its upper end, at least \(\mu\)
 */
public record ClippedSpectrum(
        long batch, double lowerStep, double outerStep, double momentum, double mu, double smoothness)
        implements SecondOrderAlgorithm {
    private static final String NAME = "mgbio";

    /** Checks the ranges. */
    public ClippedSpectrum {
        Positive.require("batch", batch);
        Positive.require("lowerStep", lowerStep);
        Positive.require("outerStep", outerStep);
        Positive.require("mu", mu);
        Positive.require("smoothness", smoothness);
        if (!(momentum > 0 && momentum <= 1)) {
            throw new IllegalArgumentException("momentum (" + momentum + ") must lie in (0, 1].");
        }
        if (mu > smoothness) {
            throw new IllegalArgumentException("mu (" + mu + ") must be at most smoothness (" + smoothness + ").");
        }
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Stepper start(SecondOrderOracle oracle, Start start, RandomStream stream) {
        return new Clipped(this, oracle, start, stream);
    }

    private static final class Clipped implements Stepper {
        private final ClippedSpectrum method;
        private final SecondOrderOracle oracle;
        private final RandomStream stream;
        private final double[] phi;
        private final double[] lambda;
        private final double[] lowerAverage;
        private final double[] upperAverage;

        private final Gradient lower;
        private final Gradient upper;
        /** Row j is the product with the j-th unit vector: the Hessian is symmetric. */
        private final double[][] hessian;

        private final double[] unit;
        private final double[] solution;
        private final double[] cross;
        private boolean begun;

        Clipped(ClippedSpectrum method, SecondOrderOracle oracle, Start start, RandomStream stream) {
            this.method = method;
            this.oracle = oracle;
            this.stream = stream;
            phi = start.phi();
            lambda = start.lambda();
            lowerAverage = new double[lambda.length];
            upperAverage = new double[phi.length];
            lower = Gradient.of(oracle);
            upper = Gradient.of(oracle);
            hessian = new double[lambda.length][lambda.length];
            unit = new double[lambda.length];
            solution = new double[lambda.length];
            cross = new double[phi.length];
        }

        @Override
        public void step() {
            lower.lower(oracle, oracle.draw(method.batch(), stream), phi, lambda);
            upper.upper(oracle, oracle.draw(method.batch(), stream), phi, lambda);
            solve(oracle.draw(method.batch(), stream));
            oracle.jacobianVector(oracle.draw(method.batch(), stream), phi, lambda, solution, cross);

            double weight = begun ? method.momentum() : 1;
            begun = true;
            for (int j = 0; j < lambda.length; j++) {
                lowerAverage[j] += weight * (lower.lambda()[j] - lowerAverage[j]);
                lambda[j] -= method.lowerStep() * lowerAverage[j];
            }
            for (int i = 0; i < phi.length; i++) {
                upperAverage[i] += weight * (upper.phi()[i] - cross[i] - upperAverage[i]);
                phi[i] -= method.outerStep() * upperAverage[i];
            }
        }

        /** \(S(\hat g_{\lambda\lambda})^{-1} \hat f_\lambda\); NaN where the Hessian is not finite and has no spectrum. */
        private void solve(Batch batch) {
            boolean finite = true;
            for (int j = 0; j < unit.length; j++) {
                unit[j] = 1;
                oracle.hessianVector(batch, phi, lambda, unit, hessian[j]);
                unit[j] = 0;
                finite &= Double.isFinite(Vectors.squaredNorm(hessian[j]));
            }
            if (!finite) {
                Arrays.fill(solution, Double.NaN);
                return;
            }
            Symmetric.Spectrum spectrum = Symmetric.spectrum(MatrixUtils.createRealMatrix(hessian));
            double[] coordinates = spectrum.vectors().preMultiply(upper.lambda());
            for (int j = 0; j < coordinates.length; j++) {
                double clipped = Math.min(Math.max(spectrum.eigenvalues()[j], method.mu()), method.smoothness());
                coordinates[j] /= clipped;
            }
            Vectors.copy(spectrum.vectors().operate(coordinates), solution);
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
        private static final Citation SOURCE = new Citation("Huang, arXiv 2303.03944", "MGBiO", Provenance.RECALLED);
        private static final Citation RATE =
                new Citation("Huang, arXiv 2303.03944", "complexity of MGBiO", Provenance.READ);

        /**
         * The theorem needs bounds of the spectrum at the lower solution, not tight ones. The default 0.1 lies below it on
         * every registered problem with a nonsingular Hessian there (0.25 is the least that sine-composite can have); a
         * flatter problem needs its own.
         */
        @Override
        public AlgorithmCard card() {
            return new AlgorithmCard(
                    NAME,
                    "implicit differentiation under PL, the spectrum of the Hessian clipped before it is inverted",
                    List.of(
                            Parameter.required("batch", "samples per estimate n", "≥ 1"),
                            Parameter.required("lowerStep", "inner step size τ", "> 0, < 2/L"),
                            Parameter.required("outerStep", "outer step size η", "> 0"),
                            Parameter.required("momentum", "weight β of the newest estimate", "in (0, 1]"),
                            new Parameter("mu", "lower end of the clipped spectrum", "> 0", "0.1"),
                            new Parameter("smoothness", "upper end of the clipped spectrum", "≥ mu", "1e6")),
                    AlgorithmCard.PRODUCTS,
                    Requirement.of(LowerLevel.NONSINGULAR_PL),
                    new Rate(2, Rate.Criterion.NORM, Rate.Regime.DETERMINISTIC, RATE),
                    new TheoremSchedule(
                            List.of(
                                    Law.power("batch", "cN", Role.BATCH, -1),
                                    Law.constant("lowerStep", Role.LOWER_STEP),
                                    Law.constant("outerStep", Role.OUTER_STEP),
                                    Law.constant("momentum", Role.MOMENTUM),
                                    Law.iterations(-1)),
                            2,
                            "deterministic theorem in norm units; batches n ∝ 1/ε for noisy derivatives are derived",
                            new Citation("Plumbline, this class", "Schedule", Provenance.DERIVED)),
                    SOURCE);
        }

        @Override
        public Class<ClippedSpectrum> type() {
            return ClippedSpectrum.class;
        }
    }
}
