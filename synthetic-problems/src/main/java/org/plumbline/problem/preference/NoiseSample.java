package org.plumbline.problem.preference;

import org.apache.commons.math3.linear.RealMatrix;
import org.plumbline.numeric.RowMajor;
import org.plumbline.numeric.Symmetric;
import org.plumbline.problem.lqr.LqrSystem;
import org.plumbline.random.RandomStream;
import org.plumbline.random.SeedTree;

/**
 * A fixed sample of all that is random in pairs of trajectories of a regulator: starts \(x_0\), disturbances
 * \(w_0, \dots, w_{H-2}\) and explorations \(s\xi_0, \dots, s\xi_{H-1}\). The law is that of the environment's simulation:
 * \(x_0 = \Sigma_0^{1/2}\) times independent fair signs, \(w \sim N(0, W)\), \(\xi \sim N(0, I)\). Trajectories 2k and
 * 2k + 1 are pair k.
 */
final class NoiseSample {
    private final int size;
    private final int horizon;
    private final int states;
    private final int inputs;
    private final double[] noise;

    /** Draws from the stream of the seed, so that a larger sample begins with the smaller one. */
    NoiseSample(LqrSystem system, int horizon, int size, long seed) {
        this.size = size;
        this.horizon = horizon;
        this.states = system.states();
        this.inputs = system.inputs();
        this.noise = new double[2 * size * length()];
        RandomStream stream = SeedTree.of(seed).child("preference").child("sample").stream();
        double[] startRoot = root(system.initial());
        double[] noiseRoot = root(system.noise());
        double[] raw = new double[states];
        double[] coloured = new double[states];
        double[] exploration = new double[inputs];
        int at = 0;
        for (int trajectory = 0; trajectory < 2 * size; trajectory++) {
            for (int t = 0; t < horizon; t++) {
                if (t == 0) {
                    for (int i = 0; i < states; i++) {
                        raw[i] = stream.sign();
                    }
                } else {
                    stream.fillGaussian(raw);
                }
                RowMajor.multiply(t == 0 ? startRoot : noiseRoot, raw, coloured);
                System.arraycopy(coloured, 0, noise, at, states);
                at += states;
                stream.fillGaussian(exploration);
                for (int i = 0; i < inputs; i++) {
                    noise[at++] = system.exploration() * exploration[i];
                }
            }
        }
    }

    private static double[] root(RealMatrix moment) {
        return RowMajor.of(Symmetric.squareRoot(moment).getData());
    }

    private int length() {
        return horizon * (states + inputs);
    }

    /** The number of pairs. */
    int size() {
        return size;
    }

    /** H. */
    int horizon() {
        return horizon;
    }

    /** Coordinate i of what enters state t of a trajectory: \(x_0\) for t = 0, \(w_{t-1}\) after. */
    double state(int trajectory, int t, int i) {
        return noise[trajectory * length() + t * (states + inputs) + i];
    }

    /** Coordinate i of \(s\xi_t\) of a trajectory. */
    double input(int trajectory, int t, int i) {
        return noise[trajectory * length() + t * (states + inputs) + states + i];
    }
}
