package org.plumbline.algorithm.penalty;

import com.google.auto.service.AutoService;
import java.util.List;
import org.plumbline.algorithm.AlgorithmCard;
import org.plumbline.algorithm.AlgorithmSpec;
import org.plumbline.algorithm.FirstOrderAlgorithm;
import org.plumbline.algorithm.Law;
import org.plumbline.algorithm.Parameter;
import org.plumbline.algorithm.Positive;
import org.plumbline.algorithm.Rate;
import org.plumbline.algorithm.Requirement;
import org.plumbline.algorithm.Role;
import org.plumbline.algorithm.Stepper;
import org.plumbline.algorithm.TheoremSchedule;
import org.plumbline.oracle.FirstOrderOracle;
import org.plumbline.oracle.LowerLevel;
import org.plumbline.oracle.Start;
import org.plumbline.random.RandomStream;
import org.plumbline.source.Citation;
import org.plumbline.source.Citation.Provenance;

/**
 * F2SA-p, penalty methods whose hypergradient is a finite difference of order p in the penalty parameter, and with it
 * the central form of Algorithm 1.
 *
 * <p><strong>Problem.</strong> With \(\ell_\nu(\varphi) = \min_\lambda g + \nu f\), \(\nabla\Phi = \frac{\partial}{\partial\nu}
 * \nabla_\varphi\ell_\nu\) at \(\nu = 0\). Algorithm 1 takes the forward difference of it, with an error of order
 * \(\sigma\); a difference over chains at \(j\sigma\), some j negative, has an error of order \(\sigma^p\).
 *
 * <p><strong>Assumptions.</strong> \(g(\varphi,\cdot)\) strongly convex, f and g smooth to order p in \(\lambda\); unbiased
 * gradients of bounded variance; \(\sigma \le 1/(2\kappa)\) for p = 2, \(1/(p\kappa)\) in general, so that \(g + j\sigma
 * f\) stays strongly convex for the negative j.
 *
 * <p><strong>Algorithm.</strong> The nodes j and weights \(\alpha_j\) are those of {@link DifferenceFormula}: 0, 1 for p = 1
 * and \(\pm1,\dots,\pm p/2\) for even p (j = 0 has weight 0, and no chain is run for it). Outer iteration t, every chain
 * going on from where it ended:
 * \[ \begin{gathered}
 *   \lambda_j^{k+1} = \lambda_j^k - \tau\bigl(\hat g_\lambda + j\sigma\hat f_\lambda\bigr)(\varphi_t,\lambda_j^k),
 *     \qquad k = 0,\dots,K-1, \quad\text{b samples}, \\
 *   \hat\Phi = \sum_j \alpha_j\Bigl(j\,\hat f_\varphi(\varphi_t,\lambda_j^K)
 *     + \tfrac1\sigma\,\hat g_\varphi(\varphi_t,\lambda_j^K)\Bigr), \quad\text{n samples}, \qquad
 *   \varphi_{t+1} = \varphi_t - \eta\,\hat\Phi/\|\hat\Phi\| .
 * \end{gathered} \]
 * In the paper the inner samples are fresh for every chain and step, b = 1, and <em>one</em> outer batch serves all j:
 * {@link Coupling#OUTER}. Its analysis makes no use of that. The central form of Algorithm 1 is p = 2 with b = n, all
 * batches independent ({@link Coupling#NONE}) and without the normalisation. For p = 1 and no normalisation this is
 * {@link FirstOrderPenalty}.
 *
 * <p><strong>Cost</strong> of an outer iteration: for even p, \(p(Kb+n)\) lower and as many upper gradients; for p = 1,
 * \(2(Kb+n)\) lower and \(Kb+n\) upper ones, since at j = 0 f is not asked for.
 *
 * <p><strong>Guarantee</strong> (rate). F2SA-p, norm units, \(\mathbb E\|\nabla\Phi\| \le \epsilon'\): \(\tilde
 * O(p\kappa^{9+2/p}\epsilon'^{-4-2/p})\) samples (read); in squared units, \(\epsilon = \epsilon'^2\), \(N = \tilde
 * O(\epsilon^{-2-1/p})\): 3, 5/2, 9/4 for p = 1, 2, 4. The theorem bounds the mean of the norm, from which that of its
 * square does not follow; the suite measures the square, as for all. The central form of Algorithm 1: \(\tilde
 * O(\epsilon^{-5/2})\) for \(\mathbb E\|\nabla\Phi\|^2 \le \epsilon\) (derived: bias \(\sigma^4\), variance
 * \(1/(\sigma^2 n)\), both to be \(\epsilon\)).
 *
 * <p><strong>Schedule.</strong> Published, norm units: \(\sigma = \Theta(\epsilon'^{1/p})\), \(n =
 * \Theta(\sigma^{-2}\epsilon'^{-2})\), b = 1, \(\tau = \Theta(\sigma^2\epsilon'^2)\), \(K =
 * \tilde\Theta(\sigma^{-2}\epsilon'^{-2})\), \(\eta = \Theta(\epsilon')\), \(T = \Theta(\epsilon'^{-2})\). Squared units,
 * exponents halved: \(\sigma = \Theta(\epsilon^{1/(2p)})\), \(n = \Theta(\epsilon^{-1-1/p})\), \(\tau =
 * \Theta(\epsilon^{1+1/p})\), \(K = \tilde\Theta(\epsilon^{-1-1/p})\), \(\eta = \Theta(\epsilon^{1/2})\), \(T =
 * \Theta(\epsilon^{-1})\); see {@link #published}. <em>Registered</em> is the same schedule with the inner samples in
 * batches, b = n, \(\tau = \Theta(1)\), \(K = \Theta(\ln(1/\epsilon))\) (derived): after K steps of size \(\tau\) with
 * batches of b and variance v, the inner gap is at most \((1-\tau\mu)^K\delta_0 + \tau Lv/(2\mu b)\), and \((\tau, b, K)
 * \to (c\tau, cb, K/c)\) leaves Kb, the floor and, up to \((1-\tau\mu)^{K} \le e^{-\tau\mu K}\), the contraction as they
 * are while \(c\tau \le 1/L\). N is the same; only the number of calls falls, from billions.
 *
 * <p><strong>Reference.</strong> Chen, Li, Chayti, Zhang, ICLR 2026 (arXiv 2509.02937), Algorithm 1, Lemma 3.1 and
 * Theorem 3.1, read; the weights for even p are derived in {@link DifferenceFormula}.
 *
 * @param order p: 1, or even
 * @param sigma \(\sigma\), the distance of the nodes (\(\nu\) in the source), positive
 * @param batch n, samples per outer gradient estimate, at least 1
 * @param innerBatch b, samples per inner gradient estimate, at least 1
 * @param innerSteps K, at least 1
 * @param lowerStep \(\tau\), positive
 * @param outerStep \(\eta\), positive; the length of every outer step where it is normalised
 * @param coupling where the chains share batches
 * @param normalised whether the hypergradient is divided by its norm
 */
