package org.plumbline.algorithm.penalty;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The weights against what defines them, against the Lagrange polynomials, and against published tables. */
class DifferenceFormulaTest {
    /**
     * The derivative at 0 of 1, t, …, t^p. The sums have at most p terms of size up to \((p/2)^k |\alpha_j|\), the error of
     * each a few units of 1e-16: relative to the sum of magnitudes, 1e-14.
     */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4, 6, 8, 10, 20})
    void itDifferentiatesPolynomialsUpToItsOrderExactly(int order) {
        DifferenceFormula formula = DifferenceFormula.of(order);
        for (int degree = 0; degree <= order; degree++) {
            double sum = 0;
            double magnitude = 1;
            for (int c = 0; c < formula.nodes().length; c++) {
                double term = formula.weights()[c] * Math.pow(formula.nodes()[c], degree);
                sum += term;
                magnitude += Math.abs(term);
            }
            assertEquals(degree == 1 ? 1 : 0, sum, 1e-14 * magnitude, "degree " + degree);
        }
    }

    /** It is not exact one degree further: p is its order and not less than it. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4})
    void itIsNotExactForTheNextOddDegree(int order) {
        DifferenceFormula formula = DifferenceFormula.of(order);
        double sum = 0;
        for (int c = 0; c < formula.nodes().length; c++) {
            sum += formula.weights()[c] * Math.pow(formula.nodes()[c], order + 1);
        }
        // p = 1: 1² = 1; p = 2: (1 + 1)/2 = 1; p = 4: 2(2/3 − 32/12) = −4.
        assertEquals(order == 4 ? -4 : 1, sum, 1e-14);
    }

    /**
     * The same weights from the coefficients of the Lagrange polynomials over all p+1 nodes, multiplied out in whole
     * numbers (below 2⁵³ for p ≤ 10, so without rounding); one division at the end.
     */
    @ParameterizedTest
    @ValueSource(ints = {2, 4, 6, 8, 10})
    void theWeightsAreTheSlopesOfTheLagrangePolynomials(int order) {
        DifferenceFormula formula = DifferenceFormula.of(order);
        for (int c = 0; c < order; c++) {
            int node = formula.nodes()[c];
            // The polynomial prod (t − i) over i ≠ node: constant and linear coefficient are all that is needed.
            long constant = 1;
            long linear = 0;
            long denominator = 1;
            for (int i = -order / 2; i <= order / 2; i++) {
                if (i != node) {
                    linear = constant - i * linear;
                    constant = -i * constant;
                    denominator *= node - i;
                }
            }
            assertEquals((double) linear / denominator, formula.weights()[c], 1e-15);
        }
    }

    /** From tables of central differences; those of orders 8 and 10 stand in the code of the authors of F2SA-p as well. */
    @Test
    void theWeightsAreThoseOfPublishedTables() {
        assertArrayEquals(new double[] {-1, 1}, DifferenceFormula.of(1).weights());
        assertArrayEquals(new double[] {-0.5, 0.5}, DifferenceFormula.of(2).weights());
        assertArrayEquals(
                new double[] {1 / 12.0, -8 / 12.0, 8 / 12.0, -1 / 12.0},
                DifferenceFormula.of(4).weights(),
                1e-15);
        assertArrayEquals(new double[] {672 / 840.0, -168 / 840.0, 32 / 840.0, -3 / 840.0}, positive(8), 1e-15);
        assertArrayEquals(
                new double[] {2100 / 2520.0, -600 / 2520.0, 150 / 2520.0, -25 / 2520.0, 2 / 2520.0},
                positive(10),
                1e-15);
    }

    private static double[] positive(int order) {
        return Arrays.copyOfRange(DifferenceFormula.of(order).weights(), order / 2, order);
    }

    @ParameterizedTest
    @ValueSource(ints = {-2, 0, 3, 5, 22})
    void otherOrdersAreRefused(int order) {
        assertThrows(IllegalArgumentException.class, () -> DifferenceFormula.of(order));
    }
}
