package org.plumbline.theory.saboteur;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.UnaryOperator;
import org.plumbline.problem.BilevelFunctions;
import org.plumbline.problem.GroundTruth;
import org.plumbline.problem.KnownOptimum;

/**
 * Solution maps of a sound instance with other functions, or with another hypergradient. What follows from the functions by the
 * default methods follows from the ones given here.
 *
 * @param sound the solution maps
 * @param functions the losses and their derivatives
 * @param hypergradient \(\nabla\Phi\)
 */
record BrokenTruth(GroundTruth sound, BilevelFunctions functions, UnaryOperator<double[]> hypergradient)
        implements GroundTruth {
    static BrokenTruth with(GroundTruth sound, BilevelFunctions functions) {
        return new BrokenTruth(sound, functions, sound::hypergradient);
    }

    @Override
    public double[] lowerSolution(double[] phi) {
        return sound.lowerSolution(phi);
    }

    @Override
    public double[] penalisedSolution(double[] phi, double sigma) {
        return sound.penalisedSolution(phi, sigma);
    }

    @Override
    public double[] hypergradient(double[] phi) {
        return hypergradient.apply(phi);
    }

    @Override
    public Optional<KnownOptimum> knownOptimum() {
        return sound.knownOptimum();
    }

    @Override
    public OptionalDouble penalisedModulus(double sigma) {
        return sound.penalisedModulus(sigma);
    }

    @Override
    public OptionalDouble sigmaBar() {
        return sound.sigmaBar();
    }
}
