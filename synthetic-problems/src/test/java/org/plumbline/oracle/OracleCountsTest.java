package org.plumbline.oracle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class OracleCountsTest {
    private static OracleCounts counts(Draw kind, long amount) {
        Ledger ledger = new Ledger();
        ledger.charge(kind, amount);
        return ledger.counts();
    }

    @Test
    void sumsAndDifferencesAreKindByKind() {
        OracleCounts both = counts(Draw.LOWER_GRADIENT, 5).plus(counts(Draw.UPPER_GRADIENT, 7));
        assertEquals(5, both.of(Draw.LOWER_GRADIENT));
        assertEquals(12, both.samples());
        assertEquals(counts(Draw.UPPER_GRADIENT, 7), both.minus(counts(Draw.LOWER_GRADIENT, 5)));
    }

    /** Twenty runs of a method that wastes samples came to a negative number once. */
    @Test
    void aCountBeyondALongIsNoCount() {
        OracleCounts many = counts(Draw.LOWER_GRADIENT, Long.MAX_VALUE / 2 + 1);
        assertThrows(ArithmeticException.class, () -> many.plus(many));
        OracleCounts kinds = many.plus(counts(Draw.UPPER_GRADIENT, Long.MAX_VALUE / 2 + 1));
        assertThrows(ArithmeticException.class, kinds::samples);
    }
}
