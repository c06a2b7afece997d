package org.plumbline.theory;

import java.util.Locale;
import org.plumbline.problem.BilevelProblem;
import org.plumbline.problem.Problems;

/**
 * Random instances of every registered family, as a problem file asks for them. A size from 1 and a dial in [0, 1] make an
 * instance larger and worse conditioned, so that a counterexample shrinks in both; the seed does the rest.
 */
public enum RandomFamily {
    QUADRATIC("quadratic", true, (n, dial) -> lower(n) + ", condition: " + ratio(1, 30, dial)),
    RANK_DEFICIENT("rank-deficient-quadratic", true, (n, dial) -> ranked(n) + ", condition: " + ratio(1, 30, dial)),
    IGNORING_KERNEL(
            "rank-deficient-quadratic",
            true,
            (n, dial) -> ranked(n) + ", structure: ignores-kernel, condition: " + ratio(1, 30, dial)),
    SINE("sine-composite", true, (n, dial) -> lower(n) + ", condition: " + ratio(1.5, 100, dial)),
    KARIMI("karimi", true, (n, dial) -> lower(n) + ", condition: " + ratio(1.5, 100, dial)),
    PL_GAME("pl-game", true, (n, dial) -> ranked(n) + ", condition: " + ratio(1, 30, dial)),
    CHAIN("chain", true, (n, dial) -> "length: " + n + ", scale: 1, height: " + ratio(1e-4, 0.1, dial)),
    REWARD_DESIGN("lqr-reward-design", true, (n, dial) -> regulator(n) + ", gamma: " + ratio(0.4, 0.9, dial)),
    IMITATION("lqr-imitation", true, (n, dial) -> regulator(n) + ", gamma: " + ratio(0.4, 0.9, dial)),
    SOFT_MDP("soft-mdp", true, (n, dial) -> process(n) + ", temperature: " + ratio(2, 0.2, dial)),
    PROCESS_PREFERENCES(
            "preference", true, (n, dial) -> process(n) + ", horizon: 2, temperature: " + ratio(2, 0.2, dial)),
    REGULATOR_PREFERENCES(
            "preference",
            true,
            (n, dial) ->
                    regulator(Math.min(n, 2)) + ", environment: lqr-reward-design, gamma: " + ratio(0.4, 0.9, dial)),
    DOUBLE_WELL("double-well", false, (n, dial) -> lower(n) + ", tilt: " + ratio(0.05, 0.35, dial));

    /** What {@code generate} says beside the seed; of the chain, in which nothing is random, all data. */
    private interface Recipe {
        String of(int size, double dial);
    }

    private final String family;
    private final boolean pl;

    @SuppressWarnings("ImmutableEnumChecker") // a function that captures nothing
    private final Recipe recipe;

    RandomFamily(String family, boolean pl, Recipe recipe) {
        this.family = family;
        this.pl = pl;
        this.recipe = recipe;
    }

    /**
     * The registered family.
     *
     * @return its name
     */
    public String family() {
        return family;
    }

    /**
     * Whether its lower levels are PL.
     *
     * @return false for the negative control
     */
    public boolean isPl() {
        return pl;
    }

    /**
     * The problem file of an instance.
     *
     * @param size from 1
     * @param dial from 0 to 1
     * @param seed at least 0
     * @return a file, for the message of a counterexample too
     */
    public String file(int size, double dial, long seed) {
        return this == CHAIN
                ? "{family: chain, " + recipe.of(size, dial) + "}"
                : "family: " + family + "\ngenerate: {" + recipe.of(size, dial) + ", seed: " + seed + "}";
    }

    /**
     * An instance.
     *
     * @param size from 1
     * @param dial from 0 to 1
     * @param seed at least 0
     * @return what the file says
     */
    public BilevelProblem problem(int size, double dial, long seed) {
        return Problems.parse(file(size, dial, seed), "random.yaml");
    }

    /** From the first to the last, geometrically. */
    private static String ratio(double first, double last, double dial) {
        return String.format(Locale.ROOT, "%.6g", first * Math.pow(last / first, dial));
    }

    private static String lower(int n) {
        return "size: {lower: " + n + ", upper: 2}";
    }

    private static String ranked(int n) {
        return "size: {lower: " + (n + 1) + ", upper: 2, rank: " + n + "}";
    }

    private static String regulator(int n) {
        return "size: {states: " + n + ", inputs: 1, upper: 2}";
    }

    private static String process(int n) {
        return "size: {states: " + n + ", actions: 2, upper: 2}";
    }
}
