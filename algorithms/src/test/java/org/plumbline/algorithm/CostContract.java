package org.plumbline.algorithm;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.plumbline.run.Probe;
import org.plumbline.run.Trace;
import org.plumbline.run.TracePoint;

/** A method draws what its paper says it draws. */
public interface CostContract extends AlgorithmUnderTest {
    @Test
    default void everyIterationCostsWhatIsPublished() {
        Trace trace = run(algorithm(), problem().oracles(noise()), 6, 3, Probe.NONE);
        List<TracePoint> points = trace.points();
        assertEquals(0, points.get(0).counts().samples());
        for (int t = 1; t < points.size(); t++) {
            assertEquals(
                    publishedCost(),
                    points.get(t).counts().minus(points.get(t - 1).counts()));
        }
    }

    /** The spy stands between the method and the ledger, and counts by itself. */
    @Test
    default void theLedgerAgreesWithWhatASpySees() {
        OracleSpy spy = new OracleSpy(problem().oracles(noise()));
        Trace trace = run(algorithm(), spy, 6, 3, Probe.NONE);
        assertEquals(spy.seen().counts(), trace.counts());
    }
}
