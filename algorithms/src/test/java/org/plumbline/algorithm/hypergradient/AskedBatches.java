package org.plumbline.algorithm.hypergradient;

import java.util.ArrayList;
import java.util.List;
import org.plumbline.oracle.Batch;
import org.plumbline.oracle.Draw;
import org.plumbline.oracle.SecondOrderOracle;
import org.plumbline.random.RandomStream;

/** Passes every query on and notes which batch it was asked of: who shares a batch cannot be seen without noise. */
final class AskedBatches implements SecondOrderOracle {
    private final SecondOrderOracle oracle;
    private final List<Asked> all = new ArrayList<>();

    /**
     * One query.
     *
     * @param kind what for
     * @param batch the samples
     * @param lambda where, the lower variable
     */
    record Asked(Draw kind, Batch batch, List<Double> lambda) {}

    AskedBatches(SecondOrderOracle oracle) {
        this.oracle = oracle;
    }

    /** Forgets, and hands out what was asked since the last time. */
    List<Asked> take() {
        List<Asked> taken = List.copyOf(all);
        all.clear();
        return taken;
    }

    static List<Batch> batches(List<Asked> asked, Draw kind) {
        return asked.stream()
                .filter(query -> query.kind() == kind)
                .map(Asked::batch)
                .toList();
    }

    static List<Batch> batches(List<Asked> asked) {
        return asked.stream().map(Asked::batch).toList();
    }

    private void note(Draw kind, Batch batch, double[] lambda) {
        List<Double> copy = new ArrayList<>();
        for (double value : lambda) {
            copy.add(value);
        }
        all.add(new Asked(kind, batch, copy));
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
        note(Draw.LOWER_GRADIENT, batch, lambda);
        oracle.lower(batch, phi, lambda, gradPhi, gradLambda);
    }

    @Override
    public void upper(Batch batch, double[] phi, double[] lambda, double[] gradPhi, double[] gradLambda) {
        note(Draw.UPPER_GRADIENT, batch, lambda);
        oracle.upper(batch, phi, lambda, gradPhi, gradLambda);
    }

    @Override
    public void hessianVector(Batch batch, double[] phi, double[] lambda, double[] vector, double[] product) {
        note(Draw.HESSIAN_VECTOR, batch, lambda);
        oracle.hessianVector(batch, phi, lambda, vector, product);
    }

    @Override
    public void jacobianVector(Batch batch, double[] phi, double[] lambda, double[] vector, double[] product) {
        note(Draw.JACOBIAN_VECTOR, batch, lambda);
        oracle.jacobianVector(batch, phi, lambda, vector, product);
    }
}
