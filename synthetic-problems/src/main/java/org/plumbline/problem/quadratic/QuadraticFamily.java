package org.plumbline.problem.quadratic;

import com.google.auto.service.AutoService;
import java.util.List;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.DiagonalMatrix;
import org.apache.commons.math3.linear.QRDecomposition;
import org.apache.commons.math3.linear.RealMatrix;
import org.plumbline.numeric.LinearMap;
import org.plumbline.numeric.Symmetric;
import org.plumbline.problem.BilevelProblem;
import org.plumbline.problem.Fields;
import org.plumbline.problem.Generate;
import org.plumbline.problem.OuterTerms;
import org.plumbline.problem.ProblemFamily;
import org.plumbline.problem.UpperFields;
import org.plumbline.problem.UpperLoss;
import org.plumbline.random.RandomStream;
import org.plumbline.random.SeedTree;

/** Registers the quadratic family. */
@AutoService(ProblemFamily.class)
public final class QuadraticFamily implements ProblemFamily {
    static final String NAME = "quadratic";

    /** The instance that claims use has this master seed. */
    private static final long CATALOGUE_SEED = 20250317644L;

    private static final List<String> STRUCTURES = List.of("dense", "diagonal");

    /** Vectors of this length take 8 MB each. */
    private static final int LARGEST_DIAGONAL = 1_000_000;

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String description() {
        return "strongly convex quadratic lower level, everything in closed form";
    }

    /**
     * Reads {@code H} (d×d, symmetric positive definite), {@code C} (d×p) and {@code upper}; or, in place of all these,
     * {@code generate: {size: {lower: d, upper: p}, condition: κ, seed: n, structure: s}}, which is {@link #random} with
     * {@code κ = λ_max/λ_min} (default 10) on the stream of the seed (default 1) and the family's name, or, where the
     * structure is {@code diagonal} (default {@code dense}), {@link #diagonal} with d up to 10⁶.
     */
    @Override
    public BilevelProblem read(String id, Fields fields) {
        if (fields.has("generate")) {
            return generated(id, Generate.of(fields));
        }
        LinearMap h = fields.diagonal("H", -1)
                .map(LinearMap::diagonal)
                .orElseGet(() -> LinearMap.dense(fields.positiveDefinite("H", -1)));
        LinearMap c = fields.linearMap("C", h.rows(), -1);
        UpperFields upper = UpperFields.of(fields, c.columns());
        UpperLoss loss = upper.loss(h.rows());
        QuadraticProblem instance = fields.build(() -> new QuadraticProblem(id, h, c, loss));
        return upper.build(outer -> instance.with(loss.with(outer)));
    }

    private static QuadraticProblem generated(String id, Generate generate) {
        Fields fields = generate.fields();
        if (!fields.has("structure") || fields.choice("structure", STRUCTURES).equals("dense")) {
            int d = generate.size("lower");
            int p = generate.size("upper");
            return dense(d, p, generate.condition(), generate.stream(NAME)).instance(id, generate);
        }
        int d = generate.size("lower", LARGEST_DIAGONAL);
        int p = generate.coupled(d, LARGEST_DIAGONAL);
        return sparse(d, p, generate.condition(), generate.stream(NAME)).instance(id, generate);
    }

    /** Random data whose optimum is not settled yet. */
    private record Draw(LinearMap h, LinearMap c, UpperLoss upper) {
        QuadraticProblem instance(String id, Generate generate) {
            return generate.optimum(upper, new QuadraticProblem(id, h, c, upper)::with);
        }

        QuadraticProblem manufactured(String id) {
            return QuadraticProblem.manufactured(id, h, c, upper);
        }
    }

    @Override
    public List<BilevelProblem> catalogue() {
        RandomStream stream = SeedTree.of(CATALOGUE_SEED).child(NAME).stream();
        return List.of(random(NAME + "/claims", 6, 3, 10, stream), isotropic(NAME + "/isotropic", 6, 3, 2, stream));
    }

