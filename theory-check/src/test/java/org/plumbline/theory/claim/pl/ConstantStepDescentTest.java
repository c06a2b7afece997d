package org.plumbline.theory.claim.pl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.plumbline.random.RandomStream;
import org.plumbline.theory.CellResult;
import org.plumbline.theory.measure.Landscape;

class ConstantStepDescentTest {
    /** ½(λ₁² + 10 λ₂²): μ = 1, L = 10. */
    private static final Landscape QUADRATIC = new Landscape() {
        @Override
        public double gradient(double[] lambda, double[] gradient) {
            gradient[0] = lambda[0];
            gradient[1] = 10 * lambda[1];
            return lambda[0] * lambda[0] / 2 + 5 * lambda[1] * lambda[1];
        }

        @Override
        public double[] start(RandomStream stream) {
            return new double[] {1, 1};
        }
    };

    /** ¼(λ²−1)² + 0.1 λ, whose shallow well lies at 0.9456 and whose deep one at −1.0466 (roots of λ³ − λ + 0.1). */
    private static final Landscape DOUBLE_WELL = new Landscape() {
        @Override
        public double gradient(double[] lambda, double[] gradient) {
            double y = lambda[0];
            gradient[0] = y * y * y - y + 0.1;
            return (y * y - 1) * (y * y - 1) / 4 + 0.1 * y;
        }

        @Override
        public double[] start(RandomStream stream) {
            return new double[] {2};
        }
    };

    /** The number of the source, for L = 1 and μ = 0.2. */
    @Test
    void theSharpFactorIsThePublishedOne() {
        assertEquals(0.727273, Contraction.sharp(0.2, 1), 1e-6);
        assertTrue(Contraction.sharp(0.2, 1) < Contraction.plain(0.2, 1));
    }

    /** Along the flattest direction the gap is multiplied by (1 − μ/L)² = 0.81 at each step. */
    @Test
    void onAQuadraticTheFactorIsThatOfTheFlattestDirection() {
        CellResult run = new ConstantStepDescent(QUADRATIC, 0, 0.1, 10).run(new double[] {1, 1}, 1000, 1e-8);
        assertEquals(0.81, run.value(ConstantStepDescent.CONTRACTION), 1e-9);
        assertTrue(run.value(ConstantStepDescent.LEFT) <= 1e-8);
        assertTrue(run.value(ConstantStepDescent.EXCESS) <= 1e-12);
        assertTrue(run.value(ConstantStepDescent.RATIO) >= 1 - 1e-9);
    }

    @Test
    void aSmootherConstantThanTheTrueOneShows() {
        CellResult run = new ConstantStepDescent(QUADRATIC, 0, 0.1, 9).run(new double[] {1, 1}, 1000, 1e-8);
        assertTrue(run.value(ConstantStepDescent.EXCESS) > 1e-3);
    }

    @Test
    void aStartBesideTheShallowWellIsTrapped() {
        double optimum = DOUBLE_WELL.gradient(new double[] {-1.0466805318}, new double[1]);
        CellResult run = new ConstantStepDescent(DOUBLE_WELL, optimum, 0.1, 11).run(new double[] {1.5}, 5000, 1e-8);
        assertTrue(run.value(ConstantStepDescent.LEFT) > 0.1);
        assertEquals(1, run.value(ConstantStepDescent.CONTRACTION), 1e-9);
    }

    @Test
    void aStepBeyondTwoOverLDiverges() {
        CellResult run = new ConstantStepDescent(QUADRATIC, 0, 0.25, 10).run(new double[] {1, 1}, 5000, 1e-8);
        assertTrue(run.value(ConstantStepDescent.CONTRACTION) > 2);
    }
}
