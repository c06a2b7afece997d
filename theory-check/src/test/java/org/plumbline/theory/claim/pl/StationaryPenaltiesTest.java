package org.plumbline.theory.claim.pl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.plumbline.problem.BilevelProblem;
import org.plumbline.problem.Problems;
import org.plumbline.theory.measure.Landscape;

class StationaryPenaltiesTest {
    private static final BilevelProblem KARIMI =
            Problems.parse("family: karimi\nc: 3\nC: [[1]]\nupper: {target: [20], weight: [2], rho: 0.1}", "karimi");

    @Test
    void aRisingPenaltyHasNoWindow() {
        assertSame(StationaryPenalties.Window.NONE, StationaryPenalties.along(new double[] {0, 1, 2, 3}));
    }

    /** S = 1, 4, 2, 5, 3, 9 takes values from 2 to 4 twice before it takes those from 3 to 5. */
    @Test
    void theFirstWindowReachesFromTheLocalMinimumToTheMaximumBefore() {
        assertEquals(new StationaryPenalties.Window(2, 4), StationaryPenalties.along(new double[] {1, 4, 2, 5, 3, 9}));
    }

    /** Counted apart from S: sign changes of the derivative of g + σf. */
    @Test
    void insideTheWindowThereAreSeveralStationaryPointsAndBelowItOne() {
        StationaryPenalties.Window window = new StationaryPenalties(KARIMI, 20_000).first(new double[1]);
        assertEquals(1, signChanges(0.99 * window.lower()));
        assertTrue(signChanges((window.lower() + window.upper()) / 2) >= 3);
    }

    private static int signChanges(double sigma) {
        Landscape landscape = Landscape.penalised(KARIMI, new double[1], sigma);
        double[] gradient = new double[1];
        int changes = 0;
        boolean positive = false;
        for (int k = 0; k <= 20_000; k++) {
            landscape.gradient(new double[] {-1 + k * 22.0 / 20_000}, gradient);
            changes += k > 0 && gradient[0] > 0 != positive ? 1 : 0;
            positive = gradient[0] > 0;
        }
        return changes;
    }

    /** The worst z of Karimi's example is an end of its interval; the certificate is within 1e-6 and the grid within 1e-5. */
    @Test
    void theDeclaredEndIsTheLeastEndOverTheBox() {
        double least = BoxGrid.points(KARIMI.box(), 3).stream()
                .mapToDouble(phi ->
                        new StationaryPenalties(KARIMI, 20_000).first(phi).lower())
                .min()
                .orElseThrow();
        double declared = KARIMI.truth().sigmaBar().orElseThrow();
        assertTrue(least >= declared);
        assertEquals(declared, least, 1e-5 * declared);
    }

    @Test
    void aGridOfABoxHasItsCorners() {
        BilevelProblem problem = Problems.named("karimi/claims");
        assertEquals(9, BoxGrid.points(problem.box(), 3).size());
        assertEquals(problem.box().upper()[1], BoxGrid.points(problem.box(), 3).get(8)[1]);
    }
}
