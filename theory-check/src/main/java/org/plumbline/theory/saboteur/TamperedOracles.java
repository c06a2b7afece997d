package org.plumbline.theory.saboteur;

import java.util.Optional;
import java.util.function.BiFunction;
import org.plumbline.oracle.FirstOrderOracle;
import org.plumbline.oracle.Ledger;
import org.plumbline.oracle.Oracles;
import org.plumbline.oracle.SecondOrderOracle;

/**
 * Sound oracles whose first-order one has been exchanged.
 *
 * @param sound what they pretend to be
 * @param exchange makes the first-order oracle that is handed out
 */
record TamperedOracles(Oracles sound, BiFunction<Oracles, Ledger, FirstOrderOracle> exchange) implements Oracles {
    @Override
    public FirstOrderOracle firstOrder(Ledger ledger) {
        return exchange.apply(sound, ledger);
    }

    @Override
    public Optional<SecondOrderOracle> secondOrder(Ledger ledger) {
        return sound.secondOrder(ledger);
    }
}
