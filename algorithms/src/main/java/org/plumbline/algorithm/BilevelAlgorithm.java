package org.plumbline.algorithm;

/**
 * A method with its hyper-parameters fixed: an immutable value. What it may see is in its type: it is a
 * {@link FirstOrderAlgorithm}, a {@link SecondOrderAlgorithm}, a {@link FiniteSumAlgorithm}, a {@link TabularAlgorithm} or
 * a {@link ModelAlgorithm}, and nothing else.
 */
public sealed interface BilevelAlgorithm
        permits FirstOrderAlgorithm, SecondOrderAlgorithm, FiniteSumAlgorithm, TabularAlgorithm, ModelAlgorithm {
    /**
     * The name in reports.
     *
     * @return such as "algorithm-1"
     */
    String name();
}
