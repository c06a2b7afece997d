package org.plumbline.theory.measure;

import org.plumbline.numeric.Vectors;

/**
 * Gradient descent on a {@link Landscape} with a step s that is halved until
 * \(\ell(\lambda - s\nabla\ell) \le \ell(\lambda) - \tfrac s2\|\nabla\ell\|^2\), which every \(s \le 1/L\) satisfies, and that grows
 * by half after a success. It needs no constant of the landscape, and its values never rise. Not a method of the suite: it
 * measures, and is not counted.
 */
public final class Descent {
    private static final double SMALLEST_STEP = 1e-14;

    private final Landscape landscape;
    private double[] lambda;
    private double[] gradient;
    private double[] trial;
    private double[] trialGradient;
    private double value;
    private double step = 1;

    /**
     * A descent at its beginning.
     *
     * @param landscape what is descended
     * @param start the first point, length d
     */
    public Descent(Landscape landscape, double[] start) {
        this.landscape = landscape;
        this.lambda = start.clone();
        this.gradient = new double[start.length];
        this.trial = new double[start.length];
        this.trialGradient = new double[start.length];
        this.value = landscape.gradient(lambda, gradient);
    }

    /**
     * Makes one step.
     *
     * @return false, and nothing has changed, where rounding leaves no step that descends
     */
    public boolean step() {
        double squared = squaredGradient();
        for (; step >= SMALLEST_STEP; step /= 2) {
            for (int i = 0; i < lambda.length; i++) {
                trial[i] = lambda[i] - step * gradient[i];
            }
            double reached = landscape.gradient(trial, trialGradient);
            if (reached < value && reached <= value - step / 2 * squared) {
                accept(reached);
                return true;
            }
        }
        return false;
    }

    private void accept(double reached) {
        double[] free = lambda;
        double[] freeGradient = gradient;
        lambda = trial;
        gradient = trialGradient;
        trial = free;
        trialGradient = freeGradient;
        value = reached;
        step *= 1.5;
    }

    /**
     * Makes steps.
     *
     * @param steps at most so many
     * @return this
     */
    public Descent run(int steps) {
        for (int i = 0; i < steps && step(); i++) {
            // The step is all.
        }
        return this;
    }

    /**
     * Where the descent is.
     *
     * @return a copy, length d
     */
    public double[] lambda() {
        return lambda.clone();
    }

    /**
     * The loss there.
     *
     * @return its value
     */
    public double value() {
        return value;
    }

    /**
     * The squared norm of the gradient there.
     *
     * @return at least 0
     */
    public double squaredGradient() {
        return Vectors.squaredNorm(gradient);
    }
}
