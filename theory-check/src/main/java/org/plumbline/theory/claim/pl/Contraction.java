package org.plumbline.theory.claim.pl;

/**
 * By how much one step \(\lambda^+ = \lambda - \tau\nabla g\), \(\tau \le 1/L\), multiplies the gap \(\delta = g - g^*\) of
 * a function with PL constant μ and \(|\text{curvature}| \le L\), at most.
 *
 * <p><b>Any step.</b> \(\delta^+ \le \delta - \tau(1-\tfrac{\tau L}2)\|\nabla g\|^2 \le (1-\tau\mu)\,\delta\).
 *
 * <p><b>The step 1/L.</b> For every z, smoothness bounds g(z) from above around λ and from below around λ⁺:
 * \[ g(z) \le g(\lambda) + \langle\nabla g(\lambda), z-\lambda\rangle + \tfrac L2\|z-\lambda\|^2, \qquad
 *    g(z) \ge g(\lambda^+) + \langle\nabla g(\lambda^+), z-\lambda^+\rangle - \tfrac L2\|z-\lambda^+\|^2 . \]
 * At \(z = \lambda^+ + \nabla g(\lambda^+)/(2L)\), the best one, their difference is
 * \[ g(\lambda) - g(\lambda^+) \ge \frac{\|\nabla g(\lambda)\|^2}{2L} + \frac{\|\nabla g(\lambda^+)\|^2}{4L}
 *    \ge \frac\mu L\,\delta + \frac{\mu}{2L}\,\delta^+, \]
 * and solving for \(\delta^+\) gives \((2L-2\mu)/(2L+\mu)\). The statement is that of Abbaszadehpeivasti, de Klerk and
 * Zamani (Optim. Lett. 17, 2023, recalled); this derivation shows what it uses: two smoothness inequalities and the PL
 * inequality at two points.
 */
final class Contraction {
    private Contraction() {}

    /** \(1 - \tau\mu\). */
    static double plain(double mu, double step) {
        return 1 - step * mu;
    }

    /** \((2L-2\mu)/(2L+\mu)\), for the step 1/L. */
    static double sharp(double mu, double smoothness) {
        return (2 * smoothness - 2 * mu) / (2 * smoothness + mu);
    }
}
