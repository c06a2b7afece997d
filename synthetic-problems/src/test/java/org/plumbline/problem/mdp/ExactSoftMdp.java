package org.plumbline.problem.mdp;

import java.util.Arrays;
import org.hipparchus.dfp.Dfp;
import org.hipparchus.dfp.DfpField;

/**
 * Soft decision processes in decimal arithmetic of 60 digits, by the definitions: V* from the Bellman equation, λ_σ from
 * the reward r_φ + σ r₀, Φ_σ and ∇Φ_σ from differences divided by σ, ∇Φ from the implicit derivative. Sixty digits leave
 * more than thirty after every cancellation that tests provoke.
 */
final class ExactSoftMdp {
    private static final DfpField FIELD = new DfpField(60);

    private final SoftMdpProblem problem;
    private final int states;
    private final int actions;
    private final Dfp gamma;
    private final Dfp temperature;

    ExactSoftMdp(SoftMdpProblem problem) {
        this.problem = problem;
        this.states = problem.mdp().states();
        this.actions = problem.mdp().actions();
        this.gamma = dfp(problem.mdp().gamma());
        this.temperature = dfp(problem.agent().temperature());
    }

    private static Dfp dfp(double x) {
        return FIELD.newDfp(x);
    }

    static double[] rounded(Dfp[] x) {
        return Arrays.stream(x).mapToDouble(Dfp::toDouble).toArray();
    }

    /** r_φ + σ r₀. */
    Dfp[] reward(double[] phi, double sigma) {
        double[][] base = problem.rewards().base();
        double[][][] features = problem.rewards().features();
        Dfp[] reward = new Dfp[states * actions];
        for (int i = 0; i < reward.length; i++) {
            int s = i / actions;
            int a = i % actions;
            reward[i] = dfp(base[s][a]).add(dfp(sigma).multiply(dfp(problem.designer()[i])));
            for (int k = 0; k < phi.length; k++) {
                reward[i] = reward[i].add(dfp(phi[k]).multiply(dfp(features[s][a][k])));
            }
        }
        return reward;
    }

    /** r + γPV. */
    private Dfp[] lookAhead(Dfp[] reward, Dfp[] values) {
        Dfp[] q = reward.clone();
        for (int i = 0; i < q.length; i++) {
            Dfp sum = FIELD.getZero();
            for (int next = 0; next < states; next++) {
                sum = sum.add(dfp(problem.mdp().probability(i / actions, i % actions, next))
                        .multiply(values[next]));
            }
            q[i] = q[i].add(gamma.multiply(sum));
        }
        return q;
    }

    /** log-sum-exp of Q/τ around the largest term, times τ. */
    Dfp[] backup(Dfp[] q) {
        Dfp[] values = new Dfp[states];
        for (int s = 0; s < states; s++) {
            Dfp largest = q[s * actions];
            for (int a = 1; a < actions; a++) {
                largest = q[s * actions + a].greaterThan(largest) ? q[s * actions + a] : largest;
            }
            Dfp sum = FIELD.getZero();
            for (int a = 0; a < actions; a++) {
                sum = sum.add(
                        q[s * actions + a].subtract(largest).divide(temperature).exp());
            }
            values[s] = largest.add(temperature.multiply(sum.log()));
        }
        return values;
    }

    /** Soft value iteration: T applied again and again, error times γ each time. */
    Dfp[] iteratedValues(Dfp[] reward, int times) {
        Dfp[] values = new Dfp[states];
        Arrays.fill(values, FIELD.getZero());
        for (int k = 0; k < times; k++) {
            values = backup(lookAhead(reward, values));
        }
        return values;
    }

    /** Newton from 0, until the residual bounds the error by 1e-35 of the values. */
    Dfp[] values(Dfp[] reward) {
        Dfp[] values = new Dfp[states];
        Arrays.fill(values, FIELD.getZero());
        for (int k = 0; k < 200; k++) {
            Dfp[] next = backup(lookAhead(reward, values));
            if (errorBound(values, next) < 1e-35 * (1e-20 + largest(values))) {
                return values;
            }
            Dfp[] residual = next.clone();
            for (int s = 0; s < states; s++) {
                residual[s] = residual[s].subtract(values[s]);
            }
            Dfp[] correction = solve(policy(reward, values), residual, false);
            for (int s = 0; s < states; s++) {
                values[s] = values[s].add(correction[s]);
            }
        }
        throw new AssertionError("Newton's method did not converge in exact arithmetic");
    }

    /** ‖TV − V‖∞/(1−γ), an upper bound of ‖V − V*‖∞. */
    private double errorBound(Dfp[] values, Dfp[] backup) {
        double largest = 0;
        for (int s = 0; s < states; s++) {
            largest = Math.max(largest, Math.abs(backup[s].subtract(values[s]).toDouble()));
        }
        return largest / (1 - problem.mdp().gamma());
    }

    /** The same bound for values in doubles, with a residual that carries no rounding of its own. */
    double errorBound(Dfp[] reward, double[] values) {
        Dfp[] exact = Arrays.stream(values).mapToObj(ExactSoftMdp::dfp).toArray(Dfp[]::new);
        return errorBound(exact, backup(lookAhead(reward, exact)));
    }

    static double largest(Dfp[] x) {
        return Arrays.stream(x).mapToDouble(Dfp::toDouble).map(Math::abs).max().orElseThrow();
    }

