package org.plumbline.algorithm.hypergradient;

import java.util.function.IntToLongFunction;
import org.plumbline.numeric.Vectors;
import org.plumbline.oracle.SecondOrderOracle;
import org.plumbline.random.RandomStream;

/**
 * The Neumann series \(H^{-1} = \eta\sum_{j\ge0}(I-\eta H)^j\) of \(H = \nabla^2_{\lambda\lambda} g\), applied to a vector
 * through Hessian-vector products and cut off; it converges for \(0 \prec \eta H \prec 2I\). Every product draws its own
 * batch, so that with independent samples the mean of a product of factors is the product of the means.
 *
 * <p>There are two ways to cut it off after b terms. {@link #sum} keeps them all. {@link #random} keeps one, number p
 * uniform in {0, …, b−1}, and multiplies by b; over p its mean is that of the sum. Both then miss the inverse by
 * \(\bigl(H^{-1} - \eta\sum_{j\lt b}(I-\eta H)^j\bigr)u = (I-\eta H)^b H^{-1}u\), as \(\eta H\sum_{j\lt b}(I-\eta H)^j
 * = I-(I-\eta H)^b\) telescopes.
 */
final class NeumannSeries {
    private final SecondOrderOracle oracle;
    private final RandomStream stream;
    private final double step;
    private final double[] term;
    private final double[] product;

    /**
     * The series with a step size.
     *
     * @param oracle answers the products
     * @param stream draws the batches and the random term
     * @param step \(\eta\)
     */
    NeumannSeries(SecondOrderOracle oracle, RandomStream stream, double step) {
        this.oracle = oracle;
        this.stream = stream;
        this.step = step;
        term = new double[oracle.lowerDimension()];
        product = new double[oracle.lowerDimension()];
    }

    /**
     * One random term times the number of terms, \(b\,\eta\prod_{i=1}^p (I-\eta\hat H_i)\,u\).
     *
     * @param terms b, at least 1
     * @param batch samples of each of the p products
     * @param phi upper variable
     * @param lambda lower variable
     * @param vector u; receives the result
     */
    void random(int terms, long batch, double[] phi, double[] lambda, double[] vector) {
        term(stream.nextInt(terms), terms, batch, phi, lambda, vector);
    }

    /**
     * A chosen term times the number of terms.
     *
     * @param number p, from 0 to b−1
     * @param terms b
     * @param batch samples of each of the p products
     * @param phi upper variable
     * @param lambda lower variable
     * @param vector u; receives the result
     */
    void term(int number, int terms, long batch, double[] phi, double[] lambda, double[] vector) {
        for (int i = 0; i < number; i++) {
            contract(batch, phi, lambda, vector);
        }
        for (int j = 0; j < vector.length; j++) {
            vector[j] *= terms * step;
        }
    }

    /**
     * The first Q+1 terms, \(\eta\sum_{j=0}^Q r_j\) with \(r_0 = u\) and \(r_j = (I-\eta\hat H_j) r_{j-1}\).
     *
     * @param last Q, at least 0
     * @param batches samples of product j, for j from 1 to Q
     * @param phi upper variable
     * @param lambda lower variable
     * @param vector u
     * @param result receives the sum; not u itself
     */
    void sum(int last, IntToLongFunction batches, double[] phi, double[] lambda, double[] vector, double[] result) {
        Vectors.copy(vector, term);
        Vectors.copy(vector, result);
        for (int j = 1; j <= last; j++) {
            contract(batches.applyAsLong(j), phi, lambda, term);
            Vectors.add(1, term, result);
        }
        for (int j = 0; j < result.length; j++) {
            result[j] *= step;
        }
    }

    private void contract(long batch, double[] phi, double[] lambda, double[] vector) {
        oracle.hessianVector(oracle.draw(batch, stream), phi, lambda, vector, product);
        Vectors.add(-step, product, vector);
    }
}
