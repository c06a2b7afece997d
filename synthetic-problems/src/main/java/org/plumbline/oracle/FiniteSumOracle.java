package org.plumbline.oracle;

/**
 * A problem whose losses are means of finitely many terms, \(g = \frac1n\sum_i g_i\) and \(f = \frac1m\sum_j f_j\),
 * each of which can be asked for by its index. A random batch ({@link #draw}) takes indices with replacement.
 */
public interface FiniteSumOracle extends SecondOrderOracle {
    /**
     * The number of terms of the lower loss.
     *
     * @return n, at least 1
     */
    int lowerTerms();

    /**
     * The number of terms of the upper loss.
     *
     * @return m, at least 1
     */
    int upperTerms();

    /**
     * One term as a batch of size 1: its queries cost one sample.
     *
     * @param index at least 0; below n for queries of g, below m for queries of f
     * @return the batch
     */
    default Batch term(int index) {
        return Batch.term(index);
    }
}
