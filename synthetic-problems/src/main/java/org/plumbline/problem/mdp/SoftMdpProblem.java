package org.plumbline.problem.mdp;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.plumbline.numeric.RefusedException;
import org.plumbline.oracle.Constant;
import org.plumbline.oracle.Constants;
import org.plumbline.oracle.LowerLevel;
import org.plumbline.oracle.NoiseModel;
import org.plumbline.oracle.Oracles;
import org.plumbline.oracle.SoftmaxPolicy;
import org.plumbline.oracle.Start;
import org.plumbline.problem.Box;
import org.plumbline.problem.GroundTruth;
import org.plumbline.problem.OuterTerms;
import org.plumbline.problem.SampledProblem;
import org.plumbline.random.RandomStream;
import org.plumbline.sampling.PathSharing;
import org.plumbline.sampling.QFunctionEstimator;
import org.plumbline.sampling.SoftPolicyGradients;

/**
 * Reward design for an entropy-regularised agent on a finite Markov decision process. λ are the logits (S·A numbers, row
 * by row) of the policy \(\pi(a|s) = e^{\lambda(s,a)}/\sum_b e^{\lambda(s,b)}\), and
 * \[ g(\varphi,\lambda) = -E\sum_t\gamma^t\bigl(r_\varphi(s_t,a_t) + \tau H(\pi(\cdot|s_t))\bigr), \qquad
 *    f(\varphi,\lambda) = -E\sum_t\gamma^t r_0(s_t,a_t)
 *      + \tfrac12\rho\|\varphi-\bar\varphi\|^2 + \langle c,\varphi\rangle, \]
 * from \(s_0\sim\nu\), with \(r_\varphi\) as in {@link RewardModel}; \(r_0\) may depend on \(\varphi\) in the same way,
 * as it does where the designer earns a tax or plays against the agent. The designer's value has no entropy, so
 * \(g + \sigma f\) is, up to \(\sigma\) times the outer terms, minus the agent's value of the reward
 * \(r_\varphi + \sigma r_0\): both are sums of \(\gamma^t\) times rewards under one policy, and the entropy appears once.
 *
 * <p>λ and λ plus a constant for each state are one policy: minimisers form a subspace, and the Hessian is singular along
 * it. f is constant there. Results show the policy, and the logits that stand for it: \(\log\pi\).
 *
 * <p>g is not convex in λ, and PL on policies that are bounded away from 0 only; {@link SoftMdpConstants} has the proof,
 * with the constant {@link #P_MIN} of the region, and smoothness everywhere. Where {@code initial} misses a state no PL
 * constant is declared.
 *
 * <p>No instance with a choice that matters is aligned: \(\pi^*\) is positive everywhere, so \(\nabla_\lambda f =
 * -d\,\pi^* A_0\) vanishes only if \(A_0 = 0\) at every pair that is reached, that is, if the designer values all policies
 * the same.
 */
public final class SoftMdpProblem implements SampledProblem {
    /** Symbol of the smallest probability of an action on the region where the PL constant holds. */
    public static final String P_MIN = "pMin";

    private static final double BOX_RADIUS = 1;

    /** Sampled logits differ by at most this, or f and g have no curvature that differences could see. */
    private static final double LARGEST_SPREAD = 10;

    private final String id;
    private final SoftMdp agent;
    private final RewardModel rewards;
    private final RewardModel designer;
    private final OuterTerms outer;
    private final Box box;
    private final Constants constants;
    private final double spread;
    private final GroundTruth truth;

    /**
     * An instance with the outer terms as given.
     *
     * @param id the name of the instance
     * @param mdp the process, S states and A actions
     * @param temperature \(\tau\), positive
     * @param rewards the agent's reward
     * @param designer \(r_0\), as [s][a]
     * @param outer the terms in \(\varphi\) alone, of the dimension of the agent's reward
     * @throws RefusedException if a value is out of range or a shape is wrong
     */
    public SoftMdpProblem(
            String id, FiniteMdp mdp, double temperature, RewardModel rewards, double[][] designer, OuterTerms outer) {
        this(id, mdp, temperature, rewards, RewardModel.fixed(designer, rewards.dimension()), outer);
    }

    /**
     * An instance whose designer's reward depends on \(\varphi\), too.
     *
     * @param id the name of the instance
     * @param mdp the process, S states and A actions
     * @param temperature \(\tau\), positive
     * @param rewards the agent's reward
     * @param designer \(r_{0,\varphi}\), of as many parameters as the agent's reward
     * @param outer the terms in \(\varphi\) alone, of the dimension of the agent's reward
     * @throws RefusedException if a value is out of range or a shape is wrong
     */
    public SoftMdpProblem(
            String id, FiniteMdp mdp, double temperature, RewardModel rewards, RewardModel designer, OuterTerms outer) {
        if (!(temperature > 0 && temperature < Double.POSITIVE_INFINITY)) {
            throw new RefusedException("temperature (" + temperature
                    + ") must be positive and finite, or there is no unique best policy. Maybe choose 0.5.");
        }
        requireDimension("upper.center", outer.center().length, rewards);
        requireDimension("designerFeatures", designer.dimension(), rewards);
        this.id = id;
        this.agent = SoftMdp.entropic(mdp, temperature);
        this.rewards = rewards;
        this.designer = designer;
        this.outer = outer;
        requirePairs("features", rewards.pairs());
        requirePairs("designerReward", designer.pairs());
        this.box = Box.around(outer.center(), BOX_RADIUS);
        SoftMdpConstants declared = new SoftMdpConstants(mdp, temperature, rewards, outer.center(), box);
        this.constants = declared.declared();
        this.spread = Math.min(LARGEST_SPREAD, -Math.log(mdp.actions() * declared.smallestProbability()));
        this.truth = new SoftMdpTruth(agent, rewards, designer, outer, declared.modulus());
    }

