package org.plumbline.problem.preference;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.plumbline.numeric.RefusedException;
import org.plumbline.oracle.Constants;
import org.plumbline.oracle.LowerLevel;
import org.plumbline.oracle.NoiseModel;
import org.plumbline.oracle.Oracles;
import org.plumbline.oracle.Start;
import org.plumbline.problem.Box;
import org.plumbline.problem.GroundTruth;
import org.plumbline.problem.OuterTerms;
import org.plumbline.problem.SampledProblem;
import org.plumbline.random.RandomStream;
import org.plumbline.sampling.PathSharing;
import org.plumbline.sampling.QFunctionEstimator;

/**
 * Learning a reward from preferences while an agent maximises it. The lower level is the environment's: g is the
 * agent's soft discounted loss, or its discounted quadratic cost, under the learnt reward \(r_\varphi\). The upper level
 * compares pairs of trajectories \(\tau_1, \tau_2\) of H steps, drawn independently, by their undiscounted scores
 * \(R_\varphi(\tau) = \sum_{t\lt H} r_\varphi(s_t, a_t)\), with labels from the same model under the true reward
 * (Christiano et al., NeurIPS 2017, eq. (1), "deep reinforcement learning from human preferences"):
 * \[ f(\varphi,\lambda) = E_{\tau_1,\tau_2}\,\ell\bigl(R_\varphi(\tau_1) - R_\varphi(\tau_2),\;
 *      R_{\mathrm{true}}(\tau_1) - R_{\mathrm{true}}(\tau_2)\bigr)
 *      + \tfrac12\rho\|\varphi-\bar\varphi\|^2 + \langle c,\varphi\rangle , \]
 * \(\ell\) the expected cross-entropy of {@link BradleyTerry}. In an LQR environment \(r = -(x^\top Qx + u^\top Ru)\), with
 * \(Q(\varphi)\) as in {@link org.plumbline.problem.lqr.AgentCost}; in a decision process \(r_\varphi\) is linear.
 *
 * <p><b>Pairs.</b> With {@code pairs: reference-policy} the trajectories come from a fixed policy. Then \(f\) does not
 * depend on λ, so \(\Phi = f\), \(g + \sigma f\) is g up to a constant, \(\Phi_\sigma = \Phi\), \(\lambda_\sigma = \lambda^*\),
 * \(\mu(\sigma) = \mu\) and \(\bar\sigma = \infty\): a single-level control. With {@code pairs: current-policy} they come
 * from the policy of λ, \(\nabla_\lambda f\) is the derivative of that law, and \(\lambda_\sigma\) is the minimiser of
 * \(g + \sigma f\) that continuation connects with \(\lambda^*\) ({@link PenalisedPath}): a strict local minimiser, and
 * global only as far as sampling can tell. No modulus of \(g + \sigma f\) is claimed there.
 *
 * <p><b>Exactness.</b> In a decision process all trajectories are enumerated (horizon at most 4) and f is the
 * expectation. In an LQR environment f <em>is</em> the average over a fixed sample of M pairs of noise sequences, of
 * which trajectories are smooth functions, and {@link #samplingError} states how far it may be from the expectation.
 *
 * <p><b>Optima.</b> \(\ell\) is convex in the score difference. In a decision process that is linear in φ, so with fixed
 * pairs \(\Phi\) is convex and a stationary \(\bar\varphi\) is a <em>global</em> minimiser. With fixed pairs in any
 * environment, if \(r_{\bar\varphi}\) is the true reward and c = 0, then \(\ell(z,y) \ge \ell(y,y)\) pair by pair makes
 * \(\bar\varphi\) a global minimiser, although \(\Phi\) of LQR is not convex. In all other cases the centre is called
 * stationary.
 *
 * <p><b>The truth is not a solution.</b> With the policy's own pairs, \(\nabla_\varphi f\) vanishes where \(r_\varphi\) is the
 * true reward, but \(\nabla_\lambda f\) does not: there f is the expected entropy of labels, which the policy can lower
 * by visiting what is easy to compare. So \(\nabla\Phi \ne 0\) at the true reward, and no aligned instance exists.
 */
public final class PreferenceProblem implements SampledProblem {
    /** Pairs of trajectories of the policy that λ stands for. */
    static final String CURRENT = "current-policy";

    /** Pairs of trajectories of a fixed policy. */
    static final String REFERENCE = "reference-policy";

    private final String id;
    private final LearnerEnvironment environment;
    private final PairLoss pairs;
    private final OuterTerms outer;
    private final PreferenceTruth truth;
    private final Constants constants;

