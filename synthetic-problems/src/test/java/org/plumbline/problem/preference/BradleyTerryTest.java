package org.plumbline.problem.preference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

class BradleyTerryTest {
    /** For moderate differences the textbook formulas lose a digit or two at most: 1e-13 leaves two more. */
    @Property(tries = 300, seed = "11")
    void theTextbookFormulasAgreeWhereTheyHaveDigits(
            @ForAll @DoubleRange(min = -5, max = 5) double z, @ForAll @DoubleRange(min = -5, max = 5) double y) {
        double learnt = Math.exp(z) / (1 + Math.exp(z));
        double label = Math.exp(y) / (1 + Math.exp(y));
        double expected = -label * Math.log(learnt) - (1 - label) * Math.log(1 - learnt);
        assertEquals(expected, BradleyTerry.loss(z, y), 1e-13 * (1 + expected));
        assertEquals(learnt - label, BradleyTerry.slope(z, y), 1e-15);
        assertEquals(-z * label * (1 - label), BradleyTerry.labelSlope(z, y), 1e-14);
    }

    /** Central differences with step 1e-5 are off by about 1e-10. */
    @Property(tries = 300, seed = "12")
    void slopesAreDerivatives(
            @ForAll @DoubleRange(min = -20, max = 20) double z, @ForAll @DoubleRange(min = -20, max = 20) double y) {
        double h = 1e-5;
        double inZ = (BradleyTerry.loss(z + h, y) - BradleyTerry.loss(z - h, y)) / (2 * h);
        double inY = (BradleyTerry.loss(z, y + h) - BradleyTerry.loss(z, y - h)) / (2 * h);
        assertEquals(inZ, BradleyTerry.slope(z, y), 1e-9);
        assertEquals(inY, BradleyTerry.labelSlope(z, y), 1e-8);
    }

    /** Far out, \(\ell(z,y) = e^{-z} + ze^{-y}\) and \(S(z)-S(y) = e^{-y} - e^{-z}\) up to squares of these. */
    @Test
    void tailsKeepTheirDigits() {
        double loss = Math.exp(-50) + 50 * Math.exp(-60);
        assertEquals(loss, BradleyTerry.loss(50, 60), 1e-14 * loss);
        assertEquals(loss, BradleyTerry.loss(-50, -60), 1e-14 * loss);
        double slope = Math.exp(-60) - Math.exp(-50);
        assertEquals(slope, BradleyTerry.slope(50, 60), 1e-14 * Math.abs(slope));
        assertEquals(-slope, BradleyTerry.slope(-50, -60), 1e-14 * Math.abs(slope));
        assertEquals(0, BradleyTerry.slope(3.7, 3.7));
    }

    @Test
    void nothingOverflows() {
        assertEquals(1e300, BradleyTerry.loss(1e300, -1e300));
        assertEquals(0, BradleyTerry.loss(1e300, 1e300));
        assertEquals(1, BradleyTerry.slope(1e300, -1e300));
        assertEquals(-1, BradleyTerry.slope(-1e300, 1e300));
        assertEquals(1000, BradleyTerry.softplus(1000));
        assertEquals(Math.exp(-700), BradleyTerry.softplus(-700));
        assertEquals(0, Math.abs(BradleyTerry.labelSlope(1e300, 1e300)));
    }

    /** The entropy of a label is at most log 2, and it is the least loss. */
    @Property(tries = 200, seed = "13")
    void theLossIsLeastAtTheTruth(
            @ForAll @DoubleRange(min = -30, max = 30) double z, @ForAll @DoubleRange(min = -30, max = 30) double y) {
        double entropy = BradleyTerry.loss(y, y);
        assertTrue(entropy <= Math.log(2));
        assertTrue(BradleyTerry.loss(z, y) >= entropy * (1 - 1e-15));
        assertEquals(BradleyTerry.loss(z, y), BradleyTerry.loss(-z, -y));
    }
}
