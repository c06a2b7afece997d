package org.plumbline.algorithm.penalty;

import org.plumbline.algorithm.Stepper;
import org.plumbline.oracle.Batch;
import org.plumbline.oracle.FirstOrderOracle;
import org.plumbline.oracle.Start;
import org.plumbline.random.RandomStream;

/**
 * The two chains and the outer step of {@link FirstOrderPenalty}, line by line. In the paper's words: the policy optimiser, which is
 * the inner loop with its two chains, and the reward learner, which is the outer loop.
 */
final class PenaltyStepper implements Stepper {
    private final FirstOrderPenalty method;
    private final FirstOrderOracle oracle;
    private final RandomStream stream;
    private final double[] startLambda;
    private final double[] startPenalised;
    private final double[] phi;
    private final double[] lambda;
    private final double[] penalised;

    private final double[] lowerPhi;
    private final double[] upperPhi;
    private final double[] penalisedLowerPhi;
    private final double[] lowerLambda;
    private final double[] upperLambda;

    /** The batch of this iteration, where one serves all of it; else unused. */
    private Batch whole;

    PenaltyStepper(FirstOrderPenalty method, FirstOrderOracle oracle, Start start, RandomStream stream) {
        this(method, oracle, start, start.lambda(), stream);
    }

    /** Both chains from points of their own. */
    PenaltyStepper(
            FirstOrderPenalty method,
            FirstOrderOracle oracle,
            Start start,
            double[] startPenalised,
            RandomStream stream) {
        this.method = method;
        this.oracle = oracle;
        this.stream = stream;
        startLambda = start.lambda();
        this.startPenalised = startPenalised.clone();
        phi = start.phi();
        lambda = start.lambda();
        penalised = startPenalised.clone();
        lowerPhi = new double[phi.length];
        upperPhi = new double[phi.length];
        penalisedLowerPhi = new double[phi.length];
        lowerLambda = new double[lambda.length];
        upperLambda = new double[lambda.length];
    }

    @Override
    public void step() {
        if (method.coldStart()) {
            System.arraycopy(startLambda, 0, lambda, 0, lambda.length);
            System.arraycopy(startPenalised, 0, penalised, 0, penalised.length);
        }
        if (method.coupling().iteration()) {
            whole = oracle.draw(method.batch(), stream);
        }
        for (int k = 0; k < method.innerSteps(); k++) {
            innerStep();
        }
        outerStep();
    }

    private Batch next() {
        return method.coupling().iteration() ? whole : oracle.draw(method.batch(), stream);
    }

    private void innerStep() {
        Batch first = next();
        Batch second = method.coupling().inner() ? first : next();

        oracle.lower(first, phi, lambda, lowerPhi, lowerLambda);
        for (int j = 0; j < lambda.length; j++) {
            lambda[j] -= method.lowerStep() * lowerLambda[j];
        }

        oracle.lower(second, phi, penalised, lowerPhi, lowerLambda);
        oracle.upper(second, phi, penalised, upperPhi, upperLambda);
        for (int j = 0; j < penalised.length; j++) {
            penalised[j] -= method.penalisedStep() * (lowerLambda[j] + method.sigma() * upperLambda[j]);
        }
    }

    private void outerStep() {
        Batch atPenalised = next();
        Batch atLower = method.coupling().outer() ? atPenalised : next();

        oracle.upper(atPenalised, phi, penalised, upperPhi, upperLambda);
        oracle.lower(atPenalised, phi, penalised, penalisedLowerPhi, lowerLambda);
        oracle.lower(atLower, phi, lambda, lowerPhi, lowerLambda);
        for (int i = 0; i < phi.length; i++) {
            double hypergradient = upperPhi[i] + (penalisedLowerPhi[i] - lowerPhi[i]) / method.sigma();
            phi[i] -= method.outerStep() * hypergradient;
        }
    }

    /**
     * Projects \(\varphi\) onto \([l,u]^p\). What is not finite passes unchanged: a bound must not hide that a run diverged.
     *
     * @return whether \(\varphi\) was outside
     */
    boolean project(double lower, double upper) {
        boolean changed = false;
        for (int i = 0; i < phi.length; i++) {
            if (Double.isFinite(phi[i]) && (phi[i] < lower || phi[i] > upper)) {
                phi[i] = phi[i] < lower ? lower : upper;
                changed = true;
            }
        }
        return changed;
    }

    @Override
    public double[] phi() {
        return phi.clone();
    }

    @Override
    public double[] lambda() {
        return lambda.clone();
    }

    @Override
    public double[] penalisedLambda() {
        return penalised.clone();
    }
}
