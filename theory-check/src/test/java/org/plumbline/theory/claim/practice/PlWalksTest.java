package org.plumbline.theory.claim.practice;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.plumbline.theory.CellResult;
import org.plumbline.theory.measure.PlPath;
import org.plumbline.theory.measure.PlPath.Seen;

/** The rule of PRAC-2 on descents made up by hand. */
class PlWalksTest {
    /** A descent with ratio 1 to a minimum at 0, around which nothing was looked at. */
    private static final CellResult TO_THE_MINIMUM = walk(new Seen(4, 8), new Seen(2, 4), new Seen(0, 0));

    private static CellResult walk(Seen... seen) {
        List<List<Seen>> nothing = List.of(List.of(), List.of(), List.of());
        return CellResult.of(PlWalks.series(new PlPath(List.of(seen), nothing, new double[1])));
    }

    private static PlWalks judged(CellResult verdict) {
        return new PlWalks(List.of(TO_THE_MINIMUM), List.of(verdict));
    }

    @Test
    void whatIsPlIsNotRefuted() {
        PlWalks walks = judged(TO_THE_MINIMUM);
        assertEquals(0.1, walks.mu());
        assertEquals(1, walks.worst());
        assertFalse(walks.refuted());
    }

    @Test
    void aStationaryPointAboveTheLeastLossRefutes() {
        assertTrue(judged(walk(new Seen(4, 8), new Seen(1, 1e-9))).refuted());
    }

    /** ½ · 0.5 / 3 = 0.083, above the least loss of the calibration. By itself the descent would end at its own minimum. */
    @Test
    void theLeastLossOfAllDescentsCounts() {
        CellResult alone = walk(new Seen(4, 8), new Seen(3, 0.5));
        assertArrayEquals(new double[] {4}, PlWalks.ratios(alone, PlWalks.PATH, 3));
        assertTrue(judged(alone).refuted());
    }

    /** A lower loss found by a judged descent must not move μ, which was fixed without it. */
    @Test
    void theJudgedDescentsDoNotMoveMu() {
        assertEquals(0.1, judged(walk(new Seen(4, 8), new Seen(-100, 0))).mu());
    }

    @Test
    void aGapOfRoundingHasNoRatio() {
        assertArrayEquals(new double[] {1}, PlWalks.ratios(walk(new Seen(4, 8), new Seen(1e-12, 0)), PlWalks.PATH, 0));
    }
}
