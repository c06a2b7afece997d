package org.plumbline.problem.chain;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.plumbline.numeric.RefusedException;
import org.plumbline.oracle.Constant;
import org.plumbline.oracle.Constants;
import org.plumbline.oracle.LowerLevel;
import org.plumbline.oracle.Start;
import org.plumbline.problem.Box;
import org.plumbline.problem.GroundTruth;
import org.plumbline.problem.Instance;

/**
 * The chain, a nonconvex upper loss that is as hard as smoothness allows, over the simplest lower level:
 * \[ f(\varphi,\lambda) = h\,\chi(\lambda/\alpha), \qquad g(\varphi,\lambda) = \tfrac12\kappa\|\lambda-\varphi\|^2,
 *    \qquad \Phi(\varphi) = h\,\chi(\varphi/\alpha), \qquad p = d = T, \]
 * \[ \chi(x) = -\Psi(1)\Theta(x_1) + \sum_{i=2}^T \bigl[\Psi(-x_{i-1})\Theta(-x_i) - \Psi(x_{i-1})\Theta(x_i)\bigr]. \]
 * The form of χ is that of Y. Carmon, J. C. Duchi, O. Hinder, A. Sidford, "Lower bounds for finding stationary points
 * I", Mathematical Programming 184, 2020, section 3.2; theirs has no finite stationary point, so Ψ and Θ are replaced by
 * piecewise polynomials that saturate: \(\Psi, \Psi', \Theta, \Theta' \ge 0\); Ψ is 0 up to ½, 1 at 1, constant from
 * 3/2 on; Θ' is 1 on [−1, 1] and 0 where \(|x| \ge 2\).
 *
 * <p><b>Every partial derivative is at most 0.</b> With \(x_0 = 1\),
 * \(\partial_i\chi = -\Psi(-x_{i-1})\Theta'(-x_i) - \Psi(x_{i-1})\Theta'(x_i) - \Psi'(-x_i)\Theta(-x_{i+1}) -
 * \Psi'(x_i)\Theta(x_{i+1})\) (the last two for i &lt; T): four products of numbers that are not negative.
 *
 * <p><b>Large gradients.</b> If some \(|x_i| \lt 1\), take the first such i. Then \(|x_{i-1}| \ge 1\), so
 * \(\Psi(|x_{i-1}|) \ge \Psi(1) = 1\), \(\Theta'(\pm x_i) = 1\), and as no other term has the other sign,
 * \(|\partial_i\chi| \ge 1\). Hence \(\|\nabla\Phi\| \ge h/\alpha\) unless all \(|\varphi_i| \ge \alpha\).
 *
 * <p><b>Global minimiser.</b> χ does not increase in any coordinate, and does not depend on \(x_i\) beyond 2, where
 * \(\Psi(\pm x_i)\) and \(\Theta(\pm x_i)\) are constant. So \(\chi(x) \ge \chi(\max(x, 2)) = \chi(2, \dots, 2) =
 * -3 - 6(T-1) = 3 - 6T\). With \(\chi(0) = -\tfrac32\), \(\Phi(0) - \Phi^* = h(6T - \tfrac92)\). (There are other
 * stationary points: wherever all \(|x_i| \ge 2\).)
 *
 * <p><b>Zero-chain.</b> If \(x_j = 0\) for all j &gt; i, then \(\partial_j\chi(x) = 0\) for all j &gt; i + 1, as
 * \(\Psi(\pm x_{j-1}) = \Psi'(\pm x_j) = 0\); the same holds while these \(|x_j| \le \tfrac12\). So the iterates
 * \(\varphi_0 = 0, \dots, \varphi_{T-1}\) of a method that moves in the span of the gradients it has seen have
 * 0 as their last coordinate, and \(\|\nabla\Phi\| \ge h/\alpha\) at all of them: it needs at least T steps. The
 * penalty does not help: as \(|\partial_i\chi| \le 2 + 3 \cdot 35/8 \lt 16\), \(\lambda_\sigma - \varphi\) is smaller
 * than \(\alpha/2\) in each coordinate if \(\sigma \le \kappa\alpha^2/(32h)\), which includes the certified range
 * below, and then \(\nabla\Phi_\sigma\), too, sees one new coordinate a step.
 *
 * <p><b>Smoothness.</b> \(\|\nabla^2\chi\| \le \ell \approx 58.2\) (Gershgorin, see {@code Chi}), so
 * \(L_\Phi \le h\ell/\alpha^2\). For the lower level, \(\mu = L = \kappa\) everywhere. \(g + \sigma f\) is strongly
 * convex with modulus \(\kappa - \sigma h\ell/\alpha^2\) for \(\sigma \lt \kappa\alpha^2/(h\ell)\); the certified range
 * ends at 99 % of that, so that a modulus of κ/100 remains. \(\nabla\Phi(2\alpha, \dots) = 0\) and
 * \(\nabla_\lambda f = 0\) there: the optimum is aligned.
 *
 * @param length T, at least 1
 * @param scale α, positive
 * @param height h, positive
 * @param curvature κ, positive
 */
public record Chain(int length, double scale, double height, double curvature) {
    /** ℓ, a bound of the second derivatives of χ. */
    public static final double LINK_SMOOTHNESS = Chi.SMOOTHNESS;

