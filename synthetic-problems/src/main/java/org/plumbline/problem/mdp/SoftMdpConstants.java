package org.plumbline.problem.mdp;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.plumbline.oracle.Constant;
import org.plumbline.oracle.Constants;
import org.plumbline.problem.Box;

/**
 * Constants of the agent's loss over a box of parameters, in the notation of {@link Mixing}; norms are Euclidean.
 *
 * <p><b>PL on</b> \(\{\min\pi \ge p_{\min}\}\) (the argument is that of Mei, Xiao, Szepesvári, Schuurmans, ICML 2020,
 * Lemma 15, with constants derived again for unnormalised values). Let A be the soft advantages of \(\pi\):
 * \(\sum_a\pi A = 0\), and \(\|\nabla_\lambda g\|^2 = \sum_s d(s)^2\sum_a \pi^2A^2 \ge p_{\min}^2\sum_s d(s)^2\|A(s)\|^2\).
 * By the performance-difference lemma, with \(d^*\) the occupancy of the best policy,
 * \[ g - g^* = \sum_s d^*(s)\Bigl[\sum_a \pi^*(Q - \tau\log\pi^*) - V\Bigr]
 *   \le \sum_s d^*(s)\,\tau\log\sum_a \pi\,e^{A/\tau}. \]
 * The function \(h(t) = \log\sum_a\pi e^{tA/\tau}\) has \(h(0) = h'(0) = 0\), and \(h''\) is the variance of
 * \(A/\tau\) under some distribution, at most a quarter of its squared range, so at most \(\|A/\tau\|^2/2\): hence
 * \(h(1) \le \|A\|^2/(4\tau^2)\), and
 * \[ \tfrac12\|\nabla_\lambda g\|^2 \ge \mu\,(g - g^*), \qquad
 *    \mu = 2\tau\,p_{\min}^2\,\min_s \frac{d_-(s)^2}{d_+(s)}. \]
 * Rewards do not enter: \(\mu\) holds for every \(\varphi\), and for \(g + \sigma f\) with every \(\sigma\), of either
 * sign: as f is a plain value, \(g - \sigma f\) is the loss of an agent with the reward \(r_\varphi - \sigma r_0\), which
 * is bounded and so bounds the loss below. A constant must be finite: {@link Constants#EVERY_SIGMA} is declared. (Its best
 * policy may lie outside the region, as that of \(g + \sigma f\) may.)
 *
 * <p><b>\(p_{\min}\)</b> is half of a lower bound of \(\min\pi^*_\varphi\) over the box, so that the region has all lower
 * solutions inside. As \(\partial_i\log\pi^* = A_i/\tau\), the advantage of feature \(x_i\) under \(\pi^*\), and
 * \(|A_i(s,a)| \le \rho_i(s) + \gamma\kappa_s\operatorname{sp}(V_i) \le \rho_i(s) + \gamma\kappa_s R_i/(1-\gamma\kappa)\),
 * \(\rho_i(s)\) and \(R_i\) being the ranges of \(x_i\) in state s and in all,
 * \[ \log\pi^*_\varphi(a|s) \ge \log\pi^*_{\bar\varphi}(a|s) - \frac1\tau\sum_i |\varphi_i-\bar\varphi_i|
 *    \Bigl(\rho_i(s) + \frac{\gamma\kappa_s R_i}{1-\gamma\kappa}\Bigr). \]
 *
 * <p><b>Smoothness, everywhere.</b> Along a direction v let \(u = v - \sum_a\pi v\) and
 * \(c(s)^2 = \operatorname{Var}_\pi(v(s,\cdot)) \le \tfrac12\|v(s)\|^2\). Then \(\dot\pi = \pi u\) with
 * \(\sum_a|\dot\pi| \le c\), and \(\ddot\pi = \pi(u^2 - c^2)\) with \(\sum_a|\ddot\pi| \le 2c^2\). For values
 * \(V = (I-\gamma P_\pi)^{-1}r_\pi\) from \(\nu\),
 * \[ \ddot J = d\,[\ddot r_\pi + \gamma\ddot P V] + 2\gamma\,d\,\dot P\,(I-\gamma P_\pi)^{-1}\,[\dot r_\pi + \gamma\dot PV]. \]
 * Sums against \(\dot\pi, \ddot\pi\), which add to 0, see half of a span only; \(\sum_s d(s)\|v(s)\|^2 \le
 * \max d_+\,\|v\|^2\), \(\sum_s d = 1/(1-\gamma)\), and \(\operatorname{sp}((I-\gamma P)^{-1}q) \le
 * 2\max|q|/(1-\gamma\kappa)\). Let \(D = \max d_+\), \(k = 1/(1-\gamma\kappa)\), \(w = \gamma\kappa k/(1-\gamma)\).
 * <ul>
 *   <li>Rewards of range R: \(\operatorname{sp}Q \le Rk\), so \(\|\nabla^2\| \le \tfrac12 Rk\,(D + w)\).
 *   <li>Entropy \(h = -\sum_a\pi\log\pi\) in [0, log A], of discounted sum with span at most \(\eta = k\log A\). With
 *       \(\ell = \log^2A + 4/e^2\): \(\sum_a\pi\log^2(A\pi) \le \ell\), as the terms with \(A\pi \ge 1\) are at most
 *       \(\pi\log^2A\), and \(x\log^2x \le 4/e^2\) below 1. So \(|\dot h| = |\operatorname{Cov}_\pi(v,\log\pi)| \le
 *       c\sqrt\ell\). And \(\ddot h = -\operatorname{Cov}_\pi(u^2,\log\pi) - c^2\); with \(u^2 \le 2v^2 + 2(\sum_a\pi v)^2\),
 *       \(\pi|\log\pi + h| \le \max(1/e, \log A)\) and \(\sum_a\pi|\log\pi + h| \le \sqrt\ell\),
 *       \(|\ddot h| \le h_2\|v(s)\|^2\), \(h_2 = 2\max(1/e,\log A) + 2\sqrt\ell + \tfrac12\). Together
 *       \(\|\nabla^2\| \le D\,(h_2 + \tfrac12\gamma\kappa\eta) + w\,(\sqrt\ell + \tfrac12\gamma\kappa\eta)\).
 * </ul>
 * L is the first plus \(\tau\) times the second. (Mei et al., Lemmas 7 and 14, have \(8/(1-\gamma)^3\) and
 * \((4+8\log A)/(1-\gamma)^3\) for rewards in [0, 1].)
 */
