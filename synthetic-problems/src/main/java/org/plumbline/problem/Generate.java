package org.plumbline.problem;

import java.util.List;
import java.util.function.Function;
import org.plumbline.random.RandomStream;
import org.plumbline.random.SeedTree;

/**
 * The key {@code generate} of a problem file, in place of all data:
 * {@code generate: {size: {lower: 6, upper: 3}, condition: 10, seed: 7}}. The keys of {@code size} and what
 * {@code condition} means are the family's; the defaults are condition 10 and seed 1. The same file gives the same
 * numbers everywhere; {@code upper} is generated too, its centre manufactured or, with {@code optimum: aligned}, aligned.
 */
public final class Generate {
    /** Generated data are dense: seconds at this size. */
    private static final int LARGEST = Value.LARGEST_ORDER;

    /** Entries of a dense coupling beside diagonal data: 80 MB. */
    private static final int LARGEST_COUPLING = 10_000_000;

    private final Fields fields;
    private final Fields size;

    private Generate(Fields fields) {
        this.fields = fields;
        this.size = fields.child("size");
    }

    /**
     * Reads the key.
     *
     * @param file the problem file
     * @return what {@code generate} says
     */
    public static Generate of(Fields file) {
        return new Generate(file.child("generate"));
    }

    /**
     * A size.
     *
     * @param key its name
     * @return from 1 to 1000
     */
    public int size(String key) {
        return size(key, LARGEST);
    }

    /**
     * A size with a limit of its own.
     *
     * @param key its name
     * @param largest the largest one allowed
     * @return from 1 to the largest
     */
    public int size(String key, int largest) {
        return size.size(key, largest);
    }

    /**
     * A size that may be left out.
     *
     * @param key its name
     * @param largest the largest one allowed
     * @param otherwise what holds then
     * @return from 1 to the largest
     */
    public int size(String key, int largest, int otherwise) {
        return size.has(key) ? size(key, largest) : otherwise;
    }

    /**
     * The upper size of a problem with {@code structure: diagonal}: as the lower one, which makes C diagonal, or a small
     * one, for which C is dense and still linear in d.
     *
     * @param lower the lower size, which is the default
     * @param largest the largest size allowed
     * @return the upper size
     */
    public int coupled(int lower, int largest) {
        int upper = size("upper", largest, lower);
        if (upper != lower && (long) lower * upper > LARGEST_COUPLING) {
            throw size.refusal(
                    "upper",
                    "equal lower, which makes C diagonal, or be at most " + LARGEST_COUPLING / lower,
                    "leave it out or choose 3");
        }
        return upper;
    }

    /**
     * Whether the optimum is to be aligned: {@code optimum: aligned} instead of {@code manufactured}, the default.
     *
     * @return false if the key is not given
     */
    public boolean aligned() {
        return fields.has("optimum")
                && fields.choice("optimum", List.of("manufactured", "aligned")).equals("aligned");
    }

    /**
     * The instance with the optimum that {@code optimum} asks for.
     *
     * @param <P> the family
     * @param upper its target or linear term is replaced
     * @param instance makes the instance from the upper loss
     * @return {@link UpperLoss#manufactured} or {@link UpperLoss#aligned}
     */
    public <P extends BilevelProblem> P optimum(UpperLoss upper, Function<UpperLoss, P> instance) {
        return aligned() ? UpperLoss.aligned(upper, instance) : UpperLoss.manufactured(upper, instance);
    }

    /**
     * The keys under {@code generate}, for those that only one family has.
     *
     * @return beside {@code size}, {@code condition} and {@code seed}
     */
    public Fields fields() {
        return fields;
    }

    /**
     * The condition number.
     *
     * @return at least 1
     */
    public double condition() {
        double condition = fields.number("condition", 10);
        // Beyond 1e12 a Hessian with that condition is singular to rounding.
        if (!(condition >= 1 && condition <= 1e12)) {
            throw fields.refusal("condition", "lie in [1, 1e12]", "choose 10");
        }
        return condition;
    }

    /**
     * The randomness.
     *
     * @param family its name
     * @return the stream of the seed and the family, at its beginning
     */
    public RandomStream stream(String family) {
        return SeedTree.of(fields.integer("seed", 1)).child(family).stream();
    }
}
