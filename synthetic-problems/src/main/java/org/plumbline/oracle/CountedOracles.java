package org.plumbline.oracle;

import java.util.Optional;

/** Puts the ledger between the caller and a raw oracle: one charge for each (batch, point), f and g apart. */
final class CountedOracles implements Oracles {
    private final SecondOrderOracle raw;

    CountedOracles(SecondOrderOracle raw) {
        this.raw = raw;
    }

    @Override
    public FirstOrderOracle firstOrder(Ledger ledger) {
        return new Gradients(raw, ledger);
    }

    @Override
    public Optional<SecondOrderOracle> secondOrder(Ledger ledger) {
        return Optional.of(new Products(raw, ledger));
    }

    @Override
    public Optional<FiniteSumOracle> finiteSum(Ledger ledger) {
        return raw instanceof FiniteSumOracle sum ? Optional.of(new Terms(sum, ledger)) : Optional.empty();
    }

    private abstract static class Counted<O extends SecondOrderOracle> implements FirstOrderOracle {
        final O raw;
        final Ledger ledger;

        Counted(O raw, Ledger ledger) {
            this.raw = raw;
            this.ledger = ledger;
        }

        @Override
        public int upperDimension() {
            return raw.upperDimension();
        }

        @Override
        public int lowerDimension() {
            return raw.lowerDimension();
        }

        @Override
        public void lower(Batch batch, double[] phi, double[] lambda, double[] gradPhi, double[] gradLambda) {
            ledger.charge(Draw.LOWER_GRADIENT, batch.size());
            raw.lower(batch, phi, lambda, gradPhi, gradLambda);
        }

        @Override
        public void upper(Batch batch, double[] phi, double[] lambda, double[] gradPhi, double[] gradLambda) {
            ledger.charge(Draw.UPPER_GRADIENT, batch.size());
            raw.upper(batch, phi, lambda, gradPhi, gradLambda);
        }

        @Override
        public void displaced(Batch batch, double[] phi, double[] lambda, double[] gradPhi, double[] gradLambda) {
            ledger.charge(Draw.DISPLACED_GRADIENT, batch.size());
            raw.lower(batch, phi, lambda, gradPhi, gradLambda);
        }
    }

    private static final class Gradients extends Counted<SecondOrderOracle> {
        Gradients(SecondOrderOracle raw, Ledger ledger) {
            super(raw, ledger);
        }
    }

    private abstract static class CountedProducts<O extends SecondOrderOracle> extends Counted<O>
            implements SecondOrderOracle {
        CountedProducts(O raw, Ledger ledger) {
            super(raw, ledger);
        }

        @Override
        public void hessianVector(Batch batch, double[] phi, double[] lambda, double[] vector, double[] product) {
            ledger.charge(Draw.HESSIAN_VECTOR, batch.size());
            raw.hessianVector(batch, phi, lambda, vector, product);
        }

        @Override
        public void jacobianVector(Batch batch, double[] phi, double[] lambda, double[] vector, double[] product) {
            ledger.charge(Draw.JACOBIAN_VECTOR, batch.size());
            raw.jacobianVector(batch, phi, lambda, vector, product);
        }
    }

    private static final class Products extends CountedProducts<SecondOrderOracle> {
        Products(SecondOrderOracle raw, Ledger ledger) {
            super(raw, ledger);
        }
    }

    private static final class Terms extends CountedProducts<FiniteSumOracle> implements FiniteSumOracle {
        Terms(FiniteSumOracle raw, Ledger ledger) {
            super(raw, ledger);
        }

        @Override
        public int lowerTerms() {
            return raw.lowerTerms();
        }

        @Override
        public int upperTerms() {
            return raw.upperTerms();
        }
    }
}
