package org.plumbline.problem.game;

import com.google.auto.service.AutoService;
import java.util.List;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.DiagonalMatrix;
import org.apache.commons.math3.linear.QRDecomposition;
import org.apache.commons.math3.linear.RealMatrix;
import org.plumbline.numeric.Symmetric;
import org.plumbline.problem.BilevelProblem;
import org.plumbline.problem.Fields;
import org.plumbline.problem.Generate;
import org.plumbline.problem.Instance;
import org.plumbline.problem.ProblemFamily;
import org.plumbline.random.RandomStream;
import org.plumbline.random.SeedTree;

/** Registers the PL game. */
@AutoService(ProblemFamily.class)
public final class PlGameFamily implements ProblemFamily {
    static final String NAME = "pl-game";

    /** The instance that claims use has this master seed. */
    private static final long CATALOGUE_SEED = 20250317644L;

    /** Beyond it the smallest eigenvalue that is meant cannot be told from rounding: see {@link Pseudoinverse}. */
    private static final double LARGEST_CONDITION = 1e9;

    /** The a of R₁ = −aR₂; a power of two, so that the product is exact. */
    private static final double OPPOSITION = 0.5;

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String description() {
        return "quadratic game with a singular lower level, uniformly PL, its optimum at 0 aligned";
    }

    /**
     * Reads {@code P}, {@code Q} (symmetric positive semidefinite), {@code R1}, {@code R2} (p×d) and, optionally,
     * {@code rho} (default 0); or, in place of all these,
     * {@code generate: {size: {lower: d, upper: p, rank: k}, condition: κ, seed: n}}, which is {@link #random} with
     * κ = L/μ of the nonzero eigenvalues of Q (default 10, at most 10⁹), on the stream of the seed (default 1) and the
     * family's name. There is no {@code upper}.
     */
    @Override
    public BilevelProblem read(String id, Fields fields) {
        if (fields.has("generate")) {
            Generate generate = Generate.of(fields);
            int d = generate.size("lower", PlGame.LARGEST_ORDER);
            int p = generate.size("upper", PlGame.LARGEST_ORDER);
            int k = generate.size("rank", d, (d + 1) / 2);
            double condition = generate.condition();
            if (condition > LARGEST_CONDITION) {
                throw generate.fields().refusal("condition", "be at most " + LARGEST_CONDITION, "choose 10");
            }
            return random(id, d, p, k, condition, generate.stream(NAME));
        }
        double[][] p = fields.positiveSemidefinite("P", -1);
        double[][] q = fields.positiveSemidefinite("Q", -1);
        double[][] r1 = fields.matrix("R1", p.length, q.length);
        double[][] r2 = fields.matrix("R2", p.length, q.length);
        double rho = fields.number("rho", 0);
        if (rho < 0) {
            throw fields.refusal("rho", "be at least 0", "leave it out");
        }
        return fields.build(() -> PlGame.of(id, p, q, r1, r2, rho));
    }

    @Override
    public List<BilevelProblem> catalogue() {
        RandomStream stream = SeedTree.of(CATALOGUE_SEED).child(NAME).stream();
        return List.of(random(NAME + "/claims", 5, 2, 3, 10, stream));
    }

    /**
     * A random instance with \(R_1 = -\tfrac12R_2\), for which Φ is convex.
     *
     * @param id the name of the instance
     * @param d lower dimension
     * @param p upper dimension
     * @param rank of Q, from 1 to d
     * @param condition L/μ, from 1 to 10⁹; the nonzero eigenvalues of Q are log-spaced from 1 to it
     * @param stream the randomness
     * @return the instance
     */
    public static Instance random(String id, int d, int p, int rank, double condition, RandomStream stream) {
        RealMatrix basis = new QRDecomposition(gaussian(d, d, stream)).getQ().getSubMatrix(0, d - 1, 0, rank - 1);
        double[] eigenvalues = new double[rank];
        for (int i = 0; i < rank; i++) {
            eigenvalues[i] = rank == 1 ? condition : Math.pow(condition, (double) i / (rank - 1));
        }
        RealMatrix q = basis.multiply(new DiagonalMatrix(eigenvalues)).multiply(basis.transpose());
        RealMatrix factor = gaussian(p, p, stream).scalarMultiply(1 / Math.sqrt(p));
        RealMatrix r2 =
                gaussian(p, rank, stream).scalarMultiply(1 / Math.sqrt(rank)).multiply(basis.transpose());
        return PlGame.of(
                id,
                Symmetric.symmetrise(factor.multiply(factor.transpose())).getData(),
                Symmetric.symmetrise(q).getData(),
                r2.scalarMultiply(-OPPOSITION).getData(),
                r2.getData(),
                0);
    }

    private static RealMatrix gaussian(int rows, int columns, RandomStream stream) {
        double[][] entries = new double[rows][columns];
        for (double[] row : entries) {
            stream.fillGaussian(row);
        }
        return new Array2DRowRealMatrix(entries, false);
    }
}
