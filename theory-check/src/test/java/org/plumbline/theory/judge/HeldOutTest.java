package org.plumbline.theory.judge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.plumbline.random.RandomStream;
import org.plumbline.random.SeedTree;
import org.plumbline.theory.statistics.ClopperPearson;

class HeldOutTest {
    private static final double[] EPSILONS = {1, 0.5, 0.25, 0.125, 0.0625};

    private static RateData data(double[][] errors) {
        return new RateData(EPSILONS, errors, 0);
    }

    /** Powers of their own, exactly: the line meets the last point of each seed, whatever its slope. */
    @Test
    void anExactPowerLawIsPredictedExactly() {
        double[][] errors = new double[3][EPSILONS.length];
        for (int seed = 0; seed < errors.length; seed++) {
            for (int i = 0; i < EPSILONS.length; i++) {
                errors[seed][i] = (seed + 1) * Math.pow(EPSILONS[i], 0.8 + 0.1 * seed);
            }
        }
        HeldOut held = HeldOut.of(data(errors), 0.95).orElseThrow();
        assertEquals(0.0625, held.epsilon(), 0);
        assertEquals(held.measured(), held.predicted(), 1e-12);
        assertEquals(Math.cbrt(6) * Math.pow(0.0625, 0.9), held.predicted(), 1e-12);
    }

    /** By hand: slopes 1 and 1 over four points, then factors e^0.1 and e^0.3 above the line: d = 0.1, 0.3. */
    @Test
    void theIntervalIsThatOfPairedDeviations() {
        double[][] errors = new double[2][EPSILONS.length];
        for (int i = 0; i < EPSILONS.length; i++) {
            boolean last = i == EPSILONS.length - 1;
            errors[0][i] = EPSILONS[i] * (last ? Math.exp(0.1) : 1);
            errors[1][i] = 5 * EPSILONS[i] * (last ? Math.exp(0.3) : 1);
        }
        HeldOut held = HeldOut.of(data(errors), 0.95).orElseThrow();
        double predicted = Math.sqrt(5) * 0.0625;
        assertEquals(predicted, held.predicted(), 1e-12);
        assertEquals(predicted * Math.exp(0.2), held.measured(), 1e-12);
        // t(0.975; 1) = 12.7062, sd = 0.141421, over √2: 1.27062.
        assertEquals(predicted * Math.exp(1.27062), held.interval().upper(), 1e-5 * predicted);
        assertTrue(held.holds());
    }

    /** The noise leaves a power law; over 2,000 repetitions the share that holds must be 0.95, to Clopper–Pearson at 1e-6. */
    @Test
    void itHoldsAsOftenAsItSays() {
        RandomStream stream = SeedTree.of(3).child("held out").stream();
        int held = 0;
        for (int repetition = 0; repetition < 2000; repetition++) {
            RateData data = SyntheticRates.powerLaw(1, 0.1, 10, stream);
            held += HeldOut.of(data, 0.95).orElseThrow().holds() ? 1 : 0;
        }
        assertTrue(ClopperPearson.interval(held, 2000, 1 - 1e-6).contains(0.95), "held " + held);
    }

    /** Errors that stop falling are above what larger targets promised. */
    @Test
    void aFloorIsNotPredicted() {
        double[][] errors = new double[10][EPSILONS.length];
        RandomStream stream = new RandomStream(5);
        for (double[] row : errors) {
            for (int i = 0; i < EPSILONS.length; i++) {
                row[i] = (EPSILONS[i] + 0.1) * Math.exp(0.02 * stream.gaussian());
            }
        }
        HeldOut held = HeldOut.of(data(errors), 0.95).orElseThrow();
        assertFalse(held.holds());
        assertTrue(held.measured() > held.interval().upper());
    }
}