    /** (Q − TV)/τ, the logarithm of the policy of V. */
    Dfp[] logits(Dfp[] reward, Dfp[] values) {
        Dfp[] q = lookAhead(reward, values);
        Dfp[] backup = backup(q);
        for (int i = 0; i < q.length; i++) {
            q[i] = q[i].subtract(backup[i / actions]).divide(temperature);
        }
        return q;
    }

    Dfp[] policy(Dfp[] reward, Dfp[] values) {
        return Arrays.stream(logits(reward, values)).map(Dfp::exp).toArray(Dfp[]::new);
    }

    /** (I − γP_π)x = b or its transpose, by elimination with pivots. */
    private Dfp[] solve(Dfp[] policy, Dfp[] b, boolean transposed) {
        Dfp[][] m = new Dfp[states][states + 1];
        for (int s = 0; s < states; s++) {
            m[s][states] = b[s];
            for (int t = 0; t < states; t++) {
                int from = transposed ? t : s;
                int to = transposed ? s : t;
                Dfp sum = s == t ? FIELD.getOne() : FIELD.getZero();
                for (int a = 0; a < actions; a++) {
                    Dfp move = policy[from * actions + a].multiply(
                            dfp(problem.mdp().probability(from, a, to)));
                    sum = sum.subtract(gamma.multiply(move));
                }
                m[s][t] = sum;
            }
        }
        for (int k = 0; k < states; k++) {
            int column = k;
            for (int i = 0; i < states; i++) {
                if (i != k) {
                    Dfp factor = m[i][k].divide(m[k][k]);
                    for (int j = column; j <= states; j++) {
                        m[i][j] = m[i][j].subtract(factor.multiply(m[k][j]));
                    }
                }
            }
        }
        Dfp[] x = new Dfp[states];
        for (int s = 0; s < states; s++) {
            x[s] = m[s][states].divide(m[s][s]);
        }
        return x;
    }

    private Dfp fromInitial(Dfp[] values) {
        Dfp sum = FIELD.getZero();
        for (int s = 0; s < states; s++) {
            sum = sum.add(dfp(problem.mdp().initial()[s]).multiply(values[s]));
        }
        return sum;
    }

    private Dfp[] means(Dfp[] policy, Dfp[] x) {
        Dfp[] means = new Dfp[states];
        Arrays.fill(means, FIELD.getZero());
        for (int i = 0; i < x.length; i++) {
            means[i / actions] = means[i / actions].add(policy[i].multiply(x[i]));
        }
        return means;
    }

    private Dfp[] dfps(double[] x) {
        return Arrays.stream(x).mapToObj(ExactSoftMdp::dfp).toArray(Dfp[]::new);
    }

    /** Minus the value of r₀ under π*: Φ without outer terms. */
    double objective(double[] phi) {
        Dfp[] reward = reward(phi, 0);
        Dfp[] policy = policy(reward, values(reward));
        return -fromInitial(solve(policy, means(policy, dfps(problem.designer())), false))
                .toDouble();
    }

    /** (g*-with-penalty − g*)/σ: Φ_σ without outer terms. */
    double penaltyObjective(double[] phi, double sigma) {
        Dfp with = fromInitial(values(reward(phi, sigma)));
        Dfp without = fromInitial(values(reward(phi, 0)));
        return without.subtract(with).divide(dfp(sigma)).toDouble();
    }

    /** ∇Φ without outer terms: −Σ d π A₀ (∂Q − ∂V)/τ. */
    double[] hypergradient(double[] phi) {
        Dfp[] reward = reward(phi, 0);
        Dfp[] policy = policy(reward, values(reward));
        Dfp[] occupancy = solve(policy, dfps(problem.mdp().initial()), true);
        Dfp[] weights = advantages(policy, dfps(problem.designer()));
        double[] result = new double[phi.length];
        for (int k = 0; k < phi.length; k++) {
            Dfp[] change = advantages(policy, dfps(problem.rewards().feature(k)));
            Dfp sum = FIELD.getZero();
            for (int i = 0; i < change.length; i++) {
                sum = sum.add(occupancy[i / actions]
                        .multiply(policy[i])
                        .multiply(weights[i])
                        .multiply(change[i]));
            }
            result[k] = -sum.divide(temperature).toDouble();
        }
        return result;
    }

    private Dfp[] advantages(Dfp[] policy, Dfp[] reward) {
        Dfp[] values = solve(policy, means(policy, reward), false);
        Dfp[] q = lookAhead(reward, values);
        for (int i = 0; i < q.length; i++) {
            q[i] = q[i].subtract(values[i / actions]);
        }
        return q;
    }

    /** ∇Φ_σ without outer terms: the difference of two totals of features, divided by σ. */
    double[] penaltyHypergradient(double[] phi, double sigma) {
        double[] result = new double[phi.length];
        Dfp[] with = pairOccupancy(reward(phi, sigma));
        Dfp[] without = pairOccupancy(reward(phi, 0));
        for (int k = 0; k < phi.length; k++) {
            double[] feature = problem.rewards().feature(k);
            Dfp sum = FIELD.getZero();
            for (int i = 0; i < feature.length; i++) {
                sum = sum.add(with[i].subtract(without[i]).multiply(dfp(feature[i])));
            }
            result[k] = -sum.divide(dfp(sigma)).toDouble();
        }
        return result;
    }

    private Dfp[] pairOccupancy(Dfp[] reward) {
        Dfp[] policy = policy(reward, values(reward));
        Dfp[] occupancy = solve(policy, dfps(problem.mdp().initial()), true);
        for (int i = 0; i < policy.length; i++) {
            policy[i] = policy[i].multiply(occupancy[i / actions]);
        }
        return policy;
    }
}
