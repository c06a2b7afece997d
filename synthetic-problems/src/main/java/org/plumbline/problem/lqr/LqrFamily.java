package org.plumbline.problem.lqr;

import com.google.auto.service.AutoService;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.QRDecomposition;
import org.apache.commons.math3.linear.RealMatrix;
import org.plumbline.numeric.Products;
import org.plumbline.numeric.Spectra;
import org.plumbline.problem.BilevelProblem;
import org.plumbline.problem.Fields;
import org.plumbline.problem.Generate;
import org.plumbline.problem.OuterTerms;
import org.plumbline.problem.ProblemFamily;
import org.plumbline.problem.UpperFields;
import org.plumbline.random.RandomStream;
import org.plumbline.random.SeedTree;
import org.plumbline.sampling.QuadraticCost;

/** Registers reward design for linear-quadratic regulators. */
@AutoService(ProblemFamily.class)
public final class LqrFamily implements ProblemFamily {
    static final String NAME = "lqr-reward-design";

    /** The random instances of the catalogue have this master seed. */
    private static final long CATALOGUE_SEED = 20250317644L;

    /** Largest generated size: cubic solves, many a problem, of a second or less. */
    private static final int LARGEST = 100;

    private static final double EXPLORATION = 0.2;
    private static final double RHO = 0.5;

    /** Costs of random instances are larger: with 1/2, a manufactured point need not be even a local minimum. */
    private static final double RANDOM_RHO = 1;

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String description() {
        return "linear-quadratic regulator whose cost is designed: nonconvex, PL by gradient domination";
    }

    /**
     * Reads {@code A} (n×n), {@code B} (n×m), {@code W} and {@code Sigma0} (n×n), {@code gamma}, {@code exploration}
     * (default 0), {@code agent: {Q, weights: [Q₁, …, Q_p], R}}, {@code designer: {Q, R}}, and of {@code upper} the
     * terms in \(\varphi\); or, in place of all these, {@code generate: {size: {states: n, inputs: m, upper: p},
     * gamma: γ, condition: κ, seed: k}}, which is {@link #random} with discount γ (default 0.8) on the stream of the
     * seed (default 1) and the family's name. With a condition, every generated positive definite matrix has that
     * condition number, its eigenvalues log-spaced up to 1; without, it is a few units.
     */
    @Override
    public BilevelProblem read(String id, Fields fields) {
        if (fields.has("generate")) {
            return generate(id, fields);
        }
        RealMatrix a = matrix(fields.matrix("A", -1, -1));
        if (!a.isSquare()) {
            throw fields.refusal("A", "be square, and has " + a.getColumnDimension() + " columns", "check its rows");
        }
        int n = a.getRowDimension();
        RealMatrix b = matrix(fields.matrix("B", n, -1));
        RealMatrix noise = matrix(fields.positiveSemidefinite("W", n));
        RealMatrix initial = matrix(fields.positiveSemidefinite("Sigma0", n));
        double gamma = discount(fields, fields.number("gamma"));
        double exploration = fields.number("exploration", 0);
        if (exploration < 0) {
            throw fields.refusal("exploration", "be at least 0", "use 0 for a policy without noise");
        }
        LqrSystem system = fields.build(() -> new LqrSystem(a, b, noise, initial, gamma, exploration));
        Fields agentFields = fields.child("agent");
        RealMatrix base = matrix(agentFields.positiveSemidefinite("Q", n));
        List<RealMatrix> weights = Arrays.stream(agentFields.positiveSemidefinites("weights", n))
                .map(LqrFamily::matrix)
                .toList();
        AgentCost agent = new AgentCost(base, weights, matrix(agentFields.positiveDefinite("R", system.inputs())));
        Fields designerFields = fields.child("designer");
        QuadraticCost designer = new QuadraticCost(
                matrix(designerFields.positiveSemidefinite("Q", n)),
                matrix(designerFields.positiveSemidefinite("R", system.inputs())));
        return UpperFields.of(fields, agent.dimension())
                .build(outer -> new LqrRewardDesignProblem(id, system, agent, designer, outer));
    }

    private static LqrRewardDesignProblem generate(String id, Fields fields) {
        Generate generate = Generate.of(fields);
        int states = generate.size("states", LARGEST);
        int inputs = generate.size("inputs", LARGEST);
        int p = generate.size("upper", LARGEST);
        double gamma = discount(generate.fields(), generate.fields().number("gamma", 0.8));
        RandomStream stream = generate.stream(NAME);
        IntFunction<RealMatrix> definite = generate.fields().has("condition")
                ? conditioned(generate.condition(), stream)
                : n -> positiveDefinite(n, stream);
        return fields.build(() -> random(id, states, inputs, p, gamma, definite, stream));
    }

    private static double discount(Fields fields, double gamma) {
        if (!(gamma > 0 && gamma < 1)) {
            throw fields.refusal("gamma", "lie in (0, 1)", "choose 0.9");
        }
        return gamma;
    }

    private static RealMatrix matrix(double[][] rows) {
        return MatrixUtils.createRealMatrix(rows);
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
     * gradients from trajectories keep some digits; the report prints their deviation.
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
        return random(id, states, inputs, p, gamma, n -> positiveDefinite(n, stream), stream);
    }

    private static LqrRewardDesignProblem random(
            String id,
            int states,
            int inputs,
            int p,
            double gamma,
            IntFunction<RealMatrix> definite,
            RandomStream stream) {
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
        return LqrRewardDesignProblem.manufactured(id, system, agent, designer, OuterTerms.centred(RANDOM_RHO, center));
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

    /** A rotated diagonal of n eigenvalues, log-spaced from 1/κ to 1. */
    private static IntFunction<RealMatrix> conditioned(double condition, RandomStream stream) {
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
