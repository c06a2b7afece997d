package org.plumbline.theory.claim.pl;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.plumbline.oracle.Constants;
import org.plumbline.problem.BilevelProblem;
import org.plumbline.problem.Problems;
import org.plumbline.problem.separable.DoubleWellFamily;
import org.plumbline.random.RandomStream;
import org.plumbline.random.SeedTree;
import org.plumbline.theory.measure.PenalisedLevel;
import org.plumbline.theory.measure.PlSearch;

/**
 * The PL inequality at random points of random instances of every family that declares a constant; deterministic given
 * the seeds, no false alarm possible. A counterexample shrinks to a small size and seed, and its message is a problem
 * file with the point.
 */
class PlProperties {
    /** What rounding does to a ratio whose gap is at least 1e-10. */
    private static final double ROUNDING = 1e-5;

    private static final int POINTS = 50;

    /** The recipes of problem files, with a place for a size. */
    enum Family {
        QUADRATIC("quadratic", "size: {lower: %1$d, upper: 2}, condition: 30"),
        RANK_DEFICIENT("rank-deficient-quadratic", "size: {lower: %2$d, upper: 2, rank: %1$d}, condition: 30"),
        SINE("sine-composite", "size: {lower: %1$d, upper: 2}, condition: 100"),
        KARIMI("karimi", "size: {lower: %1$d, upper: 2}, condition: 100"),
        PL_GAME("pl-game", "size: {lower: %2$d, upper: 2, rank: %1$d}, condition: 30"),
        REWARD_DESIGN("lqr-reward-design", "size: {states: %1$d, inputs: 1, upper: 2}"),
        IMITATION("lqr-imitation", "size: {states: %1$d, inputs: 1, upper: 2}"),
        SOFT_MDP("soft-mdp", "size: {states: %1$d, actions: 2, upper: 2}");

        private final String family;
        private final String recipe;

        Family(String family, String recipe) {
            this.family = family;
            this.recipe = recipe;
        }

        String file(int size, long seed) {
            return "family: " + family + "\ngenerate: {" + recipe.formatted(size, size + 1) + ", seed: " + seed + "}";
        }
    }

    @Provide
    Arbitrary<Family> families() {
        return Arbitraries.of(Family.class);
    }

    @Property(tries = 240, seed = "23", edgeCases = EdgeCasesMode.NONE)
    void theDeclaredConstantIsNeverViolated(
            @ForAll("families") Family family,
            @ForAll @IntRange(min = 1, max = 4) int size,
            @ForAll @LongRange(min = 0, max = 1_000_000) long seed) {
        String file = family.file(size, seed);
        BilevelProblem problem = Problems.parse(file, "random.yaml");
        double mu = problem.constants().require(Constants.MU);
        PenalisedLevel lower = PenalisedLevel.of(problem, 0, SeedTree.of(seed).child("scale").stream());
        RandomStream stream = SeedTree.of(seed).child("points").stream();
        for (int i = 0; i < POINTS; i++) {
            double[] point = lower.sample(stream);
            double ratio = lower.ratio(point);
            assertTrue(
                    ratio >= mu * (1 - ROUNDING),
                    () -> "ratio " + ratio + " below μ = " + mu + " at (φ, λ) = " + Arrays.toString(point) + " of\n"
                            + file);
        }
    }

    /** The search must find what sampling misses: the double well's local minimum that is not global. */
    @Property(tries = 5, seed = "23", edgeCases = EdgeCasesMode.NONE)
    void theDoubleWellIsRefused(@ForAll @LongRange(min = 0, max = 1_000_000) long seed) {
        BilevelProblem random =
                DoubleWellFamily.random("double-well/random", 3, 2, 0.2, SeedTree.of(seed).child("instance").stream());
        PenalisedLevel well = PenalisedLevel.of(random, 0, SeedTree.of(seed).child("scale").stream());
        PlSearch.Worst worst = new PlSearch(well, PlSearch.Effort.CHEAP_RATIO).search(SeedTree.of(seed).stream());
        assertTrue(worst.ratio() < 1e-6, () -> "worst ratio " + worst.ratio());
    }
}