    /**
     * An instance; the box of the environment is centred at the centre of the outer terms.
     *
     * @throws RefusedException if scores are so large that the loss at the centre is not finite
     */
    PreferenceProblem(String id, LearnerEnvironment environment, PairLoss pairs, OuterTerms outer) {
        this.id = id;
        this.environment = environment;
        this.pairs = pairs;
        this.outer = outer;
        this.truth = new PreferenceTruth(environment, pairs, outer);
        this.constants = new Constants(environment.lowerLevel().constants().all().stream()
                .filter(constant -> !constant.symbol().equals(Constants.SIGMA_MINUS))
                .toList());
        double loss = truth.objective(outer.center());
        if (!Double.isFinite(loss)) {
            throw new RefusedException("trueReward (loss " + loss + " at the center) must leave finite scores of"
                    + " trajectories. Maybe scale the rewards, or choose a smaller horizon or reference gain.");
        }
    }

    @Override
    public String family() {
        return PreferenceFamily.NAME;
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public Box box() {
        return environment.lowerLevel().box();
    }

    /** The upper corner of the box, and the start of the environment's own family. */
    @Override
    public Start start() {
        return environment.lowerLevel().start();
    }

    /** Those of the lower level alone: nothing is declared of f, nor of \(g - \sigma f\). */
    @Override
    public Constants constants() {
        return constants;
    }

    @Override
    public LowerLevel lowerLevel() {
        return environment.lowerLevel().lowerLevel();
    }

    @Override
    public double[] sampleLower(double[] phi, RandomStream stream) {
        return environment.lowerLevel().sampleLower(phi, stream);
    }

    @Override
    public boolean inRegion(double[] phi, double[] lambda) {
        return environment.lowerLevel().inRegion(phi, lambda);
    }

    @Override
    public Optional<double[]> policy(double[] lambda) {
        return environment.lowerLevel().policy(lambda);
    }

    /**
     * How far f may be from the expectation over all trajectories, where it is the average over a fixed sample.
     *
     * @param phi length p
     * @param lambda length d
     * @return the standard error of the average; 0 where f is the expectation itself
     */
    public double samplingError(double[] phi, double[] lambda) {
        return pairs.samplingError(phi, lambda);
    }

    /**
     * The part of the hypergradient that a single-level method drops.
     *
     * @param phi length p
     * @return \((D\lambda^*(\varphi))^\top\nabla_\lambda f(\varphi,\lambda^*(\varphi))\), length p; 0 for fixed pairs
     */
    public double[] implicitGradient(double[] phi) {
        return truth.implicitGradient(phi);
    }

    /** The value of the hidden reward; NaN in an LQR environment, where it is not computed. */
    @Override
    public double trueReturn(double[] phi, double[] lambda) {
        return environment instanceof MdpLearner learner && pairs instanceof MdpPairs mdpPairs
                ? learner.value(lambda, mdpPairs.trueReward())
                : Double.NaN;
    }

    /**
     * How often the learnt reward orders a pair as the true one does, for measuring only.
     *
     * @param phi length p
     * @param lambda length d
     * @return the probability over the law of the pairs, pairs that are equal under either counting one half; NaN in an LQR
     *     environment, where it is not computed
     */
    public double accuracy(double[] phi, double[] lambda) {
        return pairs instanceof MdpPairs mdpPairs ? mdpPairs.accuracy(phi, lambda) : Double.NaN;
    }

    /** In a decision process methods may see the agent, too. */
    @Override
    public Oracles oracles(NoiseModel noise) {
        Oracles gradients = SampledProblem.super.oracles(noise);
        return environment instanceof MdpLearner learner ? learner.beside(gradients) : gradients;
    }

    /**
     * Oracles whose gradients are estimated from trajectories and from the answers to pairs of them; see
     * {@link LabelledPairs}. Only for decision processes, with the policy's own pairs: fixed pairs are a single-level
     * problem, and regulators have {@link #oracles}, whose f is the average over a sample.
     *
     * @param horizon H, at least the number of steps that are compared
     * @param estimator how \(\hat Q\) of the agent is read off
     * @param sharing what a batch has in common at several policies
     * @return first-order oracles, with the tabular ones
     */
    @Override
    public Oracles trajectories(int horizon, QFunctionEstimator estimator, PathSharing sharing) {
        if (!(environment instanceof MdpLearner learner && pairs instanceof MdpPairs mdpPairs && followsPolicy())) {
            throw new RefusedException(id + " must compare trajectories of the current policy of a decision process"
                    + " to be sampled. Maybe use preference/mdp-current-policy, or --noise.");
        }
        if (horizon < mdpPairs.horizon()) {
            throw new RefusedException("The horizon (" + horizon + ") must be at least " + mdpPairs.horizon()
                    + ", the steps that are compared. Maybe use 40.");
        }
        return learner.trajectories(mdpPairs.labelled(outer), horizon, estimator, sharing);
    }

    /** Whether the pairs come from the policy of λ. */
    boolean followsPolicy() {
        return pairs.followsPolicy();
    }

    LearnerEnvironment environment() {
        return environment;
    }

    @Override
    public GroundTruth truth() {
        return truth;
    }

    @Override
    public Map<String, Object> data() {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("environment", environment.data());
        data.putAll(pairs.data());
        data.put("upper", outer.data());
        return data;
    }
}
