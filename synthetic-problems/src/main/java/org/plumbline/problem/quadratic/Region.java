package org.plumbline.problem.quadratic;

import org.plumbline.problem.GroundTruth;
import org.plumbline.problem.Instance;

/** Where the lower variables of a family with global constants are drawn. */
final class Region {
    private Region() {}

    /** The lower solution, moved by standard normals. */
    static Instance.Region aroundSolution(GroundTruth truth) {
        return (phi, stream) -> {
            double[] lambda = truth.lowerSolution(phi);
            for (int j = 0; j < lambda.length; j++) {
                lambda[j] += stream.gaussian();
            }
            return lambda;
        };
    }
}