    /** What Φ falls by from 0 to its minimum, over h, for each link, less {@link #FIRST_GAP}. */
    private static final double LINK_GAP = 6;

    private static final double FIRST_GAP = 4.5;

    /** Longer chains are runs of days. */
    private static final int LONGEST = 1_000_000;

    /** The share of the range of σ that is certified. */
    private static final double CERTIFIED = 0.99;

    /** Checks the ranges. */
    public Chain {
        if (length < 1 || length > LONGEST) {
            throw new RefusedException(
                    "length (" + length + ") must be from 1 to " + LONGEST + ". Maybe choose another epsilon.");
        }
        requirePositive("scale", scale);
        requirePositive("height", height);
        requirePositive("curvature", curvature);
    }

    /**
     * The longest chain with a given smoothness and gap on which \(\|\nabla\Phi\|^2 \le \varepsilon\) takes T steps:
     * \(h/\alpha = \sqrt{2\varepsilon}\), so that \(\|\nabla\Phi\|^2 \ge 2\varepsilon\) before, and
     * \(h\ell/\alpha^2 = L_\Phi\). Hence \(\alpha = \ell\sqrt{2\varepsilon}/L_\Phi \propto \sqrt\varepsilon\),
     * \(h = 2\ell\varepsilon/L_\Phi \propto \varepsilon\), and with \(h(6T - \tfrac92) \le \Delta\),
     * \[ T = \Bigl\lfloor \frac{\Delta L_\Phi}{12\ell\varepsilon} + \frac34 \Bigr\rfloor \propto \frac1\varepsilon . \]
     * The curvature is \(\kappa = 2L_\Phi\), which certifies σ up to 1.98 whatever ε is.
     *
     * @param epsilon ε, the target for the <em>squared</em> norm, positive
     * @param smoothness \(L_\Phi\), positive
     * @param gap Δ, at least \(\Phi(0) - \Phi^*\)
     * @return the chain
     * @throws RefusedException if not even one link fits
     */
    public static Chain forTarget(double epsilon, double smoothness, double gap) {
        requirePositive("epsilon", epsilon);
        requirePositive("smoothness", smoothness);
        requirePositive("gap", gap);
        double height = 2 * epsilon * LINK_SMOOTHNESS / smoothness;
        double links = Math.floor((gap / height + FIRST_GAP) / LINK_GAP);
        if (!(links >= 1 && links <= LONGEST)) {
            throw new RefusedException("gap (" + gap + ") must make room for 1 to " + LONGEST
                    + " links at epsilon " + epsilon + ", and makes it for " + links + ". Maybe choose "
                    + (LINK_GAP * 10 - FIRST_GAP) * height + " for ten.");
        }
        double scale = LINK_SMOOTHNESS * Math.sqrt(2 * epsilon) / smoothness;
        return new Chain((int) links, scale, height, 2 * smoothness);
    }

    private static void requirePositive(String name, double value) {
        if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
            throw new RefusedException(name + " (" + value + ") must be positive and finite. Maybe choose 1.");
        }
    }

    /**
     * A bound of the smoothness of Φ and of f.
     *
     * @return \(h\ell/\alpha^2\)
     */
    public double smoothness() {
        return height * LINK_SMOOTHNESS / (scale * scale);
    }

    /**
     * How far Φ is from its minimum at the start.
     *
     * @return \(\Phi(0) - \Phi^* = h(6T - \tfrac92)\)
     */
    public double gap() {
        return height * (LINK_GAP * length - FIRST_GAP);
    }

    /**
     * What \(\|\nabla\Phi\|\) does not fall below while a coordinate is smaller than α.
     *
     * @return \(h/\alpha\)
     */
    public double gradientFloor() {
        return height / scale;
    }

    double sigmaBar() {
        return CERTIFIED * curvature / smoothness();
    }

    double[] optimum() {
        double[] optimum = new double[length];
        Arrays.fill(optimum, 2 * scale);
        return optimum;
    }

    double[] scaled(double[] x) {
        double[] scaled = x.clone();
        for (int i = 0; i < x.length; i++) {
            scaled[i] /= scale;
        }
        return scaled;
    }

    /**
     * The instance. Its box is the cube of radius 2.5α around its start, 0, and contains the optimum.
     *
     * @param id its name
     * @return the instance
     */
    public Instance instance(String id) {
        GroundTruth truth = new ChainTruth(new ChainFunctions(this));
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("length", length);
        data.put("scale", scale);
        data.put("height", height);
        data.put("curvature", curvature);
        Constants constants = new Constants(List.of(
                new Constant(Constants.MU, "PL constant of g(φ,·): κ", curvature, Constant.EXACT, "everywhere"),
                new Constant(Constants.L, "smoothness of g(φ,·): κ", curvature, Constant.EXACT, "everywhere")));
        return new Instance(
                ChainFamily.NAME,
                id,
                Box.around(new double[length], 2.5 * scale),
                new Start(new double[length], new double[length]),
                constants,
                LowerLevel.STRONGLY_CONVEX,
                (phi, stream) -> {
                    double[] lambda = phi.clone();
                    for (int i = 0; i < lambda.length; i++) {
                        lambda[i] += scale * stream.gaussian();
                    }
                    return lambda;
                },
                truth,
                data);
    }
}
