package org.plumbline.sampling;

import java.util.Arrays;
import org.plumbline.numeric.Columns;
import org.plumbline.oracle.Policy;

/**
 * The policy \(u = -Kx + s\xi\), \(\xi \sim N(0, I)\). Its score is
 * \(\nabla_K \log \pi(u \mid x) = -\tfrac1s\, \xi x^\top\).
 */
public final class LinearGaussianPolicy implements Policy {
    private final int states;
    private final int inputs;
    private final double[] gain;

    /** −K, row by row. */
    private final double[] feedback;

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
        this.feedback = new double[gain.length];
        Arrays.setAll(feedback, i -> -gain[i]);
        this.exploration = exploration;
    }

    @Override
    public void act(int count, double[][] state, double[][] noise, double[][] action) {
        Columns.addProduct(exploration, noise, feedback, state, count, action);
    }

    /** \(\xi_ax_b\), of which the score is a multiple by −1/s: a row for each entry of the gain. */
    void evaluateScores(double[][] state, double[][] noise, int count, double[][] out) {
        for (int a = 0; a < inputs; a++) {
            for (int b = 0; b < states; b++) {
                Columns.multiply(noise[a], state[b], count, out[a * states + b]);
            }
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
