package org.plumbline.problem;

import java.util.Optional;
import org.plumbline.oracle.FirstOrderOracle;
import org.plumbline.oracle.Ledger;
import org.plumbline.oracle.NoiseModel;
import org.plumbline.oracle.Oracles;
import org.plumbline.oracle.SecondOrderOracle;

/** A problem that hands itself out as its oracles: what the contract forbids. */
class LeakingOracles extends Tampered implements Oracles {
    LeakingOracles(BilevelProblem honest) {
        super(honest);
    }

    @Override
    public Oracles oracles(NoiseModel noise) {
        return this;
    }

    @Override
    public FirstOrderOracle firstOrder(Ledger ledger) {
        return honest.oracles(NoiseModel.NONE).firstOrder(ledger);
    }

    @Override
    public Optional<SecondOrderOracle> secondOrder(Ledger ledger) {
        return Optional.empty();
    }
}
