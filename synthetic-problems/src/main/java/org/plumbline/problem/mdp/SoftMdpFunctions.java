package org.plumbline.problem.mdp;

import java.util.Arrays;
import java.util.Optional;
import org.plumbline.oracle.SoftmaxPolicy;
import org.plumbline.problem.BilevelFunctions;
import org.plumbline.problem.OuterTerms;

/**
 * Minus the agent's entropy-regularised value, and minus the designer's plain value, of a softmax policy.
 *
 * <p>With \(d\) the unnormalised occupancy and \(A(s,a)\) the advantage of the reward \(r - \tau\log\pi\),
 * \(\partial g/\partial\lambda(s,a) = -d(s)\,\pi(a|s)\,A(s,a)\) (policy-gradient theorem; the derivative of
 * \(-\tau\log\pi\) has mean 0 under \(\pi\)) and \(\partial g/\partial\varphi_i = -\sum d\,\pi\,x_i\); f likewise, with the designer's reward. Along a direction v,
 * with \(u(s,a) = v(s,a) - \sum_b \pi(b|s)\,v(s,b)\):
 * \(\dot\pi = \pi u\), \((\log\pi)^\cdot = u\), \(\dot V = (I-\gamma P_\pi)^{-1}\sum_a \pi u A\),
 * \(\dot A = -\tau u + \gamma P\dot V - \dot V\), \(\dot d = (I-\gamma P_\pi)^{-\top}\gamma\dot P^\top d\), and the products
 * follow by the product rule.
 */
final class SoftMdpFunctions implements BilevelFunctions {
    private final FiniteMdp mdp;
    private final double temperature;
    private final RewardModel agent;
    private final RewardModel designer;
    private final OuterTerms outer;

    SoftMdpFunctions(FiniteMdp mdp, double temperature, RewardModel agent, RewardModel designer, OuterTerms outer) {
        this.mdp = mdp;
        this.temperature = temperature;
        this.agent = agent;
        this.designer = designer;
        this.outer = outer;
    }

    @Override
    public int upperDimension() {
        return agent.dimension();
    }

    @Override
    public int lowerDimension() {
        return mdp.pairs();
    }

    @Override
    public double lower(double[] phi, double[] lambda) {
        return policy(lambda)
                .map(policy -> -evaluation(policy).total(regularised(phi, policy)))
                .orElse(Double.POSITIVE_INFINITY);
    }

    @Override
    public double upper(double[] phi, double[] lambda) {
        return policy(lambda)
                .map(policy -> outer.value(phi) - evaluation(policy).total(designer.at(phi)))
                .orElse(Double.POSITIVE_INFINITY);
    }

    @Override
    public void lowerGradient(double[] phi, double[] lambda, double[] gradPhi, double[] gradLambda) {
        Optional<SoftmaxPolicy> policy = policy(lambda);
        if (policy.isEmpty()) {
            Arrays.fill(gradPhi, Double.NaN);
            Arrays.fill(gradLambda, Double.NaN);
            return;
        }
        PolicyEvaluation evaluation = evaluation(policy.get());
        double[] pairs = evaluation.pairOccupancy();
        Arrays.fill(gradPhi, 0);
        agent.subtractTotals(pairs, gradPhi);
        minusProduct(pairs, evaluation.advantages(regularised(phi, policy.get())), gradLambda);
    }

    @Override
    public void upperGradient(double[] phi, double[] lambda, double[] gradPhi, double[] gradLambda) {
        Optional<SoftmaxPolicy> policy = policy(lambda);
        if (policy.isEmpty()) {
            Arrays.fill(gradPhi, Double.NaN);
            Arrays.fill(gradLambda, Double.NaN);
            return;
        }
        PolicyEvaluation evaluation = evaluation(policy.get());
        double[] pairs = evaluation.pairOccupancy();
        outer.gradient(phi, gradPhi);
        designer.subtractTotals(pairs, gradPhi);
        minusProduct(pairs, evaluation.advantages(designer.at(phi)), gradLambda);
    }

    @Override
    public void hessianVector(double[] phi, double[] lambda, double[] vector, double[] product) {
        Optional<SoftmaxPolicy> softmax = policy(lambda);
        if (softmax.isEmpty()) {
            Arrays.fill(product, Double.NaN);
            return;
        }
        double[] policy = softmax.get().probabilities();
        PolicyEvaluation evaluation = evaluation(softmax.get());
        double[] advantages = evaluation.advantages(regularised(phi, softmax.get()));
        double[] occupancy = evaluation.occupancy();
        double[] u = centred(evaluation, vector);
        double[] policyChange = new double[u.length];
        double[] source = new double[u.length];
        for (int i = 0; i < u.length; i++) {
            policyChange[i] = policy[i] * u[i];
            source[i] = u[i] * advantages[i] - temperature * u[i];
        }
        double[] occupancyChange = evaluation.occupancyChange(policyChange);
        // V̇ is the value of the reward u·A, as the mean of τu under π is 0; Ȧ is Q̇ − V̇ without the part u·A of Q̇.
        double[] change = evaluation.advantages(source);
        for (int i = 0; i < u.length; i++) {
            int s = i / mdp.actions();
            double advantageChange = change[i] - u[i] * advantages[i];
            product[i] = -occupancyChange[s] * policy[i] * advantages[i]
                    - occupancy[s] * (policyChange[i] * advantages[i] + policy[i] * advantageChange);
        }
    }

    @Override
    public void jacobianVector(double[] phi, double[] lambda, double[] vector, double[] product) {
        Optional<SoftmaxPolicy> softmax = policy(lambda);
        if (softmax.isEmpty()) {
            Arrays.fill(product, Double.NaN);
            return;
        }
        double[] policy = softmax.get().probabilities();
        PolicyEvaluation evaluation = evaluation(softmax.get());
        double[] occupancy = evaluation.occupancy();
        double[] change = centred(evaluation, vector);
        for (int i = 0; i < change.length; i++) {
            change[i] *= policy[i];
        }
        double[] occupancyChange = evaluation.occupancyChange(change);
        for (int i = 0; i < change.length; i++) {
            int s = i / mdp.actions();
            change[i] = occupancyChange[s] * policy[i] + occupancy[s] * change[i];
        }
        Arrays.fill(product, 0);
        agent.subtractTotals(change, product);
    }

    /** Logits that are not finite are outside the domain. */
    private Optional<SoftmaxPolicy> policy(double[] lambda) {
        return Arrays.stream(lambda).allMatch(Double::isFinite)
                ? Optional.of(SoftmaxPolicy.of(lambda, mdp.actions()))
                : Optional.empty();
    }

    private PolicyEvaluation evaluation(SoftmaxPolicy policy) {
        return new PolicyEvaluation(mdp, policy.probabilities());
    }

    /** \(r_\varphi - \tau\log\pi\). */
    private double[] regularised(double[] phi, SoftmaxPolicy policy) {
        double[] reward = agent.at(phi);
        for (int i = 0; i < reward.length; i++) {
            reward[i] -= temperature * policy.log(i);
        }
        return reward;
    }

    private double[] centred(PolicyEvaluation evaluation, double[] vector) {
        double[] means = evaluation.means(vector);
        double[] u = vector.clone();
        for (int i = 0; i < u.length; i++) {
            u[i] -= means[i / mdp.actions()];
        }
        return u;
    }

    private static void minusProduct(double[] x, double[] y, double[] out) {
        for (int i = 0; i < out.length; i++) {
            out[i] = -x[i] * y[i];
        }
    }
}
