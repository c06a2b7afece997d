package org.plumbline.theory.measure;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.plumbline.random.RandomStream;

class PlStationaryTest {
    /** x⁴/4 − x²/2 + y²: minima at x = ±1, and a saddle at 0 that lies a quarter above them. */
    private static class TwoWells implements Landscape {
        @Override
        public double gradient(double[] lambda, double[] gradient) {
            double x = lambda[0];
            gradient[0] = x * x * x - x;
            gradient[1] = 2 * lambda[1];
            return x * x * x * x / 4 - x * x / 2 + lambda[1] * lambda[1];
        }

        @Override
        public double[] start(RandomStream stream) {
            return new double[2];
        }
    }

    /** One-sided differences of step 1e-6 miss the Hessian by 3e-6 at most here. */
    @Test
    void aSaddleIsFoundThatADescentLeaves() {
        PlStationary found = PlStationary.search(new TwoWells(), new double[] {0.3, 0.4}, 30);
        assertArrayEquals(new double[2], found.end(), 1e-11);
        assertEquals(2, found.curvature(), 1e-5);
    }

    @Test
    void gradientsFallFromPointToPoint() {
        List<PlPath.Seen> points =
                PlStationary.search(new TwoWells(), new double[] {0.3, 0.4}, 30).points();
        assertTrue(points.size() > 2);
        for (int i = 1; i < points.size(); i++) {
            assertTrue(points.get(i).squaredGradient() < points.get(i - 1).squaredGradient());
        }
    }

    @Test
    void theSearchStaysWhereConstantsAreDeclared() {
        Landscape right = new TwoWells() {
            @Override
            public boolean contains(double[] lambda) {
                return lambda[0] >= 0.2;
            }
        };
        assertTrue(PlStationary.search(right, new double[] {0.3, 0.4}, 30).end()[0] >= 0.2);
    }
}
