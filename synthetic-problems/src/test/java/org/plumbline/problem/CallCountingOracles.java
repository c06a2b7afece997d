package org.plumbline.problem;

import java.util.Optional;
import org.plumbline.oracle.Batch;
import org.plumbline.oracle.Draw;
import org.plumbline.oracle.FirstOrderOracle;
import org.plumbline.oracle.Ledger;
import org.plumbline.oracle.Oracles;
import org.plumbline.oracle.SecondOrderOracle;

/**
 * Charges one for each call, whatever the batch: what the contract forbids.
 *
 * @param honest answers
 */
record CallCountingOracles(Oracles honest) implements Oracles {
    @Override
    public FirstOrderOracle firstOrder(Ledger ledger) {
        FirstOrderOracle free = honest.firstOrder(new Ledger());
        return new FirstOrderOracle() {
            @Override
            public int upperDimension() {
                return free.upperDimension();
            }

            @Override
            public int lowerDimension() {
                return free.lowerDimension();
            }

            @Override
            public void lower(Batch batch, double[] phi, double[] lambda, double[] gradPhi, double[] gradLambda) {
                ledger.charge(Draw.LOWER_GRADIENT, 1);
                free.lower(batch, phi, lambda, gradPhi, gradLambda);
            }

            @Override
            public void upper(Batch batch, double[] phi, double[] lambda, double[] gradPhi, double[] gradLambda) {
                ledger.charge(Draw.UPPER_GRADIENT, 1);
                free.upper(batch, phi, lambda, gradPhi, gradLambda);
            }
        };
    }

    @Override
    public Optional<SecondOrderOracle> secondOrder(Ledger ledger) {
        return Optional.empty();
    }
}
