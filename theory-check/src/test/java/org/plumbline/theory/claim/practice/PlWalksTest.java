package org.plumbline.theory.claim.practice;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.plumbline.oracle.Constant;
import org.plumbline.oracle.Constants;
import org.plumbline.problem.BilevelProblem;
import org.plumbline.problem.Problems;
import org.plumbline.random.SeedTree;
import org.plumbline.theory.CellResult;
import org.plumbline.theory.measure.Landscape;
import org.plumbline.theory.measure.PlPath;
import org.plumbline.theory.measure.PlPath.Seen;

/** The rule of PRAC-2, on descents made up by hand and on landscapes of which it is known whether they are PL. */
class PlWalksTest {
    /** A descent with ratio 1 to a minimum at 0, around which nothing was looked at. */
    private static final CellResult TO_THE_MINIMUM = walk(new Seen(4, 8), new Seen(2, 4), new Seen(0, 0));

    private static CellResult walk(Seen... seen) {
        List<List<Seen>> nothing = List.of(List.of(), List.of());
        return CellResult.of(PlWalks.series(new PlPath(List.of(seen), nothing, List.of(), 2, new double[1])));
    }

    @Test
    void whatIsPlIsNotRefuted() {
        PlWalks walks = PlWalks.of(List.of(TO_THE_MINIMUM));
        assertEquals(1, walks.worst());
        assertEquals(2, walks.condition());
        assertFalse(walks.refuted());
    }

    /** A curvature of 2 and a gap of 1: ratios refute from 2e-18 on, squared gradients from 4e-18 on. */
    @Test
    void onlyAStationaryPointWithAGapRefutes() {
        assertFalse(PlWalks.of(List.of(TO_THE_MINIMUM, walk(new Seen(4, 8), new Seen(1, 1e-12))))
                .refuted());
        assertFalse(PlWalks.of(List.of(TO_THE_MINIMUM, walk(new Seen(4, 8), new Seen(1, 4.1e-18))))
                .refuted());
        assertTrue(PlWalks.of(List.of(TO_THE_MINIMUM, walk(new Seen(4, 8), new Seen(1, 3.9e-18))))
                .refuted());
    }

    /** By itself the descent ends at its own minimum; the other one shows that there is a lower one. */
    @Test
    void theLeastLossOfAllDescentsCounts() {
        CellResult alone = walk(new Seen(4, 8), new Seen(3, 1e-20));
        assertFalse(PlWalks.of(List.of(alone)).refuted());
        assertTrue(PlWalks.of(List.of(alone, TO_THE_MINIMUM)).refuted());
    }

    @Test
    void aGapOfRoundingHasNoRatio() {
        CellResult near = walk(new Seen(4, 8), new Seen(1e-12, 0));
        assertArrayEquals(new double[] {1}, new PlWalks(List.of(near), 0).ratios(near, PlWalks.PATH));
    }

    /** The threshold is above what any PL instance declares, so that the rule cannot refute one of them. */
    @Test
    void everyPlInstanceDeclaresASmallerConditionNumber() {
        for (BilevelProblem problem : Problems.catalogue()) {
            Optional<Constant> mu = problem.constants().find(Constants.MU);
            Optional<Constant> smoothness = problem.constants().find(Constants.L);
            if (mu.isPresent() && smoothness.isPresent()) {
                double condition = smoothness.get().value() / mu.get().value();
                assertTrue(condition < PlWalks.CONDITION, () -> problem.id() + " declares " + condition);
            }
        }
    }

    private static PlWalks walks(String name) {
        Landscape landscape = Landscape.of(Problems.named(name));
        SeedTree seeds = SeedTree.of(11).child(name);
        return PlWalks.of(IntStream.range(0, 4)
                .mapToObj(i -> PlPath.walk(landscape, 150, 20, seeds.child("start", i)))
                .map(path -> CellResult.of(PlWalks.series(path)))
                .toList());
    }

    /** The soft MDP has ratios of 1e-7 in its region, spread over six orders of magnitude, and is PL all the same. */
    @ParameterizedTest
    @ValueSource(strings = {"karimi/claims", "soft-mdp/claims", "sine-composite/claims"})
    void noKnownPlLandscapeIsRefuted(String name) {
        assertFalse(walks(name).refuted());
    }

    @Test
    void theDoubleWellIsRefuted() {
        assertTrue(walks("double-well/claims").refuted());
    }
}
