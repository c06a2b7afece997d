package org.plumbline.algorithm;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.plumbline.oracle.Batch;
import org.plumbline.oracle.Draw;
import org.plumbline.oracle.FirstOrderOracle;
import org.plumbline.oracle.SecondOrderOracle;
import org.plumbline.random.RandomStream;

/**
 * An oracle that passes every query on and notes the batch it was asked of. Without noise the answers do not tell which queries
 * share a batch; this does.
 */
public final class BatchRecorder implements SecondOrderOracle {
    private final FirstOrderOracle oracle;
    private final List<Batch> drawn = new ArrayList<>();
    private final List<Use> uses = new ArrayList<>();

    /**
     * One query.
     *
     * @param kind what was asked for
     * @param batch the samples
     * @param lambda where, the lower variable; a list, so that equal points are equal
     */
    public record Use(Draw kind, Batch batch, List<Double> lambda) {}

    /**
     * Watches and changes nothing.
     *
     * @param oracle answers; products only if it is a {@link SecondOrderOracle}
     */
    public BatchRecorder(FirstOrderOracle oracle) {
        this.oracle = oracle;
    }

    /**
     * The queries since the last {@link #clear}.
     *
     * @return a copy, in order
     */
    public List<Use> uses() {
        return List.copyOf(uses);
    }

    /**
     * The batches of those queries, one entry a query.
     *
     * @param kinds of which queries; of all if none is given
     * @return a copy, in order
     */
    public List<Batch> batches(Draw... kinds) {
        List<Draw> wanted = List.of(kinds);
        return uses.stream()
                .filter(use -> wanted.isEmpty() || wanted.contains(use.kind()))
                .map(Use::batch)
                .toList();
    }

    /**
     * How many different batches those queries were asked of.
     *
     * @param kinds of which queries; of all if none is given
     * @return at least 0
     */
    public long distinctBatches(Draw... kinds) {
        return batches(kinds).stream().distinct().count();
    }

    /**
     * The batches drawn since the last {@link #clear}, used or not.
     *
     * @return a copy, in order
     */
    public List<Batch> drawn() {
        return List.copyOf(drawn);
    }

    /** Forgets draws and queries. */
    public void clear() {
        drawn.clear();
        uses.clear();
    }

    private void note(Draw kind, Batch batch, double[] lambda) {
        uses.add(new Use(kind, batch, Arrays.stream(lambda).boxed().toList()));
    }

    private SecondOrderOracle products() {
        if (oracle instanceof SecondOrderOracle products) {
            return products;
        }
        throw new UnsupportedOperationException("The recorded oracle answers gradients only, and was asked a product.");
    }

    @Override
    public int upperDimension() {
        return oracle.upperDimension();
    }

    @Override
    public int lowerDimension() {
        return oracle.lowerDimension();
    }

    /** Of the recorded oracle, which may have its own way to draw. */
    @Override
    public Batch draw(long size, RandomStream stream) {
        Batch batch = oracle.draw(size, stream);
        drawn.add(batch);
        return batch;
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
    public void displaced(Batch batch, double[] phi, double[] lambda, double[] gradPhi, double[] gradLambda) {
        note(Draw.DISPLACED_GRADIENT, batch, lambda);
        oracle.displaced(batch, phi, lambda, gradPhi, gradLambda);
    }

    @Override
    public void hessianVector(Batch batch, double[] phi, double[] lambda, double[] vector, double[] product) {
        note(Draw.HESSIAN_VECTOR, batch, lambda);
        products().hessianVector(batch, phi, lambda, vector, product);
    }

    @Override
    public void jacobianVector(Batch batch, double[] phi, double[] lambda, double[] vector, double[] product) {
        note(Draw.JACOBIAN_VECTOR, batch, lambda);
        products().jacobianVector(batch, phi, lambda, vector, product);
    }
}
