package org.plumbline.problem;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.plumbline.oracle.Constants;
import org.plumbline.oracle.LowerLevel;
import org.plumbline.oracle.Start;
import org.plumbline.random.RandomStream;

/**
 * An instance of a family that needs nothing beyond what every problem has.
 *
 * @param family the name of the family
 * @param id the name of the instance
 * @param box the stated region of upper variables
 * @param start where methods start
 * @param constants the declared constants
 * @param lowerLevel what is declared of the lower losses
 * @param region draws lower variables where the constants hold
 * @param truth the exact solution maps
 * @param data what a problem file says of the instance: keys and values in order, without the family
 */
public record Instance(
        String family,
        String id,
        Box box,
        Start start,
        Constants constants,
        LowerLevel lowerLevel,
        Region region,
        GroundTruth truth,
        Map<String, Object> data)
        implements BilevelProblem {
    /** Draws lower variables from the region where the constants of an instance hold. */
    @FunctionalInterface
    public interface Region {
        /**
         * A random lower variable.
         *
         * @param phi upper variable in the box
         * @param stream the randomness
         * @return length d
         */
        double[] sample(double[] phi, RandomStream stream);

        /**
         * Whether the PL constant is declared for a point.
         *
         * @param phi upper variable
         * @param lambda lower variable
         * @return true unless the region is smaller than the domain
         */
        default boolean contains(double[] phi, double[] lambda) {
            return true;
        }
    }

    /** Keeps the order of the data. */
    public Instance {
        data = Collections.unmodifiableMap(new LinkedHashMap<>(data));
    }

    @Override
    public double[] sampleLower(double[] phi, RandomStream stream) {
        return region.sample(phi, stream);
    }

    @Override
    public boolean inRegion(double[] phi, double[] lambda) {
        return region.contains(phi, lambda);
    }
}
