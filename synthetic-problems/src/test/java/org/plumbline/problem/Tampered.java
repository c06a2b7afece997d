package org.plumbline.problem;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.plumbline.oracle.Constants;
import org.plumbline.oracle.LowerLevel;
import org.plumbline.oracle.Start;
import org.plumbline.random.RandomStream;

/** A problem that passes everything on, for tests that break one answer and expect the contract to notice. */
class Tampered implements BilevelProblem, GroundTruth, BilevelFunctions {
    final BilevelProblem honest;

    Tampered(BilevelProblem honest) {
        this.honest = honest;
    }

    @Override
    public String family() {
        return honest.family();
    }

    @Override
    public String id() {
        return honest.id();
    }

    @Override
    public Box box() {
        return honest.box();
    }

    @Override
    public Start start() {
        return honest.start();
    }

    @Override
    public Constants constants() {
        return honest.constants();
    }

    @Override
    public LowerLevel lowerLevel() {
        return honest.lowerLevel();
    }

    @Override
    public double[] sampleLower(double[] phi, RandomStream stream) {
        return honest.sampleLower(phi, stream);
    }

    @Override
    public Map<String, Object> data() {
        return honest.data();
    }

    @Override
    public GroundTruth truth() {
        return this;
    }

    @Override
    public BilevelFunctions functions() {
        return this;
    }

    @Override
    public double[] lowerSolution(double[] phi) {
        return honest.truth().lowerSolution(phi);
    }

    @Override
    public double[] penalisedSolution(double[] phi, double sigma) {
        return honest.truth().penalisedSolution(phi, sigma);
    }

    @Override
    public double[] hypergradient(double[] phi) {
        return honest.truth().hypergradient(phi);
    }

    @Override
    public Optional<KnownOptimum> knownOptimum() {
        return honest.truth().knownOptimum();
    }

    @Override
    public OptionalDouble penalisedModulus(double sigma) {
        return honest.truth().penalisedModulus(sigma);
    }

    @Override
    public OptionalDouble sigmaBar() {
        return honest.truth().sigmaBar();
    }

    @Override
    public int upperDimension() {
        return honest.upperDimension();
    }

    @Override
    public int lowerDimension() {
        return honest.lowerDimension();
    }

    @Override
    public double lower(double[] phi, double[] lambda) {
        return honest.truth().functions().lower(phi, lambda);
    }

    @Override
    public double upper(double[] phi, double[] lambda) {
        return honest.truth().functions().upper(phi, lambda);
    }

    @Override
    public void lowerGradient(double[] phi, double[] lambda, double[] gradPhi, double[] gradLambda) {
        honest.truth().functions().lowerGradient(phi, lambda, gradPhi, gradLambda);
    }

    @Override
    public void upperGradient(double[] phi, double[] lambda, double[] gradPhi, double[] gradLambda) {
        honest.truth().functions().upperGradient(phi, lambda, gradPhi, gradLambda);
    }

    @Override
    public void hessianVector(double[] phi, double[] lambda, double[] vector, double[] product) {
        honest.truth().functions().hessianVector(phi, lambda, vector, product);
    }

    @Override
    public void jacobianVector(double[] phi, double[] lambda, double[] vector, double[] product) {
        honest.truth().functions().jacobianVector(phi, lambda, vector, product);
    }
}
