package org.plumbline.algorithm;

/**
 * A method with its hyper-parameters fixed: an immutable value. What it may see is in its type: it is either a
 * {@link FirstOrderAlgorithm}, a {@link SecondOrderAlgorithm} or a {@link FiniteSumAlgorithm}.
 */
public sealed interface BilevelAlgorithm permits FirstOrderAlgorithm, SecondOrderAlgorithm, FiniteSumAlgorithm {
    /**
     * The name in reports.
     *
     * @return such as "algorithm-1"
     */
    String name();
}
