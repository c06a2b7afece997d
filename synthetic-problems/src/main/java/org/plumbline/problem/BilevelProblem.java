package org.plumbline.problem;

import java.util.Map;
import java.util.Optional;
import org.plumbline.oracle.Constants;
import org.plumbline.oracle.LowerLevel;
import org.plumbline.oracle.NoiseModel;
import org.plumbline.oracle.Oracles;
import org.plumbline.oracle.Start;
import org.plumbline.random.RandomStream;

/**
 * An instance of a problem family: its data, from which both its oracles and its ground truth come. Instances are
 * immutable and may be shared by threads.
 */
public interface BilevelProblem {
    /**
     * The name of the family.
     *
     * @return such as "sine-composite"
     */
    String family();

    /**
     * The name of the instance: the family, a slash, and what tells it from its siblings.
     *
     * @return such as "sine-composite/claims"
     */
    String id();

    /**
     * The stated region of upper variables, in which the constants hold and claims are tested.
     *
     * @return the box
     */
    Box box();

    /**
     * A start point that is feasible, away from the optimum, and the same for all methods.
     *
     * @return the start
     */
    Start start();

    /**
     * The declared constants.
     *
     * @return the constants, possibly none
     */
    Constants constants();

    /**
     * What is declared of the lower losses, for methods to state what they need.
     *
     * @return {@link LowerLevel#PL} where a PL constant is declared and nothing more is said
     */
    default LowerLevel lowerLevel() {
        return constants().find(Constants.MU).isPresent() ? LowerLevel.PL : LowerLevel.UNRESTRICTED;
    }

    /**
     * A random lower variable in the region where the constants hold.
     *
     * @param phi upper variable in the box
     * @param stream the randomness
     * @return length d
     */
    double[] sampleLower(double[] phi, RandomStream stream);

    /**
     * Whether the PL constant is declared for a point. Runs are watched for points where it is not.
     *
     * @param phi upper variable
     * @param lambda lower variable
     * @return true where the constant is declared for every λ of the domain
     */
    default boolean inRegion(double[] phi, double[] lambda) {
        return true;
    }

    /**
     * Counted oracles under a noise model.
     *
     * @param noise the law of the noise
     * @return the oracles; they do not lead back to this problem
     */
    default Oracles oracles(NoiseModel noise) {
        return Oracles.counted(noise.around(new ExactOracle(truth().functions())));
    }

    /**
     * The ground truth, for measuring only.
     *
     * @return the exact solution maps
     */
    GroundTruth truth();

    /**
     * What a problem file says of this instance, so that it can be saved: keys and values in order, without the family.
     * Values are strings, numbers, {@code double} arrays up to three deep, {@link org.plumbline.numeric.LinearMap}s,
     * matrices, lists and maps of these; see {@link ProblemText}.
     *
     * @return data from which the family reads the same instance, bit by bit
     */
    Map<String, Object> data();

    /**
     * The lower variable as results show it, where that is not the parameter itself: the policy where λ are logits.
     *
     * @param lambda length d
     * @return what stands for λ in results, or empty where λ does
     */
    default Optional<double[]> policy(double[] lambda) {
        return Optional.empty();
    }

    /**
     * Dimension of the upper variable.
     *
     * @return p
     */
    default int upperDimension() {
        return truth().functions().upperDimension();
    }

    /**
     * Dimension of the lower variable.
     *
     * @return d
     */
    default int lowerDimension() {
        return truth().functions().lowerDimension();
    }
}
