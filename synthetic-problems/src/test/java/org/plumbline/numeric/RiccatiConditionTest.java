package org.plumbline.numeric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.plumbline.numeric.StabilisableSystems.Kind;
import org.plumbline.numeric.StabilisableSystems.LinearQuadratic;
import org.plumbline.random.RandomStream;
import org.plumbline.random.SeedTree;

/** Every test is deterministic: data are constants or drawn from fixed seeds. */
class RiccatiConditionTest {
    /** a = 0, b = q = r = 1: P = 1, K = 0, F = 0, so κ̂ = 1: P is q and nothing else. */
    @Test
    void aSystemWithoutMemoryHasConditionOne() {
        RealMatrix zero = MatrixUtils.createRealMatrix(1, 1);
        RealMatrix one = MatrixUtils.createRealIdentityMatrix(1);
        assertEquals(1, RiccatiCondition.of(zero, one, one, one, DiscreteRiccati.solve(zero, one, one, one)));
    }

    /**
     * Changes of relative size ε = 1e-3/κ̂, where terms of second order are some 1e-3 of those of first, move P by at
     * most κ̂ε; the largest found is not below a thousandth of that, so κ̂ is no empty bound.
     */
    @ParameterizedTest
    @EnumSource(Kind.class)
    void changesOfTheDataMoveTheSolutionByAtMostTheConditionNumber(Kind kind) {
        double worst = 0;
        for (int n = 1; n <= 6; n++) {
            RandomStream stream = SeedTree.of(63).child(kind.name(), n).stream();
            LinearQuadratic s = StabilisableSystems.draw(kind, stream, n, Math.min(n, Math.max(2, n / 2)), 10);
            DiscreteRiccati.Solution solution = DiscreteRiccati.solve(s.a(), s.b(), s.q(), s.r());
            double condition = RiccatiCondition.of(s.a(), s.b(), s.q(), s.r(), solution);
            double size = 1e-3 / condition;
            for (int k = 0; k < 10; k++) {
                RealMatrix moved = DiscreteRiccati.solve(
                                changed(s.a(), size, stream, false),
                                changed(s.b(), size, stream, false),
                                changed(s.q(), size, stream, true),
                                changed(s.r(), size, stream, true))
                        .costToGo();
                double change = Spectra.spectralNorm(moved.subtract(solution.costToGo()))
                        / Spectra.spectralNorm(solution.costToGo());
                worst = Math.max(worst, change / (condition * size));
            }
        }
        assertTrue(worst <= 1.01, "moved by " + worst + " of the bound");
        assertTrue(worst >= 1e-3, "the bound is never nearer than " + worst);
    }

    private static RealMatrix changed(RealMatrix m, double size, RandomStream stream, boolean symmetric) {
        RealMatrix noise = StabilisableSystems.gaussian(stream, m.getRowDimension(), m.getColumnDimension());
        RealMatrix direction = symmetric ? Symmetric.symmetrise(noise) : noise;
        return m.add(direction.scalarMultiply(size * Spectra.spectralNorm(m) / Spectra.spectralNorm(direction)));
    }

    @Test
    void theUnitOfCostDoesNotMatter() {
        RandomStream stream = SeedTree.of(64).child("unit").stream();
        LinearQuadratic s = StabilisableSystems.draw(Kind.UNSTABLE, stream, 4, 2, 10);
        double one = RiccatiCondition.of(s.a(), s.b(), s.q(), s.r(), DiscreteRiccati.solve(s.a(), s.b(), s.q(), s.r()));
        RealMatrix q = s.q().scalarMultiply(0x1p-60);
        RealMatrix r = s.r().scalarMultiply(0x1p-60);
        double other = RiccatiCondition.of(s.a(), s.b(), q, r, DiscreteRiccati.solve(s.a(), s.b(), q, r));
        // Solutions that agree to 1e-12, times the smoothness of norms.
        assertEquals(one, other, 1e-9 * one);
    }
}
