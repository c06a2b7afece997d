package org.plumbline.sampling;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Iterator;
import java.util.Optional;
import org.plumbline.oracle.Batch;

/**
 * What was computed at the last few (batch, λ), the latest first. Methods with recursive momentum ask for one batch at two
 * points in turn: a memory of one point would compute, and charge, every answer anew.
 *
 * @param <V> what is remembered
 */
public final class RecentPoints<V> {
    private final int kept;
    private final Deque<Entry<V>> entries = new ArrayDeque<>();

    private record Entry<V>(Batch batch, double[] lambda, V value) {}

    /**
     * Remembers nothing yet.
     *
     * @param kept how many points at most, at least 1
     */
    public RecentPoints(int kept) {
        this.kept = kept;
    }

    /**
     * What is remembered of a point, which becomes the latest.
     *
     * @param batch the same object
     * @param lambda the same numbers
     * @return empty where it is not among the last few
     */
    public Optional<V> find(Batch batch, double[] lambda) {
        for (Iterator<Entry<V>> each = entries.iterator(); each.hasNext(); ) {
            Entry<V> entry = each.next();
            if (entry.batch == batch && Arrays.equals(entry.lambda, lambda)) {
                each.remove();
                entries.addFirst(entry);
                return Optional.of(entry.value);
            }
        }
        return Optional.empty();
    }

    /**
     * Forgets the oldest point, if there is no room for another one.
     *
     * @return what was forgotten, to be used again
     */
    public Optional<V> makeRoom() {
        return entries.size() < kept ? Optional.empty() : Optional.of(entries.removeLast().value);
    }

    /**
     * Remembers a point.
     *
     * @param batch compared by identity
     * @param lambda copied
     * @param value what was computed there
     * @return the value
     */
    public V remember(Batch batch, double[] lambda, V value) {
        makeRoom();
        entries.addFirst(new Entry<>(batch, lambda.clone(), value));
        return value;
    }
}
