package org.plumbline.theory.judge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.plumbline.theory.Verdict;
import org.plumbline.theory.statistics.Interval;

class SlopeRuleTest {
    private static final SlopeRule MINUS_TWO = new SlopeRule(-2, 0.1, 0.95, 3);

    @Test
    void slopesInsideOutsideAndAcrossTheMarginGiveTheThreeVerdicts() {
        assertEquals(Verdict.SUPPORTED, MINUS_TWO.decide(-1.99, -2, -2.01).verdict());
        assertEquals(Verdict.NOT_SUPPORTED, MINUS_TWO.decide(-0.99, -1, -1.01).verdict());
        assertEquals(Verdict.NOT_SUPPORTED, MINUS_TWO.decide(-2.99, -3, -3.01).verdict());
        assertEquals(Verdict.INCONCLUSIVE, MINUS_TWO.decide(-2.09, -2.1, -2.11).verdict());
        assertEquals(Verdict.INCONCLUSIVE, MINUS_TWO.decide(-1, -2, -3).verdict());
    }

    @Test
    void exactSlopesNeedNoSpread() {
        assertEquals(
                Verdict.SUPPORTED,
                new SlopeRule(0, 0.1, 0.95, 2).decide(0, 0, 0).verdict());
    }

    @Test
    void theExtremesAreShownBecauseAMeanCanHideThem() {
        SlopeDecision decision = MINUS_TWO.decide(-1.9, -2, -2.15, -2);
        assertEquals(-2.15, decision.smallest());
        assertEquals(-1.9, decision.largest());
    }

    @Test
    void tooFewSlopesAreInconclusive() {
        assertEquals(Verdict.INCONCLUSIVE, MINUS_TWO.decide(-2, -2).verdict());
        assertEquals("Slopes: 2 of at least 3.", MINUS_TWO.decide(-2, -2).reason());
        assertEquals(Interval.everything(), MINUS_TWO.decide(-2).interval());
        assertTrue(Double.isNaN(MINUS_TWO.decide().slope()));
    }

    @Test
    void theDescriptionCarriesTheNumbersOfTheRule() {
        String text = MINUS_TWO.describe();
        assertTrue(text.contains("95 %") && text.contains("[-2.1, -1.9]") && text.contains("3 slopes"), text);
    }

    /** NOT_SUPPORTED is refutation at half of what the interval leaves out: the rule and its p-value say the same. */
    @Test
    void theRuleRefutesWhereItsPValueIsSmallEnough() {
        double half = (1 - MINUS_TWO.level()) / 2;
        for (double centre = -2.4; centre < -1.6; centre += 0.003) {
            SlopeDecision decision = MINUS_TWO.decide(centre - 0.05, centre, centre + 0.04, centre + 0.01);
            boolean small = MINUS_TWO.pValue(decision) < half;
            assertEquals(small, decision.verdict() == Verdict.NOT_SUPPORTED, "at " + centre);
        }
        assertTrue(MINUS_TWO.pValue(MINUS_TWO.decide(-1.99, -2, -2.01)) > 0.5);
        assertTrue(Double.isNaN(MINUS_TWO.pValue(MINUS_TWO.decide(-2))));
    }

    /** With three slopes of deviation 0.01, slopes at −2.2 and −1.8 are ten standard errors beyond the margin and more. */
    @Test
    void powerIsThatOfASlopeAtTwiceTheMargin() {
        String sharp = MINUS_TWO.power(MINUS_TWO.decide(-1.99, -2, -2.01));
        assertTrue(
                sharp.startsWith("would have rejected slope -2.2, and slope -1.8, with probability 0.9")
                        || sharp.startsWith("would have rejected slope -2.2, and slope -1.8, with probability 1"),
                sharp);
        String blunt = MINUS_TWO.power(MINUS_TWO.decide(-1, -2, -3));
        assertTrue(blunt.contains("with probability 0.0"), blunt);
    }

    /** A control as sharp as that, at −1.8 or −2.2, is rejected as the sentence above says; one at −2 never is. */
    @Test
    void powerAgainstAControlIsThatAtItsOwnSlope() {
        SlopeDecision above = MINUS_TWO.decide(-1.79, -1.8, -1.81);
        SlopeDecision below = MINUS_TWO.decide(-2.19, -2.2, -2.21);
        String said = MINUS_TWO.power(above);
        for (SlopeDecision control : new SlopeDecision[] {above, below}) {
            String sentence = MINUS_TWO.powerAgainst("the control", control);
            assertTrue(sentence.startsWith(" At the slope of the control (-"), sentence);
            String probability = sentence.replaceAll(".* ", "").replaceAll("\\.$", "");
            assertTrue(said.contains("with probability " + probability), said + " and " + sentence);
        }
        String none = MINUS_TWO.powerAgainst("the control", MINUS_TWO.decide(-1.99, -2, -2.01));
        assertTrue(none.endsWith("probability 0.000."), none);
        assertEquals("", MINUS_TWO.powerAgainst("the control", MINUS_TWO.decide(-2)));
    }
}