record SoftMdpConstants(FiniteMdp mdp, double temperature, RewardModel rewards, double[] center, Box box) {
    /** p_min and μ beyond the smallest normal double have no digits and are not declared. */
    Constants declared() {
        List<Constant> all = new ArrayList<>();
        double smallest = smallestProbability();
        String region = "on {λ : π(a|s) ≥ pMin for all s, a}, φ in the box";
        modulus()
                .ifPresent(mu -> all.add(new Constant(
                        Constants.MU,
                        "PL constant of g(φ,·), and of g + σf for every σ: 2τ pMin² min_s d₋(s)²/d₊(s)",
                        mu,
                        Double.POSITIVE_INFINITY,
                        region)));
        all.add(new Constant(
                Constants.L,
                "smoothness of g(φ,·), from spans of values and curvatures of the entropy",
                smoothness(),
                Double.POSITIVE_INFINITY,
                "everywhere, φ in the box"));
        if (modulus().isPresent()) {
            all.add(new Constant(
                    Constants.SIGMA_MINUS,
                    "stands for every σ: g - σf is the loss of another reward",
                    Constants.EVERY_SIGMA,
                    Double.POSITIVE_INFINITY,
                    region));
        }
        if (smallest >= Double.MIN_NORMAL) {
            all.add(new Constant(
                    SoftMdpProblem.P_MIN,
                    "smallest probability of an action on the region where mu holds; π* has twice that over the box",
                    smallest,
                    Double.POSITIVE_INFINITY,
                    "the region of mu"));
        }
        return new Constants(all);
    }

    /** \(\mu\); empty where the initial distribution misses a state, or \(\mu\) underflows. */
    OptionalDouble modulus() {
        double[] initial = mdp.initial();
        Mixing mixing = Mixing.of(mdp);
        double worst = Double.POSITIVE_INFINITY;
        for (int s = 0; s < initial.length; s++) {
            if (initial[s] == 0) {
                return OptionalDouble.empty();
            }
            double least = mixing.leastOccupancy()[s];
            worst = Math.min(worst, least * least / mixing.mostOccupancy()[s]);
        }
        double smallest = smallestProbability();
        double mu = 2 * temperature * smallest * smallest * worst;
        return mu >= Double.MIN_NORMAL ? OptionalDouble.of(mu) : OptionalDouble.empty();
    }

    /** \(p_{\min}\), possibly 0 by underflow. */
    double smallestProbability() {
        int actions = mdp.actions();
        double[] logs = SoftMdp.entropic(mdp, temperature)
                .solve(rewards.at(center))
                .policy()
                .logits();
        Mixing mixing = Mixing.of(mdp);
        double[] drop = new double[mdp.states()];
        for (int i = 0; i < rewards.dimension(); i++) {
            double[] feature = rewards.feature(i);
            double radius = Math.max(box.upper()[i] - center[i], center[i] - box.lower()[i]);
            double spread = mdp.gamma() * range(feature, 0, feature.length) / (1 - mdp.gamma() * mixing.contraction());
            for (int s = 0; s < drop.length; s++) {
                double bound = range(feature, s * actions, (s + 1) * actions) + mixing.contractions()[s] * spread;
                drop[s] += radius * bound / temperature;
            }
        }
        double smallest = 0;
        for (int i = 0; i < logs.length; i++) {
            smallest = Math.min(smallest, logs[i] - drop[i / actions]);
        }
        return Math.exp(smallest) / 2;
    }

    double smoothness() {
        Mixing mixing = Mixing.of(mdp);
        double gamma = mdp.gamma();
        double logA = Math.log(mdp.actions());
        double most = 0;
        for (double d : mixing.mostOccupancy()) {
            most = Math.max(most, d);
        }
        double contraction = gamma * mixing.contraction();
        double k = 1 / (1 - contraction);
        double w = contraction * k / (1 - gamma);
        double reward = rewards.range(box) * k / 2 * (most + w);
        double deviation = Math.sqrt(logA * logA + 4 * Math.exp(-2));
        double curvature = 2 * Math.max(Math.exp(-1), logA) + 2 * deviation + 0.5;
        double halfSpan = contraction * k * logA / 2;
        return reward + temperature * (most * (curvature + halfSpan) + w * (deviation + halfSpan));
    }

    private static double range(double[] x, int from, int to) {
        double smallest = Double.POSITIVE_INFINITY;
        double largest = Double.NEGATIVE_INFINITY;
        for (int i = from; i < to; i++) {
            smallest = Math.min(smallest, x[i]);
            largest = Math.max(largest, x[i]);
        }
        return largest - smallest;
    }
}
