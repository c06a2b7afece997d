package org.plumbline.algorithm;

import java.util.Map;

/** What a method registers, through {@link java.util.ServiceLoader}: its card, and how it is built from values. */
public interface AlgorithmSpec {
    /**
     * What is said of the method.
     *
     * @return the card
     */
    AlgorithmCard card();

    /**
     * The record of its hyper-parameters.
     *
     * @return a record class whose components have the names of the card's parameters
     */
    Class<? extends BilevelAlgorithm> type();

    /**
     * Builds the method.
     *
     * @param values hyper-parameters by name; those with a default may be left out
     * @return the method
     * @throws org.plumbline.numeric.RefusedException if a value is missing, unknown or out of its range
     */
    default BilevelAlgorithm create(Map<String, ?> values) {
        return Hyperparameters.create(type(), card().parameters(), values);
    }
}
