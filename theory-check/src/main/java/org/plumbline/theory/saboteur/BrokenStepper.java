package org.plumbline.theory.saboteur;

import org.plumbline.algorithm.Gradient;
import org.plumbline.algorithm.Stepper;
import org.plumbline.algorithm.penalty.FirstOrderPenalty;
import org.plumbline.numeric.Vectors;
import org.plumbline.oracle.Batch;
import org.plumbline.oracle.FirstOrderOracle;
import org.plumbline.oracle.Start;
import org.plumbline.random.RandomStream;

/** The state of one run of {@link BrokenPenalty}. */
class BrokenStepper implements Stepper {
    /** How far apart chains start that ought to start together, in every entry. */
    static final double APART = 0.1;

    private final FirstOrderPenalty method;
    private final PenaltyDefect defect;
    private final FirstOrderOracle oracle;
    private final RandomStream stream;
    private final Start start;
    private final double[] phi;
    private final double[] phiBefore;
    private final double[] lambda;
    private final double[] penalised;
    private final Gradient g;
    private final Gradient f;
    private final Gradient atLower;
    private Batch whole;

    BrokenStepper(
            FirstOrderPenalty method, PenaltyDefect defect, FirstOrderOracle oracle, Start start, RandomStream stream) {
        this.method = method;
        this.defect = defect;
        this.oracle = oracle;
        this.stream = stream;
        this.start = start;
        phi = start.phi();
        phiBefore = start.phi();
        lambda = start.lambda();
        penalised = start.lambda();
        g = Gradient.of(oracle);
        f = Gradient.of(oracle);
        atLower = Gradient.of(oracle);
        restart();
    }

    private void restart() {
        Vectors.copy(start.lambda(), lambda);
        Vectors.copy(start.lambda(), penalised);
        for (int j = 0; j < penalised.length && defect == PenaltyDefect.STARTED_APART; j++) {
            penalised[j] += APART;
        }
    }

    @Override
    public final void step() {
        if (method.coldStart()) {
            restart();
        }
        if (oneBatch()) {
            whole = oracle.draw(method.batch(), stream);
        }
        double[] at = defect == PenaltyDefect.PHI_STALE ? phiBefore : phi;
        for (int k = 0; k < method.innerSteps(); k++) {
            innerStep(at);
        }
        chainsEnd(phi, lambda, penalised);
        outerStep();
    }

    /** What happens between the chains and the outer step: nothing, as published. */
    void chainsEnd(double[] atPhi, double[] first, double[] second) {}

    private boolean oneBatch() {
        return method.coupling().iteration() || defect == PenaltyDefect.BATCH_REUSED;
    }

    private Batch next() {
        return oneBatch() ? whole : oracle.draw(method.batch(), stream);
    }

    private void innerStep(double[] at) {
        Batch first = next();
        Batch second = method.coupling().inner() ? first : next();
        g.lower(oracle, first, at, lambda);
        for (int j = 0; j < lambda.length; j++) {
            lambda[j] -= method.lowerStep() * g.lambda()[j];
        }
        g.lower(oracle, second, at, penalised);
        f.upper(oracle, second, at, penalised);
        double step = (defect == PenaltyDefect.PENALISED_STEP_HALVED ? 0.5 : 1) * method.penalisedStep();
        for (int j = 0; j < penalised.length; j++) {
            penalised[j] -= step * (g.lambda()[j] + pull() * f.lambda()[j]);
        }
    }

    private double pull() {
        return switch (defect) {
            case UPPER_FORGOTTEN -> 0;
            case PENALTY_DOUBLED -> 2 * method.sigma();
            default -> method.sigma();
        };
    }

    private void outerStep() {
        Batch atPenalised = next();
        Batch atFirst = method.coupling().outer() ? atPenalised : next();
        double[] first = defect == PenaltyDefect.CHAINS_SWAPPED ? penalised : lambda;
        double[] second = defect == PenaltyDefect.CHAINS_SWAPPED ? lambda : penalised;
        f.upper(oracle, atPenalised, phi, second);
        g.lower(oracle, atPenalised, phi, second);
        atLower.lower(oracle, atFirst, phi, first);
        if (defect == PenaltyDefect.HIDDEN_PRODUCT) {
            Gradient unused = Gradient.of(oracle);
            oracle.displaced(atPenalised, phi, first, unused.phi(), unused.lambda());
        }
        Vectors.copy(phi, phiBefore);
        for (int i = 0; i < phi.length; i++) {
            phi[i] -= method.outerStep() * (f.phi()[i] + penalty(g.phi()[i], atLower.phi()[i]));
        }
    }

    private double penalty(double second, double first) {
        return switch (defect) {
            case LOWER_CHAIN_DROPPED -> second / method.sigma();
            case SIGMA_NOT_DIVIDED -> second - first;
            case SIGN_REVERSED -> (first - second) / method.sigma();
            case PENALTY_DETACHED -> 0;
            default -> (second - first) / method.sigma();
        };
    }

    @Override
    public final double[] phi() {
        return phi.clone();
    }

    @Override
    public final double[] lambda() {
        return lambda.clone();
    }

    @Override
    public final double[] penalisedLambda() {
        return penalised.clone();
    }
}
