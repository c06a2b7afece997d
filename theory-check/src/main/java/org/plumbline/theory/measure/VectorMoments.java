package org.plumbline.theory.measure;

/** Running mean and total variance of vectors, by Welford's update (numerically stable in one pass). */
public final class VectorMoments {
    private final double[] mean;
    private double squares;
    private long count;

    /**
     * Empty moments.
     *
     * @param dimension length of the vectors
     */
    public VectorMoments(int dimension) {
        mean = new double[dimension];
    }

    /**
     * Adds a vector.
     *
     * @param x of the dimension
     */
    public void add(double[] x) {
        count++;
        for (int i = 0; i < mean.length; i++) {
            double gap = x[i] - mean[i];
            mean[i] += gap / count;
            squares += gap * (x[i] - mean[i]);
        }
    }

    /**
     * The mean.
     *
     * @return a copy
     */
    public double[] mean() {
        return mean.clone();
    }

    /**
     * The unbiased estimate of the trace of the covariance.
     *
     * @return NaN with fewer than two vectors
     */
    public double totalVariance() {
        return count < 2 ? Double.NaN : squares / (count - 1);
    }
}
