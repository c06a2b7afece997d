package org.plumbline.problem.quadratic;

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
     * {@code generate: {size: {lower: d, upper: p}, condition: κ, seed: n}}, which is {@link #random} with
     * {@code κ = λ_max/λ_min} (default 10) on the stream of the seed (default 1) and the family's name.
     */
    @Override
    public BilevelProblem read(String id, Fields fields) {
        if (fields.has("generate")) {
            Generate generate = Generate.of(fields);
            int d = generate.size("lower");
            int p = generate.size("upper");
            double condition = generate.condition();
            return random(id, d, p, condition, generate.stream(NAME));
        }
        double[][] h = fields.positiveDefinite("H", -1);
        double[][] c = fields.matrix("C", h.length, -1);
        UpperFields upper = UpperFields.of(fields, c[0].length);
        UpperLoss loss = upper.loss(h.length);
        return upper.build(outer -> new QuadraticProblem(id, h, c, loss.with(outer)));
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
        RealMatrix basis = new QRDecomposition(gaussian(d, d, 1, stream)).getQ();
        double[] eigenvalues = new double[d];
        for (int j = 0; j < d; j++) {
            eigenvalues[j] = d == 1 ? condition : Math.pow(condition, (double) j / (d - 1));
        }
        RealMatrix h = basis.multiply(new DiagonalMatrix(eigenvalues)).multiply(basis.transpose());
        return instance(id, Symmetric.symmetrise(h).getData(), p, stream);
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
        return instance(id, h, p, stream);
    }

    private static QuadraticProblem instance(String id, double[][] h, int p, RandomStream stream) {
        int d = h.length;
        double[][] c = gaussian(d, p, 1 / Math.sqrt(p), stream).getData();
        double[] target = new double[d];
        double[] weight = new double[d];
        for (int j = 0; j < d; j++) {
            target[j] = stream.gaussian();
            weight[j] = stream.uniform(0.5, 1.5);
        }
        double[] center = new double[p];
        stream.fillGaussian(center);
        UpperLoss upper = new UpperLoss(target, weight, OuterTerms.centred(0.1, center));
        return QuadraticProblem.manufactured(id, h, c, upper);
    }

    private static RealMatrix gaussian(int rows, int columns, double scale, RandomStream stream) {
        RealMatrix matrix = new Array2DRowRealMatrix(rows, columns);
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                matrix.setEntry(i, j, scale * stream.gaussian());
            }
        }
        return matrix;
    }
}
