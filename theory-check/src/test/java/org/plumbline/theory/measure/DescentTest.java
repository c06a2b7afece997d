package org.plumbline.theory.measure;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.plumbline.random.RandomStream;
import org.plumbline.random.SeedTree;

class DescentTest {
    /** ½(λ₁² + 10 λ₂²), whose minimum is 0. */
    private static final Landscape QUADRATIC = new Landscape() {
        @Override
        public double gradient(double[] lambda, double[] gradient) {
            gradient[0] = lambda[0];
            gradient[1] = 10 * lambda[1];
            return lambda[0] * lambda[0] / 2 + 5 * lambda[1] * lambda[1];
        }

        @Override
        public double[] start(RandomStream stream) {
            return new double[] {1 + stream.uniform(), 1 + stream.uniform()};
        }
    };

    /** L = 10, μ = 1: steps are at least 1/20, so that the gap falls by 0.95 a step, and 600 steps leave 1e-13 of it. */
    @Test
    void itFindsTheMinimumWithoutEverRising() {
        Descent descent = new Descent(QUADRATIC, new double[] {2, 2});
        double before = descent.value();
        for (int i = 0; i < 600 && descent.step(); i++) {
            assertTrue(descent.value() < before);
            before = descent.value();
        }
        assertArrayEquals(new double[2], descent.lambda(), 1e-5);
    }

    @Test
    void atAMinimumItStays() {
        Descent descent = new Descent(QUADRATIC, new double[2]);
        assertFalse(descent.step());
        assertArrayEquals(new double[2], descent.lambda());
        assertEquals(0, descent.squaredGradient());
    }

    /** ½‖∇‖²/gap of a quadratic lies between its least and its largest curvature, up to rounding of both. */
    @Test
    void whatAPathSeesOfAQuadraticLiesBetweenItsCurvatures() {
        PlPath path = PlPath.walk(QUADRATIC, 100, 3, SeedTree.of(3).child("path"));
        assertEquals(PlPath.RADII.size(), path.around().size());
        for (PlPath.Seen seen : path.points()) {
            assertBetween(seen);
        }
        path.around().forEach(radius -> {
            assertFalse(radius.isEmpty());
            radius.forEach(DescentTest::assertBetween);
        });
    }

    private static void assertBetween(PlPath.Seen seen) {
        double ratio = seen.squaredGradient() / 2 / seen.value();
        assertTrue(ratio >= 1 - 1e-12 && ratio <= 10 + 1e-12, () -> "ratio " + ratio);
    }
}
