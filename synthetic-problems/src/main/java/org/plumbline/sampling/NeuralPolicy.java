package org.plumbline.sampling;

import java.util.Arrays;
import org.plumbline.random.RandomStream;

/**
 * The mean of a Gaussian policy as a network with one hidden layer,
 * \[ \mu_\lambda(o) = W_2 \tanh(W_1 o + b_1) + b_2, \]
 * with its derivatives by backpropagation. \(\lambda\) holds \(W_1\) (m × i, row by row), \(b_1\) (m), \(W_2\) (a × m, row by
 * row) and \(b_2\) (a), one after the other.
 *
 * <p>Everything works on many observations at once: an array {@code x[j][k]} is coordinate j of observation k, and a call
 * works on the columns from {@code from} (inclusive) to {@code to} (exclusive) of arrays that the caller has allocated.
 *
 * @param inputs i, the length of an observation, at least 1
 * @param hidden m, the width of the hidden layer, at least 1
 * @param outputs a, the number of actions, at least 1
 */
public record NeuralPolicy(int inputs, int hidden, int outputs) {
    /** Checks the sizes. */
    public NeuralPolicy {
        if (inputs < 1 || hidden < 1 || outputs < 1) {
            throw new IllegalArgumentException("The sizes of a network (" + inputs + " inputs, " + hidden
                    + " hidden units, " + outputs + " outputs) must be at least 1 each.");
        }
    }

    /**
     * The number of parameters.
     *
     * @return d = m i + m + a m + a
     */
    public int dimension() {
        return hidden * inputs + hidden + outputs * hidden + outputs;
    }

    /**
     * Random parameters: weights normal with variance one over the number of entries that are summed, so that a layer neither
     * amplifies nor shrinks, and biases 0.
     *
     * @param stream the randomness
     * @return length d
     */
    public double[] random(RandomStream stream) {
        double[] lambda = new double[dimension()];
        for (int p = 0; p < hidden * inputs; p++) {
            lambda[p] = stream.gaussian() / Math.sqrt(inputs);
        }
        for (int p = outputWeights(); p < outputBiases(); p++) {
            lambda[p] = stream.gaussian() / Math.sqrt(hidden);
        }
        return lambda;
    }

    /**
     * The policy that does the same everywhere: all parameters are 0 but \(b_2\). Every hidden unit is 0 there, and so are the
     * derivatives of any loss in \(W_1\), \(b_1\) and \(W_2\).
     *
     * @param action \(b_2\), length a
     * @return length d
     */
    public double[] constant(double... action) {
        double[] lambda = new double[dimension()];
        System.arraycopy(action, 0, lambda, outputBiases(), outputs);
        return lambda;
    }

    private int hiddenBiases() {
        return hidden * inputs;
    }

    private int outputWeights() {
        return hidden * inputs + hidden;
    }

    private int outputBiases() {
        return outputWeights() + outputs * hidden;
    }

    /**
     * The means of the actions.
     *
     * @param lambda parameters, length d
     * @param input observations, i rows
     * @param activation receives the hidden layer, m rows, which {@link #backward} needs
     * @param mean receives \(\mu_\lambda\), a rows
     * @param from first column
     * @param to one past the last column
     */
    public void forward(double[] lambda, double[][] input, double[][] activation, double[][] mean, int from, int to) {
        for (int j = 0; j < hidden; j++) {
            double[] h = activation[j];
            Arrays.fill(h, from, to, lambda[hiddenBiases() + j]);
            for (int i = 0; i < inputs; i++) {
                addMultiple(lambda[j * inputs + i], input[i], h, from, to);
            }
            for (int k = from; k < to; k++) {
                h[k] = tanh(h[k]);
            }
        }
        for (int a = 0; a < outputs; a++) {
            Arrays.fill(mean[a], from, to, lambda[outputBiases() + a]);
            for (int j = 0; j < hidden; j++) {
                addMultiple(lambda[outputWeights() + a * hidden + j], activation[j], mean[a], from, to);
            }
        }
    }

    /**
     * Backpropagation: adds \(\sum_k (\partial\mu_\lambda(o_k)/\partial\lambda)^\top p_k\) to a gradient, and
     * \((\partial\mu_\lambda(o_k)/\partial o)^\top p_k\) to the adjoints of the observations.
     *
     * @param lambda parameters, length d
     * @param input observations, i rows
     * @param activation the hidden layer at them, from {@link #forward}
     * @param adjoint p, a rows
     * @param from first column
     * @param to one past the last column
     * @param gradient added to, length d
     * @param inputAdjoint added to, i rows, or no row if it is not wanted
     * @param scratch overwritten in the columns
     */
    public void backward(
            double[] lambda,
            double[][] input,
            double[][] activation,
            double[][] adjoint,
            int from,
            int to,
            double[] gradient,
            double[][] inputAdjoint,
            double[] scratch) {
        for (int j = 0; j < hidden; j++) {
            double[] h = activation[j];
            Arrays.fill(scratch, from, to, 0);
            for (int a = 0; a < outputs; a++) {
                int weight = outputWeights() + a * hidden + j;
                gradient[weight] += dot(adjoint[a], h, from, to);
                addMultiple(lambda[weight], adjoint[a], scratch, from, to);
            }
            for (int k = from; k < to; k++) {
                scratch[k] *= 1 - h[k] * h[k];
            }
            gradient[hiddenBiases() + j] += sum(scratch, from, to);
            for (int i = 0; i < inputs; i++) {
                gradient[j * inputs + i] += dot(scratch, input[i], from, to);
            }
            for (int i = 0; i < inputAdjoint.length; i++) {
                addMultiple(lambda[j * inputs + i], scratch, inputAdjoint[i], from, to);
            }
        }
        for (int a = 0; a < outputs; a++) {
            gradient[outputBiases() + a] += sum(adjoint[a], from, to);
        }
    }

    /** Several times as fast as the library's, which also keeps relative accuracy near 0; here only absolute accuracy counts. */
    private static double tanh(double x) {
        return 1 - 2 / (Math.exp(2 * x) + 1);
    }

    private static void addMultiple(double factor, double[] x, double[] y, int from, int to) {
        for (int k = from; k < to; k++) {
            y[k] += factor * x[k];
        }
    }

    private static double dot(double[] x, double[] y, int from, int to) {
        double sum = 0;
        for (int k = from; k < to; k++) {
            sum += x[k] * y[k];
        }
        return sum;
    }

    private static double sum(double[] x, int from, int to) {
        double sum = 0;
        for (int k = from; k < to; k++) {
            sum += x[k];
        }
        return sum;
    }
}
