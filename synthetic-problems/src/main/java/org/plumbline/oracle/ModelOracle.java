package org.plumbline.oracle;

/**
 * A finite decision process whose dynamics are known: for methods that are model-based, which declare it. Reading the
 * model draws no sample.
 */
public interface ModelOracle extends TabularOracle {
    /**
     * The transition probabilities.
     *
     * @return \(P(s'|s,a)\) at index (s·A + a)·S + s′, a copy
     */
    double[] transitions();

    /**
     * The initial distribution.
     *
     * @return ν, length S, a copy
     */
    double[] initial();
}
