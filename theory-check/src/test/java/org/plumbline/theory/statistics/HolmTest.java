package org.plumbline.theory.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HolmTest {
    private static Map<String, Double> four(double a, double b, double c, double d) {
        Map<String, Double> values = new LinkedHashMap<>();
        values.put("a", a);
        values.put("b", b);
        values.put("c", c);
        values.put("d", d);
        return values;
    }

    /** By hand: sorted 0.005·4 = 0.02, 0.01·3 = 0.03, 0.03·2 = 0.06, 0.04·1 = 0.04, raised to 0.06. */
    @Test
    void theHandWorkedExampleComesOutInTheOrderGiven() {
        Map<String, Double> adjusted = Holm.adjust(four(0.01, 0.04, 0.03, 0.005));
        assertEquals(List.of("a", "b", "c", "d"), List.copyOf(adjusted.keySet()));
        assertEquals(0.03, adjusted.get("a"), 1e-15);
        assertEquals(0.06, adjusted.get("b"), 1e-15);
        assertEquals(0.06, adjusted.get("c"), 1e-15);
        assertEquals(0.02, adjusted.get("d"), 1e-15);
        assertEquals(List.of("a", "d"), Holm.rejected(four(0.01, 0.04, 0.03, 0.005), 0.05));
    }

    @Test
    void correctedValuesNeverExceedOneAndAnEmptyFamilyStaysEmpty() {
        assertEquals(four(1, 1, 1, 1), Holm.adjust(four(0.4, 0.5, 0.9, 1)));
        assertEquals(Map.of(), Holm.adjust(Map.of()));
    }

    @Test
    void whatIsNoPValueIsRefusedByName() {
        for (double bad : new double[] {-0.1, 1.1, Double.NaN}) {
            IllegalArgumentException refusal =
                    assertThrows(IllegalArgumentException.class, () -> Holm.adjust(Map.of("RATE-1", bad)));
            assertEquals("The p-value of RATE-1 (" + bad + ") must lie in [0, 1].", refusal.getMessage());
        }
    }
}
