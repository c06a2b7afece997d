package org.plumbline.report.gate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.plumbline.report.gate.GateSamples.SAMPLES;
import static org.plumbline.report.gate.GateSamples.SLOPES;
import static org.plumbline.report.gate.GateSamples.scaled;
import static org.plumbline.report.gate.GateSamples.withCost;
import static org.plumbline.report.gate.GateSamples.withSamples;
import static org.plumbline.report.gate.GateSamples.withSlopes;
import static org.plumbline.report.gate.GateSamples.withTrace;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.plumbline.oracle.Draw;
import org.plumbline.report.gate.GateRecord.Point;
import org.plumbline.report.model.GateLine;
import org.plumbline.report.model.GateLine.Ending;

/** Every verdict of every line, from records that are made up. */
class GateComparisonTest {
    private static final int TRACE = 0;
    private static final int COST = 1;
    private static final int SAMPLE = 2;
    private static final int EXPONENT = 5;
    private static final String DIGEST = "0123abcd";

    private static GateLine line(int index, GateRecord before, GateRecord now) {
        List<GateLine> lines = GateComparison.of(GateSamples.planned(), before, now);
        assertEquals(6, lines.size());
        return lines.get(index);
    }

    private static GateLine line(int index, GateRecord now) {
        return line(index, GateSamples.record(), now);
    }

    private static void assertEnding(Ending ending, GateLine line) {
        assertEquals(ending, line.ending(), line.text());
        assertTrue(line.account().endsWith(", against 2026-01-01"), line.text());
    }

    @Test
    void theSameIsTheSameInEveryLine() {
        GateComparison.of(GateSamples.planned(), GateSamples.record(), GateSamples.record())
                .forEach(line -> assertEnding(Ending.SAME, line));
    }

    private static List<Point> moved(double by) {
        return List.of(GateSamples.trace().get(0), new Point(1, new double[] {1, 1.5, 2 + by}));
    }

    @Test
    void aTraceIsTheSameBitForBitOrHasChanged() {
        GateLine line = line(TRACE, withTrace("here", moved(Math.ulp(2.0)), "other"));
        assertEnding(Ending.CHANGED, line);
        assertTrue(line.account().startsWith("first seen at t = 1, where φ[2] is 2.0000000000000004 and was 2.0"));
        assertEnding(Ending.CHANGED, line(TRACE, withTrace("here", GateSamples.trace(), "other")));
        assertEnding(Ending.CHANGED, line(TRACE, withTrace("here", moved(0).subList(0, 1), DIGEST)));
        List<Point> later =
                List.of(moved(0).get(0), new Point(2, moved(0).get(1).phi()));
        assertEnding(Ending.CHANGED, line(TRACE, withTrace("here", later, DIGEST)));
    }

    @Test
    void onAnotherArithmeticATraceMayDifferByATolerance() {
        assertEnding(Ending.EQUIVALENT, line(TRACE, withTrace("there", moved(1e-12), "other")));
        assertEnding(Ending.CHANGED, line(TRACE, withTrace("there", moved(1e-6), "other")));
    }

    @Test
    void aCostIsTheSameOrHasMoved() {
        GateLine worse = line(COST, withCost(Map.of(Draw.LOWER_GRADIENT, 5.0, Draw.UPPER_GRADIENT, 1.0)));
        assertEnding(Ending.WORSE, worse);
        assertTrue(
                worse.account().startsWith("lower gradients 5, were 4; upper gradients 1, were 2.5"), worse.account());
        assertEnding(Ending.BETTER, line(COST, withCost(Map.of(Draw.LOWER_GRADIENT, 4.0))));
        assertEnding(
                Ending.WORSE,
                line(
                        COST,
                        withCost(
                                Map.of(Draw.LOWER_GRADIENT, 4.0, Draw.UPPER_GRADIENT, 2.5, Draw.HESSIAN_VECTOR, 1.0))));
    }

