package org.plumbline.problem.lqr;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.QRDecomposition;
import org.apache.commons.math3.linear.RealMatrix;
import org.plumbline.numeric.Products;
import org.plumbline.numeric.Spectra;
import org.plumbline.problem.Fields;
import org.plumbline.problem.Generate;
import org.plumbline.problem.OuterTerms;
import org.plumbline.random.RandomStream;
import org.plumbline.sampling.QuadraticCost;

/**
 * Random data with dense matrices. A has a spectral radius between 0.9 and 1.1, and B is dense, so that the discounted
 * system is stabilisable almost surely. The agent's weights have rank one, so that they pull the gain in different
 * directions, and the designer minds states more and inputs less. Where an expert is wanted, it is the best gain of
 * that designer.
 *
 * @param system n states, m inputs, exploration 0.2
 * @param agent p weights
 * @param designer another cost, of the same shape
 * @param outer without a linear term
 * @param aligned whether the designer's cost is the agent's at the centre, or the expert the agent there
 */
record RandomRegulator(LqrSystem system, AgentCost agent, QuadraticCost designer, OuterTerms outer, boolean aligned) {
    static final double EXPLORATION = 0.2;

    /** Costs of random instances are larger: with 1/2, a manufactured point need not be even a local minimum. */
    private static final double RHO = 1;

    /** Largest generated size: cubic solves, many a problem, of a second or less. */
    private static final int LARGEST = 100;

    /**
     * What {@code generate: {size: {states: n, inputs: m, upper: p}, gamma: γ, condition: κ, seed: k}} says: a draw with
     * discount γ (default 0.8) on the stream of the seed (default 1) and the family's name. With a condition, every
     * positive definite matrix has that condition number, its eigenvalues log-spaced up to 1; without, it is a few
     * units.
     */
    static RandomRegulator generated(Fields fields, String family) {
        Generate generate = Generate.of(fields);
        int states = generate.size("states", LARGEST);
        int inputs = generate.size("inputs", LARGEST);
        int p = generate.size("upper", LARGEST);
        double gamma =
                RegulatorFields.discount(generate.fields(), generate.fields().number("gamma", 0.8));
        RandomStream stream = generate.stream(family);
        IntFunction<RealMatrix> definite = generate.fields().has("condition")
                ? conditioned(generate.condition(), stream)
                : n -> positiveDefinite(n, stream);
        boolean aligned = generate.aligned();
        return fields.build(() -> {
            RandomRegulator drawn = draw(states, inputs, p, gamma, definite, stream);
            return aligned ? drawn.alignedAtCenter() : drawn;
        });
    }

    static RandomRegulator draw(int states, int inputs, int p, double gamma, RandomStream stream) {
        return draw(states, inputs, p, gamma, n -> positiveDefinite(n, stream), stream);
    }

    static RandomRegulator draw(
            int states, int inputs, int p, double gamma, IntFunction<RealMatrix> definite, RandomStream stream) {
        RealMatrix raw = gaussian(states, states, stream);
        RealMatrix a = raw.scalarMultiply(stream.uniform(0.9, 1.1) / Spectra.spectralRadius(raw));
        RealMatrix b = gaussian(states, inputs, stream).scalarMultiply(0.5);
        RealMatrix noise = definite.apply(states).scalarMultiply(0.02);
        LqrSystem system = new LqrSystem(a, b, noise, definite.apply(states), gamma, EXPLORATION);
        List<RealMatrix> weights = new ArrayList<>();
        double[] center = new double[p];
        for (int i = 0; i < p; i++) {
            RealMatrix direction = gaussian(states, 1, stream);
            weights.add(direction.multiply(direction.transpose()));
            center[i] = stream.uniform(-0.5, 0.5);
        }
        RealMatrix base = MatrixUtils.createRealIdentityMatrix(states).scalarMultiply(0.2);
        AgentCost agent = new AgentCost(base, weights, definite.apply(inputs));
        QuadraticCost designer = new QuadraticCost(
                definite.apply(states).scalarMultiply(2), definite.apply(inputs).scalarMultiply(0.5));
        return new RandomRegulator(system, agent, designer, OuterTerms.centred(RHO, center), false);
    }

    private RandomRegulator alignedAtCenter() {
        return new RandomRegulator(system, agent, agent.at(outer.center()), outer, true);
    }

    private static RealMatrix gaussian(int rows, int columns, RandomStream stream) {
        RealMatrix matrix = new Array2DRowRealMatrix(rows, columns);
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                matrix.setEntry(i, j, stream.gaussian());
            }
        }
        return matrix;
    }

    /** \(\tfrac12 I + GG^\top/(2n)\), G Gaussian: dense, condition number of a few units. */
    private static RealMatrix positiveDefinite(int n, RandomStream stream) {
        RealMatrix square = Products.congruence(gaussian(n, n, stream), MatrixUtils.createRealIdentityMatrix(n));
        return MatrixUtils.createRealIdentityMatrix(n).scalarMultiply(0.5).add(square.scalarMultiply(0.5 / n));
    }

    /** A rotated diagonal of n eigenvalues, log-spaced from 1/κ to 1. */
    static IntFunction<RealMatrix> conditioned(double condition, RandomStream stream) {
        return n -> {
            RealMatrix basis = new QRDecomposition(gaussian(n, n, stream)).getQ();
            double[] eigenvalues = new double[n];
            for (int j = 0; j < n; j++) {
                eigenvalues[j] = n == 1 ? 1 : Math.pow(condition, (double) j / (n - 1) - 1);
            }
            return Products.congruence(basis, MatrixUtils.createRealDiagonalMatrix(eigenvalues));
        };
    }
}
