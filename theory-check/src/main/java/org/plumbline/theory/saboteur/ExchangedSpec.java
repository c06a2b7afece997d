package org.plumbline.theory.saboteur;

import java.util.Map;
import java.util.function.UnaryOperator;
import org.plumbline.algorithm.AlgorithmCard;
import org.plumbline.algorithm.AlgorithmSpec;
import org.plumbline.algorithm.BilevelAlgorithm;

/**
 * The card of a registered method, and another method behind it.
 *
 * @param sound the registered method
 * @param exchange what becomes of the method
 */
record ExchangedSpec(AlgorithmSpec sound, UnaryOperator<BilevelAlgorithm> exchange) implements AlgorithmSpec {
    @Override
    public AlgorithmCard card() {
        return sound.card();
    }

    @Override
    public Class<? extends BilevelAlgorithm> type() {
        return sound.type();
    }

    @Override
    public BilevelAlgorithm create(Map<String, ?> values) {
        return exchange.apply(sound.create(values));
    }
}
