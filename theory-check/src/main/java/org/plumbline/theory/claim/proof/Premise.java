package org.plumbline.theory.claim.proof;

/** What the proof presumes of the runs themselves, with what it is called in tables. */
enum Premise {
    /**
     * Steps are those of Algorithm 1: both chains start together and go on from where they were,
     * \(\lambda^{k+1} = \lambda^k - \tau\hat g_\lambda\), \(\lambda'^{k+1} = \lambda'^k - \tau'(\hat g_\lambda + \sigma\hat f_\lambda)\) and
     * \(\varphi_{t+1} = \varphi_t - \eta v_t\), with the answers that the oracles gave.
     */
    UPDATE("steps of Algorithm 1"),
    /**
     * Every answer is an estimate at \(\varphi_t\) from n samples of its own, so that its error is noise given the past; f and g at
     * one point share them.
     */
    FRESH("fresh batches at φ_t"),
    /** The ledger has every sample of every answer. */
    CHARGED("every sample charged");

    private final String label;

    Premise(String label) {
        this.label = label;
    }

    String label() {
        return label;
    }
}
