package org.plumbline.theory.claim.proof;

import java.util.Optional;
import org.plumbline.oracle.Batch;
import org.plumbline.oracle.FirstOrderOracle;
import org.plumbline.oracle.Ledger;
import org.plumbline.oracle.Oracles;
import org.plumbline.oracle.SecondOrderOracle;
import org.plumbline.random.RandomStream;

/**
 * The same oracles with somebody who looks at every answer after it was given, and cannot change it.
 *
 * @param watched the oracles
 * @param watcher gets copies
 */
record WatchedOracles(Oracles watched, Watcher watcher) implements Oracles {
    /** Looks at gradients. */
    @FunctionalInterface
    interface Watcher {
        /**
         * One answer.
         *
         * @param query with its answer
         */
        void answered(Query query);
    }

    @Override
    public FirstOrderOracle firstOrder(Ledger ledger) {
        return new Watched(watched.firstOrder(ledger), watcher);
    }

    /** Algorithm 1 takes none. */
    @Override
    public Optional<SecondOrderOracle> secondOrder(Ledger ledger) {
        return Optional.empty();
    }

    private static final class Watched implements FirstOrderOracle {
        private final FirstOrderOracle oracle;
        private final Watcher watcher;

        Watched(FirstOrderOracle oracle, Watcher watcher) {
            this.oracle = oracle;
            this.watcher = watcher;
        }

        @Override
        public int upperDimension() {
            return oracle.upperDimension();
        }

        @Override
        public int lowerDimension() {
            return oracle.lowerDimension();
        }

        @Override
        public Batch draw(long size, RandomStream stream) {
            return oracle.draw(size, stream);
        }

        @Override
        public void lower(Batch batch, double[] phi, double[] lambda, double[] gradPhi, double[] gradLambda) {
            oracle.lower(batch, phi, lambda, gradPhi, gradLambda);
            tell(false, batch, phi, lambda, gradPhi, gradLambda);
        }

        @Override
        public void upper(Batch batch, double[] phi, double[] lambda, double[] gradPhi, double[] gradLambda) {
            oracle.upper(batch, phi, lambda, gradPhi, gradLambda);
            tell(true, batch, phi, lambda, gradPhi, gradLambda);
        }

        @Override
        public void displaced(Batch batch, double[] phi, double[] lambda, double[] gradPhi, double[] gradLambda) {
            oracle.displaced(batch, phi, lambda, gradPhi, gradLambda);
            tell(false, batch, phi, lambda, gradPhi, gradLambda);
        }

        private void tell(
                boolean upper, Batch batch, double[] phi, double[] lambda, double[] gradPhi, double[] gradLambda) {
            watcher.answered(new Query(upper, batch, phi.clone(), lambda.clone(), gradPhi.clone(), gradLambda.clone()));
        }
    }
}
