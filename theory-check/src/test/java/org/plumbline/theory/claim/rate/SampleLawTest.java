package org.plumbline.theory.claim.rate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class SampleLawTest {
    private static final double[] TARGETS = {1.0 / 8, 1.0 / 16, 1.0 / 32, 1.0 / 64};

    /** N = 5 ε⁻³ ln(1/ε) and E = 2ε, by their formulas. */
    private static List<List<Object>> rows(double[] targets) {
        double[] samples = Arrays.stream(targets)
                .map(epsilon -> 5 * Math.log(1 / epsilon) / (epsilon * epsilon * epsilon))
                .toArray();
        double[] errors = Arrays.stream(targets).map(epsilon -> 2 * epsilon).toArray();
        return new SampleLaw(targets, samples, errors).table().rows();
    }

    @Test
    void theLogarithmOfKIsDividedOut() {
        for (List<Object> row : rows(TARGETS)) {
            assertTrue((double) row.get(1) > 3.3, "plain " + row.get(1));
            assertEquals(3, (double) row.get(2), 1e-12);
        }
        assertEquals(3, (double) rows(TARGETS).get(0).get(3), 1e-9);
        assertEquals(1, (double) rows(TARGETS).get(0).get(5), 1e-9);
    }

    /** ln(1/ε) is 0 at ε = 1, and E = 2ε is not below 1 at ε = ½: blanks, and the plain exponents stay. */
    @Test
    void whereThereIsNoLogarithmThereIsABlank() {
        List<List<Object>> rows = rows(new double[] {0.5, 0.25, 0.125, 0.0625});
        assertEquals(3, (double) rows.get(1).get(2), 1e-12);
        assertEquals("", rows.get(1).get(3));
        // N(1) = 0 by the formula, so with numbers of its own.
        double[] targets = {1, 0.5, 0.25, 0.125};
        List<List<Object>> atOne = new SampleLaw(targets, new double[] {1, 8, 64, 512}, new double[] {1, 0.5, 0.5, 0.1})
                .table()
                .rows();
        assertEquals(3, (double) atOne.get(0).get(1), 1e-12);
        assertEquals("", atOne.get(0).get(2));
        assertEquals("", atOne.get(1).get(1), "errors that do not fall have no slope");
    }
}
