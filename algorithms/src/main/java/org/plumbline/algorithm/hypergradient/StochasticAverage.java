package org.plumbline.algorithm.hypergradient;

import com.google.auto.service.AutoService;
import java.util.Arrays;
import java.util.List;
import org.plumbline.algorithm.AlgorithmCard;
import org.plumbline.algorithm.AlgorithmSpec;
import org.plumbline.algorithm.FiniteSumAlgorithm;
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
import org.plumbline.oracle.FiniteSumOracle;
import org.plumbline.oracle.LowerLevel;
import org.plumbline.oracle.Start;
import org.plumbline.random.RandomStream;
import org.plumbline.source.Citation;
import org.plumbline.source.Citation.Provenance;

/**
 * SABA, the stochastic average bilevel algorithm: {@link StochasticBilevel} on finite sums with a table of the newest
 * answer of every term, as in SAGA, so that the variance vanishes at the solution and constant steps converge to it.
 *
 * <p><strong>Problem.</strong> \(\min_\varphi \Phi(\varphi) = f(\varphi,\lambda^*(\varphi))\), with \(\lambda^*(\varphi)\)
 * the minimiser of \(g(\varphi,\cdot)\), \(g = \frac1n\sum_i g_i\) and \(f = \frac1m\sum_j f_j\).
 *
 * <p><strong>Assumptions.</strong> \(g(\varphi,\cdot)\) strongly convex; all \(g_i\), \(f_j\) smooth, to one order more than
 * usual. Single terms need not be convex.
 *
 * <p><strong>Algorithm.</strong> Iteration t draws i and j uniformly. Each of the five quantities
 * \(q \in \{g_\lambda, g_{\lambda\lambda} v, g_{\varphi\lambda} v, f_\lambda, f_\varphi\}\) at the iterate is estimated from
 * its table \(\bar q_1, \bar q_2, \dots\), i standing for j in those of f:
 * \[ \hat q = q_i(\varphi_t,\lambda_t,v_t) - \bar q_i + \tfrac1n \textstyle\sum_l \bar q_l, \qquad
 *    \bar q_i \leftarrow q_i(\varphi_t,\lambda_t,v_t), \]
 * \[ \lambda_{t+1} = \lambda_t - \tau\,\hat g_\lambda, \qquad
 *    v_{t+1} = v_t - \tau\bigl(\hat g_{\lambda\lambda} v - \hat f_\lambda\bigr), \qquad
 *    \varphi_{t+1} = \varphi_t - \eta\bigl(\hat f_\varphi - \hat g_{\varphi\lambda} v\bigr). \]
 * The source has the opposite sign of v. The tables start with all terms at the start point; as v = 0 there, the products
 * are 0 and are not asked for.
 *
 * <p><strong>Cost</strong> of an iteration: one lower and one upper gradient, one Hessian- and one Jacobian-vector product;
 * the first has n lower and m upper gradients more. Memory \(n(2d+p) + m(d+p)\).
 *
 * <p><strong>Guarantee</strong> (rate): \(\mathbb E\|\nabla\Phi\|^2 \le \epsilon\) from
 * \(N = O((n+m)^{2/3}\epsilon^{-1})\) samples, \(O((n+m)^{2/3}\epsilon'^{-2})\) for \(\mathbb E\|\nabla\Phi\| \le
 * \epsilon'\); linear where \(\Phi\) is PL.
 *
 * <p><strong>Schedule.</strong> Constant steps, of order \((n+m)^{-2/3}\) in the theorem; with n and m fixed these are
 * constants, and \(T = \Theta(1/\epsilon)\). The source states the squared criterion: nothing was converted.
 *
 * <p><strong>Reference.</strong> Dagréou, Ablin, Vaiter, Moreau, NeurIPS 2022 (arXiv 2201.13409), SABA. The update was
 * read, the rate and how the tables start are recalled.
 *
 * @param lowerStep \(\tau\), of the lower variable and of the linear system, positive
 * @param outerStep \(\eta\), positive
 */
public record StochasticAverage(double lowerStep, double outerStep) implements FiniteSumAlgorithm {
    private static final String NAME = "saba";

