package org.plumbline.theory.claim.pl;

import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.plumbline.oracle.Constants;
import org.plumbline.problem.BilevelProblem;
import org.plumbline.problem.lqr.LqrFamily;
import org.plumbline.problem.quadratic.QuadraticFamily;
import org.plumbline.problem.separable.DoubleWellFamily;
import org.plumbline.problem.separable.SineCompositeFamily;
import org.plumbline.random.RandomStream;
import org.plumbline.random.SeedTree;

/** The PL inequality at random points of random instances; deterministic given the seeds, no false alarm possible. */
class PlProperties {
    /** What rounding does to a ratio whose gap is at least 1e-10. */
    private static final double ROUNDING = 1e-5;

    private static final int POINTS = 50;

    @Property(tries = 60, seed = "23", edgeCases = EdgeCasesMode.NONE)
    void theDeclaredConstantIsNeverViolated(
            @ForAll @IntRange(min = 0, max = 2) int family,
            @ForAll @IntRange(min = 1, max = 4) int size,
            @ForAll @LongRange(min = 0, max = 1_000_000) long seed) {
        RandomStream stream = SeedTree.of(seed).child("instance").stream();
        BilevelProblem problem = instance(family, size, stream);
        double mu = problem.constants().require(Constants.MU);
        LowerLevel lower = new LowerLevel(problem);
        for (int i = 0; i < POINTS; i++) {
            double ratio = lower.ratio(lower.sample(stream));
            assertTrue(ratio >= mu * (1 - ROUNDING), () -> problem.id() + ": ratio " + ratio + " below μ = " + mu);
        }
    }

    private static BilevelProblem instance(int family, int size, RandomStream stream) {
        return switch (family) {
            case 0 -> QuadraticFamily.random("quadratic/random", size + 1, 2, 30, stream);
            case 1 -> SineCompositeFamily.random("sine/random", size + 1, 2, stream.uniform(0.1, 0.9), stream);
            default -> LqrFamily.random("lqr/random", size, 1 + size / 2, 2, 0.8, stream);
        };
    }

    /** The search must find what sampling misses: the double well's local minimum that is not global. */
    @Property(tries = 5, seed = "23", edgeCases = EdgeCasesMode.NONE)
    void theDoubleWellIsRefused(@ForAll @LongRange(min = 0, max = 1_000_000) long seed) {
        PlRatio.Worst worst = new PlRatio(new LowerLevel(DoubleWellFamily.random(
                        "double-well/random", 3, 2, 0.2, SeedTree.of(seed).child("instance").stream())))
                .search(SeedTree.of(seed).stream());
        assertTrue(worst.ratio() < 1e-6, () -> "worst ratio " + worst.ratio());
    }
}
