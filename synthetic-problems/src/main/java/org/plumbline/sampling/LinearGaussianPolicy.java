package org.plumbline.sampling;

import org.plumbline.oracle.Policy;

/**
 * The policy \(u = -Kx + s\xi\), \(\xi \sim N(0, I)\). Its score is
 * \(\nabla_K \log \pi(u \mid x) = -\tfrac1s\, \xi x^\top\).
 */
public final class LinearGaussianPolicy implements Policy {
    private final int states;
    private final int inputs;
    private final double[] gain;
    private final double exploration;

    /**
     * A policy.
     *
     * @param states n, at least 1
     * @param gain K, m × n, row by row
     * @param exploration s, at least 0
     */
    public LinearGaussianPolicy(int states, double[] gain, double exploration) {
        if (states < 1 || gain.length % states != 0) {
            throw new IllegalArgumentException("The gain (" + gain.length
                    + " entries) must have a whole number of rows of n (" + states + ") entries.");
        }
        if (!(exploration >= 0)) {
            throw new IllegalArgumentException("The exploration (" + exploration + ") must be at least 0.");
        }
        this.states = states;
        this.inputs = gain.length / states;
        this.gain = gain.clone();
        this.exploration = exploration;
    }

    @Override
    public void act(double[] state, double[] noise, double[] action) {
        int entry = 0;
        for (int i = 0; i < inputs; i++) {
            double u = exploration * noise[i];
            for (int j = 0; j < states; j++) {
                u -= gain[entry++] * state[j];
            }
            action[i] = u;
        }
    }

    int states() {
        return states;
    }

    int inputs() {
        return inputs;
    }

    double exploration() {
        return exploration;
    }

    double gain(int input, int state) {
        return gain[input * states + state];
    }

    /** Entry (i, a) of \(T = [I; -K]\), by which the mean action makes \(z = (x, u)\) of x: \(z = Tx\). */
    double meanStateAction(int i, int a) {
        if (i < states) {
            return i == a ? 1 : 0;
        }
        return -gain(i - states, a);
    }
}