    @Test
    void samplesAreComparedByTheirRatios() {
        GateLine equivalent = line(SAMPLE, withSamples(scaled(SAMPLES, 1.02, 0.99)));
        assertEnding(Ending.EQUIVALENT, equivalent);
        assertTrue(equivalent.passes());
        assertEnding(Ending.WORSE, line(SAMPLE, withSamples(scaled(SAMPLES, 2, 2.1))));
        assertEnding(Ending.BETTER, line(SAMPLE, withSamples(scaled(SAMPLES, 0.5, 0.6))));
        assertEnding(Ending.UNDECIDED, line(SAMPLE, withSamples(scaled(SAMPLES, 0.5, 2))));
    }

    @Test
    void aSeedThatIsLostIsNotMadeUpForByOthers() {
        GateRecord nine = withSamples(scaled(SAMPLES, 1, 1, 1, 1, 0));
        GateLine lost = line(SAMPLE, nine);
        assertEnding(Ending.WORSE, lost);
        assertTrue(lost.account().startsWith("seeds lost 1, won 0; the others by a factor of 1.000 to 1.000"));
        assertEnding(Ending.UNDECIDED, line(SAMPLE, nine, withSamples(scaled(SAMPLES, 0, 1, 1, 1, 1))));
        assertEnding(Ending.BETTER, line(SAMPLE, nine, GateSamples.record()));
        assertEnding(Ending.WORSE, line(SAMPLE, nine, withSamples(scaled(SAMPLES, 2))));
    }

    @Test
    void whereFewSeedsComeThereNothingIsDecided() {
        GateRecord one = withSamples(1000, 0, 0, 0, 0);
        assertEnding(Ending.UNDECIDED, line(SAMPLE, one, withSamples(1001, 0, 0, 0, 0)));
        GateLine same = line(SAMPLE, one, one);
        assertEnding(Ending.SAME, same);
        assertTrue(same.account().startsWith("seed by seed; 1 of 5 come there"), same.account());
    }

    @Test
    void exponentsAreComparedByTheReciprocalsOfMeanSlopes() {
        GateLine equivalent = line(EXPONENT, withSlopes(scaled(SLOPES, 1.001, 0.999)));
        assertEnding(Ending.EQUIVALENT, equivalent);
        assertTrue(equivalent.account().startsWith("2.857, was 2.857: by "), equivalent.account());
        GateLine worse = line(EXPONENT, withSlopes(scaled(SLOPES, 0.5)));
        assertEnding(Ending.WORSE, worse);
        assertTrue(worse.account().startsWith("5.714, was 2.857: by "), worse.account());
        assertEnding(Ending.BETTER, line(EXPONENT, withSlopes(scaled(SLOPES, 2))));
        assertEnding(Ending.UNDECIDED, line(EXPONENT, withSlopes(scaled(SLOPES, 0.3, 1.7))));
    }

    @Test
    void runsWithoutASlopeCount() {
        GateRecord four = withSlopes(scaled(SLOPES, 1, 1, 1, 1, 0));
        assertEnding(Ending.WORSE, line(EXPONENT, four));
        assertEnding(Ending.BETTER, line(EXPONENT, four, GateSamples.record()));
        assertEnding(Ending.UNDECIDED, line(EXPONENT, four, withSlopes(scaled(SLOPES, 0, 1, 1, 1, 1))));
    }

    @Test
    void anErrorThatDoesNotFallHasNoExponent() {
        GateRecord none = withSlopes(scaled(SLOPES, -1));
        GateLine worse = line(EXPONENT, none);
        assertEnding(Ending.WORSE, worse);
        assertTrue(worse.account().startsWith("none, as E does not fall, was 2.857"), worse.account());
        assertEnding(Ending.BETTER, line(EXPONENT, none, GateSamples.record()));
        assertEnding(Ending.UNDECIDED, line(EXPONENT, none, withSlopes(scaled(SLOPES, -2))));
        assertEnding(Ending.SAME, line(EXPONENT, none, none));
    }

    /** The difference of exponents lies in the middle of its interval: 1/0.36 - 1/0.35, by hand. */
    @Test
    void theIntervalIsAroundTheDifferenceOfTheExponents() {
        GateLine line = line(EXPONENT, withSlopes(0.31, 0.36, 0.41, 0.34, 0.38));
        assertTrue(line.account().contains("2.778, was 2.857: by -0.079 to -0.079"), line.account());
    }
}
