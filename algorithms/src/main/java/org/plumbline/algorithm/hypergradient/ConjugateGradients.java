package org.plumbline.algorithm.hypergradient;

import java.util.Arrays;
import org.plumbline.numeric.Vectors;

/** Conjugate gradients on a symmetric system that is given by products, each of which may cost samples. A workspace. */
public final class ConjugateGradients {
    private final double[] residual;
    private final double[] direction;
    private final double[] product;

    /** A symmetric matrix. */
    @FunctionalInterface
    public interface Products {
        /**
         * Multiplies.
         *
         * @param vector length d
         * @param product receives the matrix times the vector, length d
         */
        void apply(double[] vector, double[] product);
    }

    /**
     * Makes room.
     *
     * @param dimension d
     */
    public ConjugateGradients(int dimension) {
        residual = new double[dimension];
        direction = new double[dimension];
        product = new double[dimension];
    }

    /**
     * Solves from 0, which takes one product a step. Of a singular system that is consistent this finds the solution in the
     * range, the shortest one.
     *
     * @param matrix multiplies
     * @param rightSide length d
     * @param steps at most so many
     * @param solution receives the solution, or NaN if a product is not finite
     */
    public void solve(Products matrix, double[] rightSide, int steps, double[] solution) {
        Arrays.fill(solution, 0);
        Vectors.copy(rightSide, residual);
        iterate(matrix, steps, solution);
    }

    /**
     * Goes on from a solution, which takes one product more.
     *
     * @param matrix multiplies
     * @param rightSide length d
     * @param steps at most so many
     * @param solution where to begin; receives the solution, or NaN if a product is not finite
     */
    public void resume(Products matrix, double[] rightSide, int steps, double[] solution) {
        matrix.apply(solution, product);
        Vectors.copy(rightSide, residual);
        Vectors.add(-1, product, residual);
        iterate(matrix, steps, solution);
    }

    /** An answer that is not finite makes the solution NaN: to stop at the last good one would hide it from the runner. */
    private void iterate(Products matrix, int steps, double[] solution) {
        Vectors.copy(residual, direction);
        double squares = Vectors.squaredNorm(residual);
        if (!Double.isFinite(squares)) {
            Arrays.fill(solution, Double.NaN);
            return;
        }
        for (int q = 0; q < steps && squares > 0; q++) {
            matrix.apply(direction, product);
            double curvature = Vectors.dot(direction, product);
            if (!Double.isFinite(curvature)) {
                Arrays.fill(solution, Double.NaN);
                return;
            }
            if (curvature <= 0) {
                return; // Not positive definite along this direction: no further step is meaningful.
            }
            Vectors.add(squares / curvature, direction, solution);
            Vectors.add(-squares / curvature, product, residual);
            double next = Vectors.squaredNorm(residual);
            for (int j = 0; j < direction.length; j++) {
                direction[j] = residual[j] + next / squares * direction[j];
            }
            squares = next;
        }
    }
}
