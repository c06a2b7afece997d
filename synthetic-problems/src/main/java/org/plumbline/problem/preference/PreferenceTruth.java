package org.plumbline.problem.preference;

import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalDouble;
import org.plumbline.problem.BilevelFunctions;
import org.plumbline.problem.GroundTruth;
import org.plumbline.problem.KnownOptimum;
import org.plumbline.problem.OuterTerms;

/**
 * The environment's solution map and its derivative; for the penalty, {@link PenalisedPath}. Both quotients of the
 * penalty are taken of differences that a {@link Neighbourhood} computes as such.
 */
final class PreferenceTruth implements GroundTruth {
    private final LearnerEnvironment environment;
    private final PairLoss pairs;
    private final OuterTerms outer;
    private final PreferenceFunctions functions;

    PreferenceTruth(LearnerEnvironment environment, PairLoss pairs, OuterTerms outer) {
        this.environment = environment;
        this.pairs = pairs;
        this.outer = outer;
        this.functions =
                new PreferenceFunctions(environment.lowerLevel().truth().functions(), pairs, outer);
    }

    @Override
    public BilevelFunctions functions() {
        return functions;
    }

    @Override
    public double[] lowerSolution(double[] phi) {
        return environment.around(phi).solution();
    }

    @Override
    public double lowerOptimum(double[] phi) {
        return environment.lowerLevel().truth().lowerOptimum(phi);
    }

    /** \(\nabla_\varphi f + (D\lambda^*)^\top\nabla_\lambda f\), the second term in {@link #implicitGradient}. */
    @Override
    public double[] hypergradient(double[] phi) {
        Neighbourhood around = environment.around(phi);
        double[] direct = new double[phi.length];
        double[] implicit = implicitGradient(phi, around, direct);
        Arrays.setAll(direct, i -> direct[i] + implicit[i]);
        return direct;
    }

    /**
     * The part of the hypergradient that a single-level method drops.
     *
     * @param phi length p
     * @return \((D\lambda^*(\varphi))^\top\nabla_\lambda f(\varphi,\lambda^*)\), length p; 0 for fixed pairs
     */
    double[] implicitGradient(double[] phi) {
        return implicitGradient(phi, environment.around(phi), new double[phi.length]);
    }

    private double[] implicitGradient(double[] phi, Neighbourhood around, double[] direct) {
        double[] best = around.solution();
        double[] sensitivity = new double[best.length];
        functions.upperGradient(phi, best, direct, sensitivity);
        return pairs.followsPolicy() ? around.pullBack(sensitivity) : new double[phi.length];
    }

    @Override
    public double[] penalisedSolution(double[] phi, double sigma) {
        if (!pairs.followsPolicy()) {
            return lowerSolution(phi);
        }
        return path(phi).solve(sigma).lambda();
    }

    @Override
    public double penaltyObjective(double[] phi, double sigma) {
        if (!pairs.followsPolicy()) {
            return objective(phi);
        }
        PenalisedPath.Point point = path(phi).solve(sigma);
        return functions.upper(phi, point.lambda()) + point.around().gap(point.delta()) / sigma;
    }

    @Override
    public double[] penaltyHypergradient(double[] phi, double sigma) {
        if (!pairs.followsPolicy()) {
            return hypergradient(phi);
        }
        PenalisedPath.Point point = path(phi).solve(sigma);
        double[] result = new double[phi.length];
        double[] change = new double[phi.length];
        functions.upperGradient(phi, point.lambda(), result, new double[functions.lowerDimension()]);
        point.around().upperGradientChange(point.delta(), change);
        Arrays.setAll(result, i -> result[i] + change[i] / sigma);
        return result;
    }

    private PenalisedPath path(double[] phi) {
        return new PenalisedPath(environment.around(phi), pairs.at(phi));
    }

    @Override
    public Optional<KnownOptimum> knownOptimum() {
        boolean global = pairs.isGlobal(outer.center(), outer.linear());
        return KnownOptimum.ifStationary(this, outer, global ? KnownOptimum.Kind.GLOBAL : KnownOptimum.Kind.STATIONARY);
    }

    /** With fixed pairs g + σf is g up to a constant; with the policy's own pairs nothing is proved. */
    @Override
    public OptionalDouble penalisedModulus(double sigma) {
        return pairs.followsPolicy()
                ? OptionalDouble.empty()
                : environment.lowerLevel().truth().penalisedModulus(0);
    }

    @Override
    public OptionalDouble sigmaBar() {
        return pairs.followsPolicy() ? OptionalDouble.empty() : OptionalDouble.of(Double.POSITIVE_INFINITY);
    }
}
