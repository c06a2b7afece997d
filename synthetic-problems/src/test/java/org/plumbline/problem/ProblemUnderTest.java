package org.plumbline.problem;

import java.util.List;
import java.util.stream.IntStream;
import org.plumbline.oracle.Ledger;
import org.plumbline.oracle.NoiseModel;
import org.plumbline.random.RandomStream;
import org.plumbline.random.SeedTree;

/**
 * What the parts of {@link BilevelProblemContract} share: the problem, points of its region, and tolerances. Whoever
 * overrides a tolerance gives its reason in a sentence.
 */
@FunctionalInterface
public interface ProblemUnderTest {
    /**
     * The problem that is held to the contract.
     *
     * @return the same data at every call
     */
    BilevelProblem problem();

    /**
     * Penalty parameters inside the range that the family certifies.
     *
     * @return positive numbers
     */
    default double[] sigmas() {
        return new double[] {1, 0.1, 0.01};
    }

    /**
     * The step h of five-point differences. Their truncation is of order h⁴ = 1e-12 and their rounding of order
     * 1e-16/h = 1e-13, relative to the sizes of derivatives and values.
     *
     * @return positive
     */
    default double differenceStep() {
        return 1e-3;
    }

    /**
     * The largest error of a difference quotient, relative to the norm of what it approximates. The step leaves errors
     * of 1e-12 times the ratio of a fifth to a first derivative, and 1e-8 allows 10⁴ for that ratio.
     *
     * @return positive
     */
    default double differenceTolerance() {
        return 1e-8;
    }

    /**
     * The largest norm of a gradient that is zero in exact arithmetic, relative to the norms at random points: solves
     * are accurate to 1e-12, and a condition number of 100 is allowed for.
     *
     * @return positive
     */
    default double zeroTolerance() {
        return 1e-10;
    }

    /**
     * The node from which all randomness of one check comes: fixed, so that a failure repeats.
     *
     * @param check its name
     * @return the node
     */
    default SeedTree seeds(String check) {
        return SeedTree.of(271828).child(problem().id()).child(check);
    }

    /**
     * Random points of the region where the constants hold.
     *
     * @param check the name of the check that uses them
     * @param count how many
     * @return the points
     */
    default List<Point> points(String check, int count) {
        BilevelProblem problem = problem();
        RandomStream stream = seeds(check).child("points").stream();
        return IntStream.range(0, count)
                .mapToObj(i -> {
                    double[] phi = problem.box().sample(stream);
                    return new Point(phi, problem.sampleLower(phi, stream));
                })
                .toList();
    }

    /**
     * Whether the problem offers second derivatives.
     *
     * @return true if it hands out a second-order oracle
     */
    default boolean hasProducts() {
        return problem().oracles(NoiseModel.NONE).secondOrder(new Ledger()).isPresent();
    }
}