    private static void requireDimension(String name, int length, RewardModel rewards) {
        if (length != rewards.dimension()) {
            throw new RefusedException(name + " (" + length + " values) must have " + rewards.dimension()
                    + ", one for each feature. Maybe leave it out for 0.");
        }
    }

    private void requirePairs(String name, int length) {
        if (length != agent.mdp().pairs()) {
            throw new RefusedException(name + " (" + length + " pairs) must have "
                    + agent.mdp().pairs() + ", one for each state and action. Maybe add what is missing.");
        }
    }

    @Override
    public String family() {
        return SoftMdpFamily.NAME;
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public Box box() {
        return box;
    }

    /** The upper corner of the box, and the uniform policy. */
    @Override
    public Start start() {
        return new Start(box.upper(), new double[lowerDimension()]);
    }

    @Override
    public Constants constants() {
        return constants;
    }

    /** PL at most: the Hessian vanishes along shifts of a state's logits. */
    @Override
    public LowerLevel lowerLevel() {
        return constants.find(Constants.MU).isPresent() ? LowerLevel.PL : LowerLevel.UNRESTRICTED;
    }

    /** Where every action keeps at least the declared share of its state, up to rounding. */
    @Override
    public boolean inRegion(double[] phi, double[] lambda) {
        double least = constants.find(P_MIN).map(Constant::value).orElse(0.0) * (1 - 1e-12);
        return policy(lambda).stream().flatMapToDouble(Arrays::stream).allMatch(share -> share >= least);
    }

    /**
     * Logits that are uniform in an interval, plus a normal shift for each state. The interval's length ℓ keeps
     * \(\pi \ge e^{-\ell}/A \ge p_{\min}\).
     */
    @Override
    public double[] sampleLower(double[] phi, RandomStream stream) {
        int actions = agent.mdp().actions();
        double[] lambda = new double[lowerDimension()];
        for (int s = 0; s < lambda.length / actions; s++) {
            double shift = stream.gaussian();
            for (int i = s * actions; i < (s + 1) * actions; i++) {
                lambda[i] = shift + stream.uniform(0, spread);
            }
        }
        return lambda;
    }

    /** The policy of the logits. */
    @Override
    public Optional<double[]> policy(double[] lambda) {
        return Optional.of(SoftmaxPolicy.of(lambda, agent.mdp().actions()).probabilities());
    }

    /** Beside gradients, methods may see the agent's reward, trajectories and, if they declare it, the model. */
    @Override
    public Oracles oracles(NoiseModel noise) {
        return agentRewards().beside(SampledProblem.super.oracles(noise), agent.mdp());
    }

    /**
     * Oracles whose gradients are estimated from trajectories; see {@link SoftPolicyGradients} for their bias and what is
     * charged.
     *
     * @param horizon H, at least 1; what is cut off is of the order of \(\gamma^H\)
     * @param estimator how \(\hat Q\) is read off the trajectories
     * @param sharing what a batch has in common at several policies
     * @return first-order oracles, with the tabular ones
     */
    @Override
    public Oracles trajectories(int horizon, QFunctionEstimator estimator, PathSharing sharing) {
        return agentRewards()
                .trajectories(agent.mdp(), new DesignerReturn(designer, outer), horizon, estimator, sharing);
    }

    @Override
    public double trueReturn(double[] phi, double[] lambda) {
        return value(lambda, designer.at(phi));
    }

    /**
     * The discounted sum of a reward under the policy of some logits.
     *
     * @param lambda logits, length S·A
     * @param reward of one step, length S·A
     * @return the exact value from the initial distribution
     */
    public double value(double[] lambda, double[] reward) {
        SoftmaxPolicy policy = SoftmaxPolicy.of(lambda, agent.mdp().actions());
        return new PolicyEvaluation(agent.mdp(), policy.probabilities()).total(reward);
    }

    /**
     * What is known of the agent without its process.
     *
     * @return its reward and its temperature
     */
    public AgentRewards agentRewards() {
        return new AgentRewards(rewards, agent.temperature());
    }

    @Override
    public GroundTruth truth() {
        return truth;
    }

    @Override
    public Map<String, Object> data() {
        Map<String, Object> data = agent.mdp().data();
        data.put("temperature", agent.temperature());
        data.put("features", rewards.features());
        data.put("baseReward", rewards.base());
        data.put("designerReward", designer.base());
        if (designer.hasFeatures()) {
            data.put("designerFeatures", designer.features());
        }
        data.put("upper", outer.data());
        return data;
    }

    /**
     * The process.
     *
     * @return transitions, initial distribution, discount
     */
    public FiniteMdp mdp() {
        return agent.mdp();
    }

    /**
     * The agent without its reward.
     *
     * @return the process with the temperature
     */
    public SoftMdp agent() {
        return agent;
    }

    /**
     * The agent's reward.
     *
     * @return as a function of \(\varphi\)
     */
    public RewardModel rewards() {
        return rewards;
    }

    /**
     * The designer's reward at \(\varphi = 0\), which is all of it where it does not depend on \(\varphi\).
     *
     * @return \(r_0\), length S·A, a copy
     */
    public double[] designer() {
        return RewardModel.flat(designer.base());
    }

    /**
     * The designer's reward.
     *
     * @return as a function of \(\varphi\)
     */
    public RewardModel designerReward() {
        return designer;
    }
}
