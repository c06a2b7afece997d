package org.plumbline.problem.preference;

import java.util.List;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import org.plumbline.problem.lqr.AgentCost;
import org.plumbline.problem.lqr.LqrSystem;
import org.plumbline.sampling.QuadraticCost;

/**
 * The regulator of the catalogue: two states that rotate, one weak input that costs little, and trajectories of six steps
 * with enough noise that their costs differ by a few units. Each weight is on one state; the true cost has a cross term
 * that no weights give.
 */
final class SmallRegulator {
    static final double RHO = 0.1;
    static final double[] CENTER = {0.2, -0.3};

    private static final int HORIZON = 6;
    private static final int SAMPLE = 128;
    private static final long SEED = 1;

    private SmallRegulator() {}

    private static LqrSystem system() {
        return new LqrSystem(
                matrix(0.8, 0.32, -0.24, 0.72),
                MatrixUtils.createRealMatrix(new double[][] {{0.3}, {0.2}}),
                matrix(0.3, 0, 0, 0.3),
                matrix(1.0, 0.2, 0.2, 0.5),
                0.8,
                0.3);
    }

    private static AgentCost agent() {
        return new AgentCost(
                matrix(0.04, 0, 0, 0.04), List.of(matrix(0.8, 0, 0, 0), matrix(0, 0, 0, 0.8)), number(0.1));
    }

    private static LqrPairs.Comparison comparison(QuadraticCost truth) {
        return new LqrPairs.Comparison(truth, HORIZON, SAMPLE, SEED);
    }

    private static QuadraticCost truth() {
        return new QuadraticCost(matrix(0.5, 0.3, 0.3, 0.4), number(0.05));
    }

    static Setting current() {
        return Setting.of(system(), agent(), LqrPairs.current(system(), agent(), comparison(truth())));
    }

    static Setting reference() {
        return fixed(truth());
    }

    /** The true cost is the learnt one at the centre. */
    static Setting aligned() {
        return fixed(agent().at(CENTER));
    }

    private static Setting fixed(QuadraticCost truth) {
        double[] gain = LqrLearner.neutralGain(system(), agent());
        return Setting.of(system(), agent(), LqrPairs.reference(system(), agent(), comparison(truth), gain));
    }

    private static RealMatrix number(double value) {
        return MatrixUtils.createRealMatrix(new double[][] {{value}});
    }

    private static RealMatrix matrix(double a, double b, double c, double d) {
        return MatrixUtils.createRealMatrix(new double[][] {{a, b}, {c, d}});
    }
}
