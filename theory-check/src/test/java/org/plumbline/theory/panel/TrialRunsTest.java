package org.plumbline.theory.panel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.plumbline.oracle.OracleCounts;

/** Where a trial ends, by hand. */
class TrialRunsTest {
    private static Curve curve(double... squared) {
        long[] iterations = LongStream.range(0, squared.length).toArray();
        double[] samples = Arrays.stream(iterations).mapToDouble(t -> 10.0 * t).toArray();
        return new Curve(iterations, samples, squared, OracleCounts.NONE, true, "");
    }

    private static TrialRuns trial(Curve... curves) {
        return new TrialRuns(List.of(curves), OracleCounts.NONE);
    }

    /** The tail before point 8 is that of points 4 to 7, before point 4 that of 2 and 3: both without a 9 first there. */
    @Test
    void theTargetMustBeMetAtAPointAndAtHalfOfIt() {
        assertEquals(
                OptionalInt.of(8), trial(curve(9, 9, 1, 1, 1, 1, 1, 1, 1, 1)).reaches(1));
        assertEquals(OptionalInt.of(4), trial(curve(1, 1, 1, 1, 1)).reaches(1), "no point before the fourth counts");
        assertEquals(OptionalInt.empty(), trial(curve(1, 1, 1, 1)).reaches(1));
    }

    /** The last point counts: with one fewer there is none. */
    @Test
    void theLastPointCounts() {
        assertEquals(OptionalInt.of(8), trial(curve(9, 9, 1, 1, 1, 1, 1, 1, 1)).reaches(1));
        assertEquals(OptionalInt.empty(), trial(curve(9, 9, 1, 1, 1, 1, 1, 1)).reaches(1));
    }

    /** A run that was cut short ends all of them. */
    @Test
    void theShortestRunDecidesHowFarATrialGoes() {
        TrialRuns trial = trial(curve(9, 9, 1, 1, 1, 1, 1, 1, 1), curve(9, 9, 1, 1, 1));
        assertEquals(5, trial.length());
        assertEquals(OptionalInt.empty(), trial.reaches(1));
    }

    /** The mean of 0 and 2 is 1, in either order. */
    @Test
    void theMeanOverSeedsIsCompared() {
        assertEquals(
                OptionalInt.of(4),
                trial(curve(0, 0, 0, 0, 0), curve(2, 2, 2, 2, 2)).reaches(1));
        assertEquals(
                OptionalInt.empty(),
                trial(curve(0, 0, 0, 0, 0), curve(3, 3, 3, 3, 3)).reaches(1));
        assertEquals(40, trial(curve(1, 1, 1, 1, 1)).samples(4));
        assertEquals(4, trial(curve(1, 1, 1, 1, 1)).iterations(4));
    }

    @Test
    void aTrialWithoutCurvesHasFailed() {
        assertTrue(trial().failed());
        assertEquals(0, trial().length());
        assertEquals(OptionalInt.empty(), trial().reaches(1));
    }
}
