package org.plumbline.theory.claim.bias;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** The closed form of the iterated recursion is the recursion, iterated. */
class EnvelopeTest {
    /** Numbers of order 1, forty additions: rounding stays below 1e-14. */
    @Test
    void itIsTheOneStepBoundAppliedAgainAndAgain() {
        Envelope envelope = new Envelope(3, 0.4, 2, 0.3, 0.7, 0.5);
        double bound = 3;
        for (int k = 0; k <= 40; k++) {
            assertEquals(bound, envelope.at(k), 1e-14, "step " + k);
            bound = (1 - 0.3 * 0.4) * bound + 0.3 * 0.49 / 2 + 0.09 * 2 * 0.5 / 2;
        }
    }

    @Test
    void itsFloorIsTheFixedPoint() {
        Envelope envelope = new Envelope(0, 0.4, 2, 0.3, 0.7, 0.5);
        double floor = envelope.floor();
        assertEquals(floor, (1 - 0.3 * 0.4) * floor + 0.3 * 0.49 / 2 + 0.09 * 2 * 0.5 / 2, 1e-15);
        assertEquals(floor, envelope.at(1000), 1e-15);
    }

    /** With τμ = 1e-12 nothing of \(1 - q^k = k\tau\mu\) may be lost to rounding. */
    @Test
    void aTinyModulusKeepsItsDigits() {
        Envelope envelope = new Envelope(0, 1e-12, 1, 1, 1, 0);
        assertEquals(10 * 0.5, envelope.at(10), 1e-10);
    }

    @Test
    void withoutBiasItIsLower() {
        Envelope envelope = new Envelope(1, 0.4, 2, 0.5, 0.7, 0);
        assertTrue(envelope.withoutBias().at(5) < envelope.at(5));
        assertEquals(0, envelope.withoutBias().floor());
    }
}