    /**
     * A random instance with a dense, rotated Hessian, a dense coupling and a manufactured optimum.
     *
     * @param id the name of the instance
     * @param d lower dimension
     * @param p upper dimension
     * @param condition L/μ, at least 1; the eigenvalues are log-spaced from 1 to it
     * @param stream the randomness
     * @return the instance
     */
    public static QuadraticProblem random(String id, int d, int p, double condition, RandomStream stream) {
        return dense(d, p, condition, stream).manufactured(id);
    }

    private static Draw dense(int d, int p, double condition, RandomStream stream) {
        RealMatrix basis = new QRDecomposition(new Array2DRowRealMatrix(gaussian(d, d, 1, stream), false)).getQ();
        RealMatrix h =
                basis.multiply(new DiagonalMatrix(logSpaced(d, condition))).multiply(basis.transpose());
        return draw(LinearMap.dense(Symmetric.symmetrise(h).getData()), p, stream);
    }

    /**
     * A random instance with a diagonal Hessian and a manufactured optimum, for dimensions up to 10⁶ and more.
     *
     * @param id the name of the instance
     * @param d lower dimension
     * @param p upper dimension; C is diagonal with entries in [0.5, 1.5) if it is d, else dense
     * @param condition L/μ, at least 1; the diagonal of H is log-spaced from 1 to it
     * @param stream the randomness
     * @return the instance
     */
    public static QuadraticProblem diagonal(String id, int d, int p, double condition, RandomStream stream) {
        return sparse(d, p, condition, stream).manufactured(id);
    }

    private static Draw sparse(int d, int p, double condition, RandomStream stream) {
        LinearMap h = LinearMap.diagonal(logSpaced(d, condition));
        if (p != d) {
            return draw(h, p, stream);
        }
        double[] c = new double[d];
        for (int j = 0; j < d; j++) {
            c[j] = stream.uniform(0.5, 1.5);
        }
        return draw(h, LinearMap.diagonal(c), stream);
    }

    static double[] logSpaced(int d, double condition) {
        double[] values = new double[d];
        for (int j = 0; j < d; j++) {
            values[j] = d == 1 ? condition : Math.pow(condition, (double) j / (d - 1));
        }
        return values;
    }

    /**
     * The instance with \(H = L I\), on which the one-step bounds are attained.
     *
     * @param id the name of the instance
     * @param d lower dimension
     * @param p upper dimension
     * @param smoothness L, positive
     * @param stream the randomness
     * @return the instance
     */
    public static QuadraticProblem isotropic(String id, int d, int p, double smoothness, RandomStream stream) {
        double[][] h = new double[d][d];
        for (int j = 0; j < d; j++) {
            h[j][j] = smoothness;
        }
        return draw(LinearMap.dense(h), p, stream).manufactured(id);
    }

    private static Draw draw(LinearMap h, int p, RandomStream stream) {
        return draw(h, LinearMap.dense(gaussian(h.rows(), p, 1 / Math.sqrt(p), stream)), stream);
    }

    private static Draw draw(LinearMap h, LinearMap c, RandomStream stream) {
        int d = c.rows();
        int p = c.columns();
        double[] target = new double[d];
        double[] weight = new double[d];
        for (int j = 0; j < d; j++) {
            target[j] = stream.gaussian();
            weight[j] = stream.uniform(0.5, 1.5);
        }
        double[] center = new double[p];
        stream.fillGaussian(center);
        UpperLoss upper = new UpperLoss(target, weight, OuterTerms.centred(0.1, center));
        return new Draw(h, c, upper);
    }

    private static double[][] gaussian(int rows, int columns, double scale, RandomStream stream) {
        double[][] entries = new double[rows][columns];
        for (double[] row : entries) {
            for (int j = 0; j < columns; j++) {
                row[j] = scale * stream.gaussian();
            }
        }
        return entries;
    }
}
