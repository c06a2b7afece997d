package org.plumbline.oracle;

import java.util.Optional;

/**
 * Hands out the oracles of one problem under one noise model, each charging the ledger that is given. This, not the
 * problem, is what a runner receives, so that no path leads from an algorithm to a ground truth.
 */
public interface Oracles {
    /**
     * A first-order oracle; the object implements no other oracle type.
     *
     * @param ledger charged for every draw
     * @return the oracle
     */
    FirstOrderOracle firstOrder(Ledger ledger);

    /**
     * A second-order oracle.
     *
     * @param ledger charged for every draw
     * @return the oracle, or empty where only gradients can be sampled
     */
    Optional<SecondOrderOracle> secondOrder(Ledger ledger);

    /**
     * An oracle of a finite sum.
     *
     * @param ledger charged for every draw
     * @return the oracle, or empty where the losses are not means of finitely many terms
     */
    default Optional<FiniteSumOracle> finiteSum(Ledger ledger) {
        return Optional.empty();
    }

    /**
     * An oracle of an agent in a finite decision process.
     *
     * @param ledger charged for every draw
     * @return the oracle, or empty where there is no such process
     */
    default Optional<TabularOracle> tabular(Ledger ledger) {
        return Optional.empty();
    }

    /**
     * The same with the dynamics.
     *
     * @param ledger charged for every draw
     * @return the oracle, or empty where there is no such process
     */
    default Optional<ModelOracle> model(Ledger ledger) {
        return Optional.empty();
    }

    /**
     * Oracles whose every query is charged, over a raw oracle with second derivatives.
     *
     * @param raw answers the queries, uncharged
     * @return the counted oracles
     */
    static Oracles counted(SecondOrderOracle raw) {
        return new CountedOracles(raw);
    }
}
