package org.plumbline.oracle;

import java.util.OptionalInt;
import org.plumbline.random.RandomStream;

/**
 * A drawn batch of samples. It can be held and used at several points: the same batch at two points is the same
 * realisation of the noise (common random numbers), whatever that noise is: Gaussian perturbations, indices of a
 * finite sum, or the disturbances of trajectories. It stores a seed, not the samples, so that its memory does not
 * grow with its size.
 */
public final class Batch {
    private static final int RANDOM = -1;

    private final long size;
    private final long seed;
    /** The index of the one term of a finite sum that this batch is, or RANDOM. */
    private final int term;

    /**
     * Draws a batch.
     *
     * @param size number of samples, at least 1
     * @param stream advanced by one number
     */
    public Batch(long size, RandomStream stream) {
        if (size < 1) {
            throw new IllegalArgumentException("The batch size (" + size + ") must be at least 1.");
        }
        this.size = size;
        this.seed = stream.nextLong();
        this.term = RANDOM;
    }

    private Batch(int term) {
        this.size = 1;
        this.seed = 0;
        this.term = term;
    }

    /** One chosen term of a finite sum; only a {@link FiniteSumOracle} hands it out. */
    static Batch term(int index) {
        if (index < 0) {
            throw new IllegalArgumentException("The index of a term (" + index + ") must be at least 0.");
        }
        return new Batch(index);
    }

    /**
     * The term of a finite sum that was asked for by its index.
     *
     * @return its index, or empty for a random batch
     */
    OptionalInt term() {
        return term == RANDOM ? OptionalInt.empty() : OptionalInt.of(term);
    }

    /**
     * The number of samples.
     *
     * @return at least 1
     */
    public long size() {
        return size;
    }

    /**
     * The randomness of this batch from its beginning, for the oracle that drew it.
     *
     * @param channel separates independent parts of one batch, such as the noise of f from that of g
     * @return a fresh stream, equal for equal channels
     */
    public RandomStream replay(int channel) {
        return new RandomStream(seed ^ (channel * 0x9E3779B97F4A7C15L));
    }
}
