package org.plumbline.oracle;

import org.plumbline.random.RandomStream;

/**
 * The four gradients of an oracle at one point, as one vector (∇_φ g, ∇_λ g, ∇_φ f, ∇_λ f) of length 2(p + d), and its
 * moments over batches.
 *
 * @param phi upper variable
 * @param lambda lower variable
 */
public record OracleAnswers(double[] phi, double[] lambda) {
    /**
     * Chooses the point.
     *
     * @param phi upper variable
     * @param lambda lower variable
     * @return the questions
     */
    public static OracleAnswers at(double[] phi, double[] lambda) {
        return new OracleAnswers(phi, lambda);
    }

    /**
     * Asks once, all four with one batch.
     *
     * @param oracle answers
     * @param n size of the batch
     * @param stream draws it
     * @return the four gradients
     */
    public double[] ask(FirstOrderOracle oracle, long n, RandomStream stream) {
        return ask(oracle, oracle.draw(n, stream));
    }

    double[] ask(FirstOrderOracle oracle, Batch batch) {
        int p = phi.length;
        int d = lambda.length;
        double[] gradPhi = new double[p];
        double[] gradLambda = new double[d];
        double[] all = new double[2 * (p + d)];
        oracle.lower(batch, phi, lambda, gradPhi, gradLambda);
        System.arraycopy(gradPhi, 0, all, 0, p);
        System.arraycopy(gradLambda, 0, all, p, d);
        oracle.upper(batch, phi, lambda, gradPhi, gradLambda);
        System.arraycopy(gradPhi, 0, all, p + d, p);
        System.arraycopy(gradLambda, 0, all, 2 * p + d, d);
        return all;
    }

    /**
     * Asks many times with fresh batches.
     *
     * @param oracle answers
     * @param n size of each batch
     * @param draws number of batches
     * @param stream draws them
     * @return mean and covariance
     */
    public Moments moments(FirstOrderOracle oracle, long n, int draws, RandomStream stream) {
        double[][] rows = new double[draws][];
        for (int i = 0; i < draws; i++) {
            rows[i] = ask(oracle, n, stream);
        }
        return Moments.of(rows);
    }

    /**
     * Sample mean and covariance.
     *
     * @param mean one entry a component
     * @param covariance divided by draws − 1
     * @param draws number of observations
     */
    public record Moments(double[] mean, double[][] covariance, int draws) {
        static Moments of(double[][] rows) {
            int dimension = rows[0].length;
            double[] mean = new double[dimension];
            for (double[] row : rows) {
                for (int i = 0; i < dimension; i++) {
                    mean[i] += row[i] / rows.length;
                }
            }
            double[][] covariance = new double[dimension][dimension];
            for (double[] row : rows) {
                for (int i = 0; i < dimension; i++) {
                    for (int j = 0; j < dimension; j++) {
                        covariance[i][j] += (row[i] - mean[i]) * (row[j] - mean[j]) / (rows.length - 1);
                    }
                }
            }
            return new Moments(mean, covariance, rows.length);
        }

        /**
         * The standard error of a mean.
         *
         * @param i component
         * @return √(variance / draws)
         */
        public double standardError(int i) {
            return Math.sqrt(covariance[i][i] / draws);
        }

        /**
         * The trace of the covariance.
         *
         * @return the total variance
         */
        public double trace() {
            return trace(0, mean.length);
        }

        double trace(int from, int to) {
            double sum = 0;
            for (int i = from; i < to; i++) {
                sum += covariance[i][i];
            }
            return sum;
        }
    }
}
