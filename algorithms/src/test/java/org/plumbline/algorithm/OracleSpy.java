package org.plumbline.algorithm;

import java.util.Arrays;
import java.util.Optional;
import org.plumbline.oracle.Batch;
import org.plumbline.oracle.Draw;
import org.plumbline.oracle.FiniteSumOracle;
import org.plumbline.oracle.FirstOrderOracle;
import org.plumbline.oracle.Ledger;
import org.plumbline.oracle.Oracles;
import org.plumbline.oracle.SecondOrderOracle;

/**
 * Oracles that watch a run from outside: they count every query by themselves, and may spoil the answer of one.
 * One object serves one run.
 */
public final class OracleSpy implements Oracles {
    private final Oracles honest;
    private final Ledger seen = new Ledger();
    private long queries;
    private long spoiledQuery = -1;
    private double spoiledValue;
    private boolean withoutProducts;

    /**
     * Watches and changes nothing.
     *
     * @param honest answers
     */
    public OracleSpy(Oracles honest) {
        this.honest = honest;
    }

    /**
     * Spoils one answer.
     *
     * @param query which, from 0
     * @param value fills all outputs of that query
     * @return this
     */
    public OracleSpy spoiling(long query, double value) {
        spoiledQuery = query;
        spoiledValue = value;
        return this;
    }

    /**
     * Takes the second-order oracle away.
     *
     * @return this
     */
    public OracleSpy withoutProducts() {
        withoutProducts = true;
        return this;
    }

    /**
     * The independent count.
     *
     * @return charged by this object, call by call
     */
    public Ledger seen() {
        return seen;
    }

    /**
     * How many queries were made.
     *
     * @return at least 0
     */
    public long queries() {
        return queries;
    }

    @Override
    public FirstOrderOracle firstOrder(Ledger ledger) {
        return new Watched<>(honest.firstOrder(ledger));
    }

    @Override
    public Optional<SecondOrderOracle> secondOrder(Ledger ledger) {
        return withoutProducts
                ? Optional.empty()
                : honest.secondOrder(ledger).map(oracle -> new WatchedProducts<>(oracle));
    }

    @Override
    public Optional<FiniteSumOracle> finiteSum(Ledger ledger) {
        return withoutProducts ? Optional.empty() : honest.finiteSum(ledger).map(WatchedTerms::new);
    }

    private void note(Draw kind, Batch batch, double[]... outputs) {
        seen.charge(kind, batch.size());
        if (queries == spoiledQuery) {
            for (double[] output : outputs) {
                Arrays.fill(output, spoiledValue);
            }
        }
        queries++;
    }

    private class Watched<O extends FirstOrderOracle> implements FirstOrderOracle {
        final O oracle;

        Watched(O oracle) {
            this.oracle = oracle;
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
        public void lower(Batch batch, double[] phi, double[] lambda, double[] gradPhi, double[] gradLambda) {
            oracle.lower(batch, phi, lambda, gradPhi, gradLambda);
            note(Draw.LOWER_GRADIENT, batch, gradPhi, gradLambda);
        }

        @Override
        public void upper(Batch batch, double[] phi, double[] lambda, double[] gradPhi, double[] gradLambda) {
            oracle.upper(batch, phi, lambda, gradPhi, gradLambda);
            note(Draw.UPPER_GRADIENT, batch, gradPhi, gradLambda);
        }

        @Override
        public void displaced(Batch batch, double[] phi, double[] lambda, double[] gradPhi, double[] gradLambda) {
            oracle.displaced(batch, phi, lambda, gradPhi, gradLambda);
            note(Draw.DISPLACED_GRADIENT, batch, gradPhi, gradLambda);
        }
    }

    private class WatchedProducts<O extends SecondOrderOracle> extends Watched<O> implements SecondOrderOracle {
        WatchedProducts(O oracle) {
            super(oracle);
        }

        @Override
        public void hessianVector(Batch batch, double[] phi, double[] lambda, double[] vector, double[] product) {
            oracle.hessianVector(batch, phi, lambda, vector, product);
            note(Draw.HESSIAN_VECTOR, batch, product);
        }

        @Override
        public void jacobianVector(Batch batch, double[] phi, double[] lambda, double[] vector, double[] product) {
            oracle.jacobianVector(batch, phi, lambda, vector, product);
            note(Draw.JACOBIAN_VECTOR, batch, product);
        }
    }

    private final class WatchedTerms extends WatchedProducts<FiniteSumOracle> implements FiniteSumOracle {
        WatchedTerms(FiniteSumOracle oracle) {
            super(oracle);
        }

        @Override
        public int lowerTerms() {
            return oracle.lowerTerms();
        }

        @Override
        public int upperTerms() {
            return oracle.upperTerms();
        }
    }
}
