package org.plumbline.oracle;

/**
 * Counts, by kind, everything that one run draws. A problem hands out oracles only together with a ledger, and the
 * oracle itself charges it, so no draw passes by. A ledger belongs to one run.
 */
public final class Ledger {
    private final long[] counts = new long[Draw.values().length];
    private long entries;

    /**
     * Adds to a count.
     *
     * @param kind what was drawn
     * @param amount how many, at least 0
     */
    public void charge(Draw kind, long amount) {
        if (amount < 0) {
            throw new IllegalArgumentException(
                    "The charge (" + amount + " " + kind.label() + ") must not be negative.");
        }
        counts[kind.ordinal()] = Math.addExact(counts[kind.ordinal()], amount);
        entries++;
    }

    /**
     * How often something was charged: the work of a run, where the counts are its price. A query of a batch of any size is
     * one entry; a rollout is two, its trajectories and their transitions.
     *
     * @return at least 0
     */
    public long entries() {
        return entries;
    }

    /**
     * The counts so far.
     *
     * @return a value that later charges do not change
     */
    public OracleCounts counts() {
        return new OracleCounts(counts);
    }
}
