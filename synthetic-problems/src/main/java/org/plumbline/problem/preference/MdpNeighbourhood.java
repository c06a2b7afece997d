package org.plumbline.problem.preference;

import java.util.Arrays;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import org.plumbline.numeric.Symmetric;
import org.plumbline.oracle.SoftmaxPolicy;
import org.plumbline.problem.BilevelFunctions;
import org.plumbline.problem.mdp.FiniteMdp;
import org.plumbline.problem.mdp.PolicyEvaluation;
import org.plumbline.problem.mdp.RewardModel;

/**
 * An entropy-regularised agent's loss around its best policy. With \(\kappa = \log(\pi/\pi^*)\), the soft Bellman equation
 * \(r_\varphi - \tau\log\pi^* = V^* - \gamma PV^*\) makes the agent's loss telescope,
 * \[ g - g^* = E_\pi\sum_t\gamma^t\,\tau\kappa(s_t,a_t), \qquad
 *    \frac{\partial g}{\partial\lambda(s,a)} = d(s)\,\pi(a|s)\,A_{\tau\kappa}(s,a), \]
 * with \(A_{\tau\kappa}\) the advantage of the reward \(\tau\kappa\) under π; and by the performance-difference lemma
 * \[ \Delta\,\partial_ig = -\sum_{s,a} d(s)\,\pi^*(a|s)\,\mathrm{expm1}(\kappa(s,a))\,A_i(s,a), \qquad
 *    \partial_i\log\pi^* = A_i/\tau, \]
 * with \(A_i\) the advantages of feature i under \(\pi^*\). All is of the order of \(\kappa\), which is \(\delta\) less the
 * log-mean of \(e^\delta\) under \(\pi^*\), to a small relative error.
 */
final class MdpNeighbourhood implements Neighbourhood {
    private final FiniteMdp mdp;
    private final double temperature;
    private final BilevelFunctions functions;
    private final double[] phi;
    private final double[] logits;
    private final double[] best;
    private final double[][] advantages;

    MdpNeighbourhood(
            FiniteMdp mdp,
            double temperature,
            RewardModel rewards,
            BilevelFunctions functions,
            double[] phi,
            double[] logits) {
        this.mdp = mdp;
        this.temperature = temperature;
        this.functions = functions;
        this.phi = phi.clone();
        this.logits = logits;
        this.best = SoftmaxPolicy.of(logits, mdp.actions()).probabilities();
        PolicyEvaluation evaluation = new PolicyEvaluation(mdp, best);
        this.advantages = new double[phi.length][];
        Arrays.setAll(advantages, i -> evaluation.advantages(rewards.feature(i)));
    }

    @Override
    public double[] solution() {
        return logits.clone();
    }

    /** κ; a state's entries of δ are first shifted so that the largest is 0, and nothing overflows. */
    private double[] logRatio(double[] delta) {
        double[] ratio = delta.clone();
        int actions = mdp.actions();
        for (int first = 0; first < ratio.length; first += actions) {
            double largest = Arrays.stream(delta, first, first + actions).max().orElseThrow();
            double surplus = 0;
            for (int i = first; i < first + actions; i++) {
                ratio[i] -= largest;
                surplus += best[i] * Math.expm1(ratio[i]);
            }
            double logMean = Math.log1p(surplus);
            for (int i = first; i < first + actions; i++) {
                ratio[i] -= logMean;
            }
        }
        return ratio;
    }

    private double[] policy(double[] logRatio) {
        double[] policy = best.clone();
        Arrays.setAll(policy, i -> best[i] * Math.exp(logRatio[i]));
        return policy;
    }

    private double[] cost(double[] logRatio) {
        return Arrays.stream(logRatio).map(x -> temperature * x).toArray();
    }

    @Override
    public double gap(double[] delta) {
        double[] ratio = logRatio(delta);
        return new PolicyEvaluation(mdp, policy(ratio)).total(cost(ratio));
    }

    @Override
    public void gradient(double[] delta, double[] out) {
        double[] ratio = logRatio(delta);
        PolicyEvaluation evaluation = new PolicyEvaluation(mdp, policy(ratio));
        double[] pairs = evaluation.pairOccupancy();
        double[] advantage = evaluation.advantages(cost(ratio));
        Arrays.setAll(out, i -> pairs[i] * advantage[i]);
    }

    @Override
    public void upperGradientChange(double[] delta, double[] out) {
        double[] ratio = logRatio(delta);
        double[] occupancy = new PolicyEvaluation(mdp, policy(ratio)).occupancy();
        for (int i = 0; i < out.length; i++) {
            double sum = 0;
            for (int pair = 0; pair < ratio.length; pair++) {
                sum += occupancy[pair / mdp.actions()] * best[pair] * Math.expm1(ratio[pair]) * advantages[i][pair];
            }
            out[i] = -sum;
        }
    }

    /** The losses are constant along a shift of all logits of a state, onto which \(11^\top/A\) projects. */
    @Override
    public RealMatrix hessian(double[] delta) {
        int d = delta.length;
        double[] lambda = logits.clone();
        Arrays.setAll(lambda, i -> logits[i] + delta[i]);
        RealMatrix hessian = MatrixUtils.createRealMatrix(d, d);
        double[] axis = new double[d];
        double[] column = new double[d];
        for (int j = 0; j < d; j++) {
            axis[j] = 1;
            functions.hessianVector(phi, lambda, axis, column);
            axis[j] = 0;
            int first = j - j % mdp.actions();
            for (int i = first; i < first + mdp.actions(); i++) {
                column[i] += 1.0 / mdp.actions();
            }
            hessian.setColumn(j, column);
        }
        return Symmetric.symmetrise(hessian);
    }

    @Override
    public double[] pullBack(double[] covector) {
        double[] result = new double[advantages.length];
        for (int i = 0; i < result.length; i++) {
            for (int pair = 0; pair < covector.length; pair++) {
                result[i] += covector[pair] * advantages[i][pair] / temperature;
            }
        }
        return result;
    }
}
