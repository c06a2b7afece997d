package org.plumbline.problem.lqr;

import com.google.auto.service.AutoService;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import org.plumbline.numeric.Products;
import org.plumbline.numeric.Spectra;
import org.plumbline.problem.BilevelProblem;
import org.plumbline.problem.Fields;
import org.plumbline.problem.OuterTerms;
import org.plumbline.problem.ProblemFamily;
import org.plumbline.random.RandomStream;
import org.plumbline.random.SeedTree;
import org.plumbline.sampling.QuadraticCost;

/** Registers reward design for linear-quadratic regulators. */
@AutoService(ProblemFamily.class)
public final class LqrFamily implements ProblemFamily {
    static final String NAME = "lqr-reward-design";

    /** The random instances of the catalogue have this master seed. */
    private static final long CATALOGUE_SEED = 20250317644L;

    private static final double EXPLORATION = 0.2;
    private static final double RHO = 0.5;

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String description() {
        return "linear-quadratic regulator whose cost is designed: nonconvex, PL by gradient domination";
    }

    @Override
    public BilevelProblem read(String id, Fields fields) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<BilevelProblem> catalogue() {
        SeedTree seeds = SeedTree.of(CATALOGUE_SEED).child(NAME);
        return List.of(
                claims(),
                random(NAME + "/scalar", 1, 1, 1, 0.8, seeds.child("scalar").stream()),
                random(NAME + "/three-states", 3, 2, 2, 0.8, seeds.child("three-states").stream()));
    }

    /**
     * The instance that claims use: two states that rotate outwards (ρ(A) = 1.01), two inputs, everything dense. The
     * inputs are weak and dear enough that the best gain follows the weights, and the noise is small enough that
     * gradients from trajectories keep some digits: at the known optimum the gradients of one trajectory deviate by
     * about 1 in \(\varphi\) and 3 in K, where the curvature of g in K is 1.4 to 4.7.
     */
    private static LqrRewardDesignProblem claims() {
        LqrSystem system = new LqrSystem(
                matrix(1.0, 0.4, -0.3, 0.9),
                matrix(0.6, 0.2, -0.1, 0.5),
                matrix(0.02, 0.006, 0.006, 0.02),
                matrix(1.0, 0.2, 0.2, 0.5),
                0.8,
                EXPLORATION);
        AgentCost agent = new AgentCost(
                matrix(0.1, 0, 0, 0.1),
                List.of(matrix(1.0, 0.3, 0.3, 0.2), matrix(0.2, -0.2, -0.2, 1.0)),
                matrix(0.5, 0.1, 0.1, 0.8));
        QuadraticCost designer = new QuadraticCost(matrix(2.0, 0.5, 0.5, 1.0), matrix(0.2, 0.05, 0.05, 0.1));
        OuterTerms outer = OuterTerms.centred(RHO, new double[] {0.2, -0.3});
        return LqrRewardDesignProblem.manufactured(NAME + "/claims", system, agent, designer, outer);
    }

    /**
     * A random instance with dense matrices and a manufactured stationary point. A has a spectral radius between 0.9
     * and 1.1, and B is dense, so that the discounted system is stabilisable almost surely. The agent's weights have
     * rank one, so that they pull the gain in different directions, and the designer minds states more and inputs less.
     *
     * @param id the name of the instance
     * @param states n
     * @param inputs m
     * @param p upper dimension
     * @param gamma γ, in (0, 1)
     * @param stream the randomness
     * @return the instance
     */
    public static LqrRewardDesignProblem random(
            String id, int states, int inputs, int p, double gamma, RandomStream stream) {
        RealMatrix raw = gaussian(states, states, stream);
        RealMatrix a = raw.scalarMultiply(stream.uniform(0.9, 1.1) / Spectra.spectralRadius(raw));
        RealMatrix b = gaussian(states, inputs, stream).scalarMultiply(0.5);
        RealMatrix noise = positiveDefinite(states, stream).scalarMultiply(0.02);
        LqrSystem system = new LqrSystem(a, b, noise, positiveDefinite(states, stream), gamma, EXPLORATION);
        List<RealMatrix> weights = new ArrayList<>();
        double[] center = new double[p];
        for (int i = 0; i < p; i++) {
            RealMatrix direction = gaussian(states, 1, stream);
            weights.add(direction.multiply(direction.transpose()));
            center[i] = stream.uniform(-0.5, 0.5);
        }
        RealMatrix base = MatrixUtils.createRealIdentityMatrix(states).scalarMultiply(0.2);
        AgentCost agent = new AgentCost(base, weights, positiveDefinite(inputs, stream));
        QuadraticCost designer = new QuadraticCost(
                positiveDefinite(states, stream).scalarMultiply(2),
                positiveDefinite(inputs, stream).scalarMultiply(0.5));
        return LqrRewardDesignProblem.manufactured(id, system, agent, designer, OuterTerms.centred(RHO, center));
    }

    private static RealMatrix matrix(double a, double b, double c, double d) {
        return MatrixUtils.createRealMatrix(new double[][] {{a, b}, {c, d}});
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
}
