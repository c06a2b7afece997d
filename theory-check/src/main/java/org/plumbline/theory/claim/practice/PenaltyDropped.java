package org.plumbline.theory.claim.practice;

import java.util.Arrays;
import java.util.Optional;
import org.plumbline.oracle.Batch;
import org.plumbline.oracle.FirstOrderOracle;
import org.plumbline.oracle.Ledger;
import org.plumbline.oracle.Oracles;
import org.plumbline.oracle.SecondOrderOracle;

/**
 * A control: oracles whose \(\hat g_\varphi\) is 0, so that Algorithm 1 loses its penalty term, and with it all that the upper
 * level knows of the lower. The agent learns as before.
 *
 * @param oracles the intact ones
 */
record PenaltyDropped(Oracles oracles) implements Oracles {
    @Override
    public FirstOrderOracle firstOrder(Ledger ledger) {
        return new WithoutPhi(oracles.firstOrder(ledger));
    }

    @Override
    public Optional<SecondOrderOracle> secondOrder(Ledger ledger) {
        return Optional.empty();
    }

    private record WithoutPhi(FirstOrderOracle intact) implements FirstOrderOracle {
        @Override
        public int upperDimension() {
            return intact.upperDimension();
        }

        @Override
        public int lowerDimension() {
            return intact.lowerDimension();
        }

        @Override
        public void lower(Batch batch, double[] phi, double[] lambda, double[] gradPhi, double[] gradLambda) {
            intact.lower(batch, phi, lambda, gradPhi, gradLambda);
            Arrays.fill(gradPhi, 0);
        }

        @Override
        public void upper(Batch batch, double[] phi, double[] lambda, double[] gradPhi, double[] gradLambda) {
            intact.upper(batch, phi, lambda, gradPhi, gradLambda);
        }
    }
}
