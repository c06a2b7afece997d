package org.plumbline.theory.saboteur;

import org.plumbline.oracle.Batch;
import org.plumbline.oracle.FirstOrderOracle;
import org.plumbline.oracle.Ledger;
import org.plumbline.oracle.Oracles;
import org.plumbline.random.RandomStream;

/** Broken first-order oracles over sound ones. One belongs to one run, as its state does. */
abstract class TamperedGradients implements FirstOrderOracle {
    private final FirstOrderOracle sound;

    TamperedGradients(FirstOrderOracle sound) {
        this.sound = sound;
    }

    /** Gradients of f are answered, and their charge goes to a ledger that nobody reads. */
    static final class UnchargedUpper extends TamperedGradients {
        private final FirstOrderOracle uncharged;

        UnchargedUpper(Oracles sound, Ledger ledger) {
            super(sound.firstOrder(ledger));
            uncharged = sound.firstOrder(new Ledger());
        }

        @Override
        public void upper(Batch batch, double[] phi, double[] lambda, double[] gradPhi, double[] gradLambda) {
            uncharged.upper(batch, phi, lambda, gradPhi, gradLambda);
        }
    }

    /** A batch of any size is one sample. */
    static final class SingleSample extends TamperedGradients {
        SingleSample(Oracles sound, Ledger ledger) {
            super(sound.firstOrder(ledger));
        }

        @Override
        public Batch draw(long size, RandomStream stream) {
            return super.draw(1, stream);
        }
    }

    /** Every second batch that is drawn is the one before it. */
    static final class RepeatedBatch extends TamperedGradients {
        private Batch last;

        RepeatedBatch(Oracles sound, Ledger ledger) {
            super(sound.firstOrder(ledger));
        }

        @Override
        public Batch draw(long size, RandomStream stream) {
            Batch fresh = super.draw(size, stream);
            boolean repeat = last != null && last.size() == size;
            Batch answer = repeat ? last : fresh;
            last = repeat ? null : fresh;
            return answer;
        }
    }

    /** A batch that is used again is another batch: what should be coupled is independent. */
    static final class ForgottenBatch extends TamperedGradients {
        private int uses;

        ForgottenBatch(Oracles sound, Ledger ledger) {
            super(sound.firstOrder(ledger));
        }

        @Override
        public void lower(Batch batch, double[] phi, double[] lambda, double[] gradPhi, double[] gradLambda) {
            uses++;
            Batch other = new Batch(batch.size(), batch.replay(uses));
            super.lower(other, phi, lambda, gradPhi, gradLambda);
        }
    }

    /** A bias of every entry of every gradient, which nobody declares. */
    static final class Shifted extends TamperedGradients {
        private final double bias;

        Shifted(Oracles sound, Ledger ledger, double bias) {
            super(sound.firstOrder(ledger));
            this.bias = bias;
        }

        @Override
        public void lower(Batch batch, double[] phi, double[] lambda, double[] gradPhi, double[] gradLambda) {
            super.lower(batch, phi, lambda, gradPhi, gradLambda);
            shift(gradPhi);
            shift(gradLambda);
        }

        @Override
        public void upper(Batch batch, double[] phi, double[] lambda, double[] gradPhi, double[] gradLambda) {
            super.upper(batch, phi, lambda, gradPhi, gradLambda);
            shift(gradPhi);
            shift(gradLambda);
        }

        private void shift(double[] gradient) {
            for (int i = 0; i < gradient.length; i++) {
                gradient[i] += bias;
            }
        }
    }

    @Override
    public int upperDimension() {
        return sound.upperDimension();
    }

    @Override
    public int lowerDimension() {
        return sound.lowerDimension();
    }

    @Override
    public Batch draw(long size, RandomStream stream) {
        return sound.draw(size, stream);
    }

    @Override
    public void lower(Batch batch, double[] phi, double[] lambda, double[] gradPhi, double[] gradLambda) {
        sound.lower(batch, phi, lambda, gradPhi, gradLambda);
    }

    @Override
    public void upper(Batch batch, double[] phi, double[] lambda, double[] gradPhi, double[] gradLambda) {
        sound.upper(batch, phi, lambda, gradPhi, gradLambda);
    }

    @Override
    public void displaced(Batch batch, double[] phi, double[] lambda, double[] gradPhi, double[] gradLambda) {
        sound.displaced(batch, phi, lambda, gradPhi, gradLambda);
    }
}
