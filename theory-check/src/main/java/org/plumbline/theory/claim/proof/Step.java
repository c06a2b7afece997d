package org.plumbline.theory.claim.proof;

/**
 * An inequality of the proof, docs/theory.md, section 5, with what it is called in tables and charts. All hold for the errors that
 * a run did make, \(e = \hat\nabla - \nabla\), whatever their law.
 */
enum Step {
    /** \(\delta_{k+1} \le (1-\tau\mu)\,\delta_k + \tfrac\tau2\|e_k\|^2\) with \(\delta = g - g^*\). */
    INNER("one step, λ-chain"),
    /** The same of \(g + \sigma f\), with μ(σ). */
    PENALISED_INNER("one step, λ′-chain"),
    /** \(\delta_K \le q^K\delta_0 + \tfrac\tau2\sum_k q^{K-1-k}\|e_k\|^2\), \(q = 1-\tau\mu\). */
    LOOP("K steps, λ-chain"),
    /** The same of \(g + \sigma f\). */
    PENALISED_LOOP("K steps, λ′-chain"),
    /** \(\|\lambda^K - \lambda^*\| \le \sqrt{2\delta_K/\mu}\), quadratic growth. */
    GROWTH("growth, λ-chain"),
    /** \(\|\lambda'^K - \lambda_\sigma\| \le \sqrt{2\delta'_K/\mu(\sigma)}\). */
    PENALISED_GROWTH("growth, λ′-chain"),
    /** \(\|v_t - \nabla\Phi_\sigma\|\) at most noise, and what the two inner gaps do, over σ. */
    ESTIMATE("error of the estimate"),
    /** \(0 \le \Phi - \Phi_\sigma \le \sigma\|\nabla_\lambda f(\varphi,\lambda^*)\|^2/(2\mu(\sigma))\). */
    PENALTY("penalty gap"),
    /** \(\Phi_\sigma(\varphi_{t+1}) \le \Phi_\sigma(\varphi_t) - \tfrac\eta2\|\nabla\Phi_\sigma\|^2 + \tfrac\eta2\|\Delta_t\|^2\). */
    DESCENT("descent of Φ_σ"),
    /** \(\frac1t\sum\|\nabla\Phi_\sigma\|^2 \le \frac{2(\Phi_\sigma(\varphi_0)-\Phi_\sigma(\varphi_t))}{\eta t} + \frac1t\sum\|\Delta\|^2\). */
    SUM("sum over t");

    private final String label;

    Step(String label) {
        this.label = label;
    }

    String label() {
        return label;
    }
}
