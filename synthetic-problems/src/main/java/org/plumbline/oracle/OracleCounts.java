package org.plumbline.oracle;

import java.util.Arrays;
import java.util.Map;
import java.util.function.LongBinaryOperator;

/** What a {@link Ledger} has counted up to some moment; a value. */
public final class OracleCounts {
    /** Nothing drawn. */
    public static final OracleCounts NONE = new OracleCounts(new long[Draw.values().length]);

    private final long[] counts;

    OracleCounts(long[] counts) {
        this.counts = counts.clone();
    }

    /**
     * Counts that were taken earlier, read back from a record of them.
     *
     * @param byKind at least 0 each; 0 where a kind is not named
     * @return the counts
     */
    public static OracleCounts of(Map<Draw, Long> byKind) {
        Ledger ledger = new Ledger();
        byKind.forEach(ledger::charge);
        return ledger.counts();
    }

    /**
     * The count of one kind.
     *
     * @param kind the kind
     * @return at least 0
     */
    public long of(Draw kind) {
        return counts[kind.ordinal()];
    }

    /**
     * The total number of samples N: all kinds that are samples, from both chains, the hypergradient, f and g.
     *
     * @return at least 0
     */
    public long samples() {
        long total = 0;
        for (Draw kind : Draw.values()) {
            total = Math.addExact(total, kind.isSample() ? of(kind) : 0);
        }
        return total;
    }

    /**
     * The cost at given prices.
     *
     * @param prices of one draw, by kind; 0 where a kind is not named
     * @return the weighted sum
     */
    public double cost(Map<Draw, Double> prices) {
        double total = 0;
        for (Map.Entry<Draw, Double> price : prices.entrySet()) {
            total += price.getValue() * (double) of(price.getKey());
        }
        return total;
    }

    /**
     * The number of samples of second derivatives.
     *
     * @return at least 0
     */
    public long secondOrder() {
        long total = 0;
        for (Draw kind : Draw.values()) {
            total += kind.isSecondOrder() ? of(kind) : 0;
        }
        return total;
    }

    /**
     * The counts of two ledgers together.
     *
     * @param other the other
     * @return the sums, kind by kind
     * @throws ArithmeticException if a sum is beyond a long: a wrong count would be worse than none
     */
    public OracleCounts plus(OracleCounts other) {
        return combine(other, Math::addExact);
    }

    /**
     * What was drawn since an earlier moment of the same ledger.
     *
     * @param earlier the earlier counts
     * @return the differences, kind by kind
     */
    public OracleCounts minus(OracleCounts earlier) {
        return combine(earlier, Math::subtractExact);
    }

    private OracleCounts combine(OracleCounts other, LongBinaryOperator operator) {
        long[] result = new long[counts.length];
        Arrays.setAll(result, i -> operator.applyAsLong(counts[i], other.counts[i]));
        return new OracleCounts(result);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof OracleCounts that && Arrays.equals(counts, that.counts);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(counts);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (Draw kind : Draw.values()) {
            if (of(kind) != 0) {
                text.append(text.isEmpty() ? "" : ", ")
                        .append(of(kind))
                        .append(' ')
                        .append(kind.label());
            }
        }
        return text.isEmpty() ? "nothing" : text.toString();
    }
}