public record CentralDifferences(
        int order,
        double sigma,
        long batch,
        long innerBatch,
        int innerSteps,
        double lowerStep,
        double outerStep,
        Coupling coupling,
        boolean normalised)
        implements FirstOrderAlgorithm {
    private static final String CENTRAL = "algorithm-1-central";
    private static final Citation SOURCE = new Citation(
            "Chen, Li, Chayti, Zhang, ICLR 2026, arXiv 2509.02937", "Algorithm 1, Theorem 3.1", Provenance.READ);

    /** Checks the ranges. */
    public CentralDifferences {
        DifferenceFormula.requireOrder(order);
        Positive.require("sigma", sigma);
        Positive.require("batch", batch);
        Positive.require("innerBatch", innerBatch);
        Positive.require("innerSteps", innerSteps);
        Positive.require("lowerStep", lowerStep);
        Positive.require("outerStep", outerStep);
        if (coupling.iteration()) {
            throw new IllegalArgumentException(
                    "coupling (" + coupling
                            + ") must be NONE, INNER, OUTER or FULL, as inner and outer batches may differ in size. Maybe use FULL.");
        }
    }

    @Override
    public String name() {
        return normalised ? "f2sa-" + order : CENTRAL;
    }

    @Override
    public Stepper start(FirstOrderOracle oracle, Start start, RandomStream stream) {
        return new DifferenceStepper(this, oracle, start, stream);
    }

    /**
     * The schedule of F2SA-p with single inner samples, as it is published, in squared units. It is not registered: a run
     * makes \(\tilde\Theta(\epsilon^{-2-1/p})\) calls of one sample each.
     *
     * @param order p
     * @return for b = 1
     */
    public static TheoremSchedule published(int order) {
        double perEstimate = -1 - 1.0 / order;
        return new TheoremSchedule(
                List.of(
                        Law.power("sigma", "cSigma", Role.PENALTY, 0.5 / order),
                        Law.power("batch", "cN", Role.BATCH, perEstimate),
                        Law.fixed("innerBatch", "cB", 0, 1),
                        new Law("innerSteps", "cK", Role.INNER, perEstimate, true, Double.NaN),
                        Law.power("lowerStep", "cTau", Role.LOWER_STEP, -perEstimate),
                        Law.power("outerStep", "cEta", Role.OUTER_STEP, 0.5),
                        Law.iterations(-1)),
                2 + 1.0 / order,
                "stated for E‖∇Φ‖ ≤ ε′, here ε = ε′²",
                SOURCE);
    }

    private static TheoremSchedule batched(int order, Law outerStep, String note, Citation source) {
        return new TheoremSchedule(
                List.of(
                        Law.power("sigma", "cSigma", Role.PENALTY, 0.5 / order),
                        Law.power("batch", "cN", Role.BATCH, -1 - 1.0 / order),
                        Law.logarithm("innerSteps", "cK"),
                        Law.constant("lowerStep", Role.LOWER_STEP),
                        outerStep,
                        Law.iterations(-1)),
                2 + 1.0 / order,
                note,
                source);
    }

    private static List<Parameter> hyperParameters(int order, Coupling coupling, boolean normalised) {
        return List.of(
                new Parameter("order", "order p of the difference formula", "1 or even", String.valueOf(order)),
                Parameter.required("sigma", "distance σ of the penalty parameters", "> 0"),
                Parameter.required("batch", "samples per outer gradient estimate n", "≥ 1"),
                new Parameter("innerBatch", "samples per inner gradient estimate b", "≥ 1", "batch"),
                Parameter.required("innerSteps", "inner steps K", "≥ 1"),
                Parameter.required("lowerStep", "inner step size τ of all chains", "> 0, < 2/L"),
                Parameter.required("outerStep", "outer step size η", "> 0"),
                new Parameter(
                        "coupling", "where the chains share batches", "NONE, INNER, OUTER, FULL", coupling.name()),
                new Parameter(
                        "normalised",
                        "whether the outer step has length η",
                        "true, false",
                        String.valueOf(normalised)));
    }

    /** What the registered forms share: one record. */
    private abstract static class Form implements AlgorithmSpec {
        @Override
        public final Class<CentralDifferences> type() {
            return CentralDifferences.class;
        }
    }

    /** F2SA-p for one p. */
    private abstract static class FullyFirstOrder extends Form {
        private static final Citation BATCHED =
                new Citation("Plumbline, CentralDifferences", "inner samples in batches", Provenance.DERIVED);

        private final int order;

        FullyFirstOrder(int order) {
            this.order = order;
        }

        @Override
        public final AlgorithmCard card() {
            return new AlgorithmCard(
                    "f2sa-" + order,
                    "F2SA-p with p = " + order + ": a finite difference of order p in the penalty, normalised steps",
                    hyperParameters(order, Coupling.OUTER, true),
                    AlgorithmCard.GRADIENTS + ", one batch at several points",
                    new Requirement(LowerLevel.STRONGLY_CONVEX, order > 1),
                    new Rate(4 + 2.0 / order, Rate.Criterion.NORM, Rate.Regime.STOCHASTIC, SOURCE),
                    batched(
                            order,
                            Law.power("outerStep", "cEta", Role.OUTER_STEP, 0.5),
                            "stated for E‖∇Φ‖ ≤ ε′, here ε = ε′²; the single inner samples with steps ∝ ε^(1+1/p) are"
                                    + " taken in batches with constant steps, which leaves N as it is",
                            BATCHED),
                    SOURCE);
        }
    }

    /** Registers p = 1. */
    @AutoService(AlgorithmSpec.class)
    public static final class First extends FullyFirstOrder {
        /** For the service loader. */
        public First() {
            super(1);
        }
    }

    /** Registers p = 2. */
    @AutoService(AlgorithmSpec.class)
    public static final class Second extends FullyFirstOrder {
        /** For the service loader. */
        public Second() {
            super(2);
        }
    }

    /** Registers p = 4. */
    @AutoService(AlgorithmSpec.class)
    public static final class Fourth extends FullyFirstOrder {
        /** For the service loader. */
        public Fourth() {
            super(4);
        }
    }

    /** Registers the central form of Algorithm 1. */
    @AutoService(AlgorithmSpec.class)
    public static final class Central extends Form {
        private static final Citation DERIVATION =
                new Citation("Plumbline, docs/theory.md", "section \"Central differences\"", Provenance.DERIVED);

        @Override
        public AlgorithmCard card() {
            return new AlgorithmCard(
                    CENTRAL,
                    "Algorithm 1 with its two chains at σ and −σ, independent batches and warm start",
                    hyperParameters(2, Coupling.NONE, false),
                    AlgorithmCard.GRADIENTS,
                    new Requirement(LowerLevel.PL, true),
                    new Rate(2.5, Rate.Criterion.SQUARED_NORM, Rate.Regime.STOCHASTIC, DERIVATION),
                    batched(2, Law.constant("outerStep", Role.OUTER_STEP), "", DERIVATION),
                    DERIVATION);
        }
    }
}
