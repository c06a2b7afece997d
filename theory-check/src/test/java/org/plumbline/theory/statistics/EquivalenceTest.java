package org.plumbline.theory.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumMap;
import java.util.Map;
import org.apache.commons.math3.stat.inference.TTest;
import org.junit.jupiter.api.Test;
import org.plumbline.random.RandomStream;
import org.plumbline.random.SeedTree;
import org.plumbline.theory.statistics.Equivalence.Ending;

class EquivalenceTest {
    private static final double MARGIN = 1;
    private static final int REPETITIONS = 2000;

    private static Ending ending(double... differences) {
        return new Equivalence(StudentInterval.of(differences), MARGIN).ending();
    }

    @Test
    void everyEndingOccurs() {
        assertEquals(Ending.EQUIVALENT, ending(0.1, 0.2, 0.3, 0.2));
        assertEquals(Ending.ABOVE, ending(2.1, 2.2, 2.3, 2.2));
        assertEquals(Ending.BELOW, ending(-2.1, -2.2, -2.3, -2.2));
        assertEquals(Ending.UNDECIDED, ending(-5, 5, -4, 4));
    }

    /** Equal differences leave no doubt; at the margin itself nothing is equivalent. */
    @Test
    void differencesWithoutScatterAreDecidedByTheirValue() {
        assertEquals(Ending.EQUIVALENT, ending(0, 0, 0));
        assertEquals(Ending.ABOVE, ending(1, 1, 1));
        assertEquals(Ending.BELOW, ending(-1, -1, -1));
    }

    @Test
    void aMarginMustBePositive() {
        StudentInterval difference = StudentInterval.of(1, 2);
        assertThrows(IllegalArgumentException.class, () -> new Equivalence(difference, 0));
    }

    /** The library's own tests: two of them one-sided, from half of its two-sided p-value. */
    @Test
    void itIsTwoOneSidedTestsOfTheLibrary() {
        RandomStream stream = SeedTree.of(1).child("equivalence-two-tests").stream();
        double[] sample = new double[7];
        Map<Ending, Integer> met = new EnumMap<>(Ending.class);
        for (int repetition = 0; repetition < REPETITIONS; repetition++) {
            stream.fillGaussian(sample);
            double shift = 2 * stream.gaussian();
            for (int i = 0; i < sample.length; i++) {
                sample[i] += shift;
            }
            Ending ending = ending(sample);
            boolean both =
                    pAbove(-MARGIN, sample) < Equivalence.ALPHA && 1 - pAbove(MARGIN, sample) < Equivalence.ALPHA;
            assertEquals(both, ending == Ending.EQUIVALENT);
            if (!both) {
                assertEquals(pAbove(0, sample) < Equivalence.ALPHA, ending == Ending.ABOVE);
                assertEquals(1 - pAbove(0, sample) < Equivalence.ALPHA, ending == Ending.BELOW);
            }
            met.merge(ending, 1, Integer::sum);
        }
        assertEquals(Ending.values().length, met.size(), met + " leaves an ending out");
    }

    /** The p-value of "the mean is at most this", in favour of "it is above". */
    private static double pAbove(double bound, double... sample) {
        double twoSided = new TTest().tTest(bound, sample);
        return new TTest().t(bound, sample) > 0 ? twoSided / 2 : 1 - twoSided / 2;
    }

    private static int count(String name, double mean, double deviation, Ending ending) {
        RandomStream stream = SeedTree.of(1).child(name).stream();
        double[] sample = new double[10];
        int count = 0;
        for (int repetition = 0; repetition < REPETITIONS; repetition++) {
            stream.fillGaussian(sample);
            for (int i = 0; i < sample.length; i++) {
                sample[i] = mean + deviation * sample[i];
            }
            count += ending(sample) == ending ? 1 : 0;
        }
        return count;
    }

    /** At the margin the rate is 5 % where scatter is small: Binomial(2000, 0.05) leaves [60, 140] with probability 4e-5. */
    @Test
    void whatIsWorseByTheMarginIsCalledEquivalentAsRarelyAsStated() {
        int small = count("equivalence-at-margin", MARGIN, 0.3, Ending.EQUIVALENT);
        assertTrue(small >= 60 && small <= 140, small + " of 2000");
        // With more scatter the other margin is in the way too, and the rate is smaller.
        int large = count("equivalence-at-margin-scattered", MARGIN, 3, Ending.EQUIVALENT);
        assertTrue(large <= 140, large + " of 2000");
    }

    /** Scatter in which nothing can be equivalent: each side alarms at 5 %. Bounds as above. */
    @Test
    void noDifferenceIsCalledOneAsOftenAsStatedAtMost() {
        int above = count("equivalence-none", 0, 10, Ending.ABOVE);
        int below = count("equivalence-none", 0, 10, Ending.BELOW);
        assertTrue(above >= 60 && above <= 140, above + " of 2000");
        assertTrue(below >= 60 && below <= 140, below + " of 2000");
    }
}