    /** Checks the ranges. */
    public StochasticAverage {
        Positive.require("lowerStep", lowerStep);
        Positive.require("outerStep", outerStep);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Stepper start(FiniteSumOracle oracle, Start start, RandomStream stream) {
        return new Averaging(this, oracle, start, stream);
    }

    /** The newest answer of every term, and their mean. */
    private static final class Table {
        private final double[][] terms;
        private final double[] mean;
        private final double[] estimate;

        Table(int size, int length) {
            terms = new double[size][length];
            mean = new double[length];
            estimate = new double[length];
        }

        /** Replaces the answer of a term; the estimate is made with the mean before that. */
        double[] put(int term, double[] answer) {
            double[] old = terms[term];
            for (int j = 0; j < mean.length; j++) {
                double change = answer[j] - old[j];
                estimate[j] = change + mean[j];
                mean[j] += change / terms.length;
                old[j] = answer[j];
            }
            return estimate;
        }
    }

    private static final class Averaging implements Stepper {
        private final StochasticAverage method;
        private final FiniteSumOracle oracle;
        private final RandomStream stream;
        private final double[] phi;
        private final double[] lambda;
        /** \(v \approx g_{\lambda\lambda}^{-1} f_\lambda\). */
        private final double[] solution;

        private final Gradient lower;
        private final Gradient upper;
        private final double[] product;
        private final double[] cross;

        private final Table lowerGradients;
        private final Table products;
        private final Table crosses;
        private final Table upperGradients;
        private final Table upperGradientsPhi;
        private boolean begun;

        Averaging(StochasticAverage method, FiniteSumOracle oracle, Start start, RandomStream stream) {
            this.method = method;
            this.oracle = oracle;
            this.stream = stream;
            phi = start.phi();
            lambda = start.lambda();
            solution = new double[lambda.length];
            lower = Gradient.of(oracle);
            upper = Gradient.of(oracle);
            product = new double[lambda.length];
            cross = new double[phi.length];
            lowerGradients = new Table(oracle.lowerTerms(), lambda.length);
            products = new Table(oracle.lowerTerms(), lambda.length);
            crosses = new Table(oracle.lowerTerms(), phi.length);
            upperGradients = new Table(oracle.upperTerms(), lambda.length);
            upperGradientsPhi = new Table(oracle.upperTerms(), phi.length);
        }

        @Override
        public void step() {
            if (!begun) {
                fillTables();
                begun = true;
            }
            int i = stream.nextInt(oracle.lowerTerms());
            int j = stream.nextInt(oracle.upperTerms());
            Batch term = oracle.term(i);
            lower.lower(oracle, term, phi, lambda);
            upper.upper(oracle, oracle.term(j), phi, lambda);
            oracle.hessianVector(term, phi, lambda, solution, product);
            oracle.jacobianVector(term, phi, lambda, solution, cross);

            double[] gLambda = lowerGradients.put(i, lower.lambda());
            double[] hessian = products.put(i, product);
            double[] jacobian = crosses.put(i, cross);
            double[] fLambda = upperGradients.put(j, upper.lambda());
            double[] fPhi = upperGradientsPhi.put(j, upper.phi());
            for (int k = 0; k < lambda.length; k++) {
                lambda[k] -= method.lowerStep() * gLambda[k];
                solution[k] -= method.lowerStep() * (hessian[k] - fLambda[k]);
            }
            for (int k = 0; k < phi.length; k++) {
                phi[k] -= method.outerStep() * (fPhi[k] - jacobian[k]);
            }
            // v enters φ one iteration later: the runner shall see that it is not finite now.
            if (!Double.isFinite(Vectors.squaredNorm(solution))) {
                Arrays.fill(lambda, Double.NaN);
            }
        }

        private void fillTables() {
            for (int i = 0; i < oracle.lowerTerms(); i++) {
                lower.lower(oracle, oracle.term(i), phi, lambda);
                lowerGradients.put(i, lower.lambda());
            }
            for (int j = 0; j < oracle.upperTerms(); j++) {
                upper.upper(oracle, oracle.term(j), phi, lambda);
                upperGradients.put(j, upper.lambda());
                upperGradientsPhi.put(j, upper.phi());
            }
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
        private static final String WORK = "Dagréou, Ablin, Vaiter, Moreau, NeurIPS 2022, arXiv 2201.13409";
        private static final Citation SOURCE = new Citation(WORK, "SABA", Provenance.READ);
        private static final Citation RATE = new Citation(WORK, "rate of SABA", Provenance.RECALLED);

        @Override
        public AlgorithmCard card() {
            return new AlgorithmCard(
                    NAME,
                    "one variance-reduced step a variable and iteration, from tables over the terms of a finite sum",
                    List.of(
                            Parameter.required("lowerStep", "step size of λ and of the linear system", "> 0, < 2/L"),
                            Parameter.required("outerStep", "outer step size η", "> 0")),
                    "single terms of f and g: gradients, Hessian- and Jacobian-vector products of g",
                    Requirement.of(LowerLevel.STRONGLY_CONVEX),
                    new Rate(1, Rate.Criterion.SQUARED_NORM, Rate.Regime.FINITE_SUM, RATE),
                    new TheoremSchedule(
                            List.of(
                                    Law.constant("lowerStep", Role.LOWER_STEP),
                                    Law.constant("outerStep", Role.OUTER_STEP),
                                    Law.iterations(-1)),
                            1,
                            "finite sums; the factor (n+m)^(2/3) is a constant here",
                            RATE),
                    SOURCE);
        }

        @Override
        public Class<StochasticAverage> type() {
            return StochasticAverage.class;
        }
    }
}
