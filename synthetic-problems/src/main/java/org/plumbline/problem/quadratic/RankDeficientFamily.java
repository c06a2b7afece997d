package org.plumbline.problem.quadratic;

import com.google.auto.service.AutoService;
import java.util.List;
import java.util.function.Function;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.DiagonalMatrix;
import org.apache.commons.math3.linear.QRDecomposition;
import org.apache.commons.math3.linear.RealMatrix;
import org.plumbline.numeric.LinearMap;
import org.plumbline.problem.BilevelProblem;
import org.plumbline.problem.Fields;
import org.plumbline.problem.Generate;
import org.plumbline.problem.Instance;
import org.plumbline.problem.OuterTerms;
import org.plumbline.problem.ProblemFamily;
import org.plumbline.problem.UpperFields;
import org.plumbline.problem.UpperLoss;
import org.plumbline.random.RandomStream;
import org.plumbline.random.SeedTree;

/** Registers the rank-deficient quadratic. */
@AutoService(ProblemFamily.class)
public final class RankDeficientFamily implements ProblemFamily {
    static final String NAME = "rank-deficient-quadratic";

    /** The instances that claims use have this master seed. */
    private static final long CATALOGUE_SEED = 20250317644L;

    private static final List<String> STRUCTURES = List.of("mixing", "ignores-kernel");

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String description() {
        return "PL without strong convexity: a subspace of lower solutions, within which the upper level selects";
    }

    /**
     * Reads {@code M} (r×d), {@code C} (r×p) and {@code upper}; or, in place of all these,
     * {@code generate: {size: {lower: d, upper: p, rank: k}, rows: r, condition: κ, seed: n, structure: s}} with
     * {@code κ = s_max²/s_min²} of the nonzero singular values of M (default 10), {@code rows} from k (default k; with
     * more, g* is positive), d and r up to 500, on the stream of the seed (default 1) and the family's name. The structure
     * {@code mixing} (default) is {@link #random}, {@code ignores-kernel} is {@link #ignoringKernel}.
     */
    @Override
    public BilevelProblem read(String id, Fields fields) {
        if (fields.has("generate")) {
            return generated(id, Generate.of(fields));
        }
        LinearMap m = fields.linearMap("M", -1, -1);
        LinearMap c = fields.linearMap("C", m.rows(), -1);
        UpperFields upper = UpperFields.of(fields, c.columns());
        UpperLoss loss = upper.loss(m.columns());
        Function<OuterTerms, Instance> instances = fields.build(() -> RankDeficientQuadratic.instances(id, m, c, loss));
        return upper.build(instances);
    }

    private static BilevelProblem generated(String id, Generate generate) {
        Fields fields = generate.fields();
        int d = generate.size("lower", RankDeficientQuadratic.LARGEST_ORDER);
        int p = generate.size("upper");
        int k = generate.size("rank", d, (d + 1) / 2);
        int r = fields.has("rows") ? fields.size("rows", RankDeficientQuadratic.LARGEST_ORDER) : k;
        if (r < k) {
            throw fields.refusal("rows", "be at least the rank (" + k + ")", "leave it out");
        }
        double condition = generate.condition();
        RandomStream stream = generate.stream(NAME);
        return !fields.has("structure")
                        || fields.choice("structure", STRUCTURES).equals("mixing")
                ? mixing(d, p, k, r, condition, stream).instance(id, generate)
                : besideKernel(d, p, k, r, condition, stream).instance(id, generate);
    }

    /** Random data whose optimum is not settled yet. */
    private record Draw(LinearMap m, LinearMap c, UpperLoss upper) {
        Instance instance(String id, Generate generate) {
            return generate.aligned()
                    ? UpperLoss.aligned(upper, loss -> RankDeficientQuadratic.of(id, m, c, loss))
                    : manufactured(id);
        }

        Instance manufactured(String id) {
            return RankDeficientQuadratic.manufactured(id, m, c, upper);
        }
    }

    @Override
    public List<BilevelProblem> catalogue() {
        RandomStream stream = SeedTree.of(CATALOGUE_SEED).child(NAME).stream();
        return List.of(
                random(NAME + "/claims", 5, 2, 3, 4, 10, stream),
                ignoringKernel(NAME + "/ignores-kernel", 5, 2, 3, 3, 10, stream));
    }

    /**
     * A random instance with positive weights, which mix ker M with its complement, and a manufactured optimum.
     *
     * @param id the name of the instance
     * @param d lower dimension
     * @param p upper dimension
     * @param rank of M, at most d
     * @param rows of M, at least the rank; with more, \(g^* \gt 0\)
     * @param condition L/μ, at least 1; the squared singular values are log-spaced from 1 to it
     * @param stream the randomness
     * @return the instance
     */
    public static Instance random(String id, int d, int p, int rank, int rows, double condition, RandomStream stream) {
        return mixing(d, p, rank, rows, condition, stream).manufactured(id);
    }

    private static Draw mixing(int d, int p, int rank, int rows, double condition, RandomStream stream) {
        RealMatrix basis = orthogonal(d, stream);
        double[] weight = new double[d];
        for (int j = 0; j < d; j++) {
            // Weights that are nearly equal would hardly mix the kernel with its complement.
            weight[j] = Math.pow(2, stream.uniform(-2, 2));
        }
        return draw(SpectralForm.first(basis, rank), p, rows, condition, weight, stream);
    }

    /**
     * A random instance whose f ignores ker M: the kernel lies in a coordinate subspace, one dimension larger than
     * itself where the rank allows, whose coordinates have no weight.
     *
     * @param id the name of the instance
     * @param d lower dimension
     * @param p upper dimension
     * @param rank of M, at most d
     * @param rows of M, at least the rank
     * @param condition as in {@link #random}
     * @param stream the randomness
     * @return the instance
     */
    public static Instance ignoringKernel(
            String id, int d, int p, int rank, int rows, double condition, RandomStream stream) {
        return besideKernel(d, p, rank, rows, condition, stream).manufactured(id);
    }

    private static Draw besideKernel(int d, int p, int rank, int rows, double condition, RandomStream stream) {
        int nullity = d - rank;
        int free = rank == 1 ? nullity : nullity + 1;
        RealMatrix frame = new Array2DRowRealMatrix(gaussian(d, d, stream), false);
        if (free > 0) {
            RealMatrix inside = orthogonal(free, stream);
            for (int i = 0; i < nullity; i++) {
                for (int j = 0; j < d; j++) {
                    frame.setEntry(j, i, j < d - free ? 0 : inside.getEntry(j - d + free, i));
                }
            }
        }
        // The first columns are an orthonormal basis of the kernel already, so the others span its complement.
        RealMatrix q = new QRDecomposition(frame).getQ();
        double[] weight = new double[d];
        for (int j = 0; j < d - free; j++) {
            weight[j] = stream.uniform(0.5, 1.5);
        }
        return draw(q.getSubMatrix(0, d - 1, nullity, d - 1), p, rows, condition, weight, stream);
    }

    private static Draw draw(RealMatrix v, int p, int rows, double condition, double[] weight, RandomStream stream) {
        int d = weight.length;
        int rank = v.getColumnDimension();
        double[] values = QuadraticFamily.logSpaced(rank, condition);
        for (int i = 0; i < rank; i++) {
            values[i] = Math.sqrt(values[i]);
        }
        RealMatrix m = SpectralForm.first(orthogonal(rows, stream), rank)
                .multiply(new DiagonalMatrix(values))
                .multiply(v.transpose());
        double[][] c = gaussian(rows, p, stream);
        for (double[] row : c) {
            for (int i = 0; i < p; i++) {
                row[i] /= Math.sqrt(p);
            }
        }
        double[] target = new double[d];
        double[] center = new double[p];
        stream.fillGaussian(target);
        stream.fillGaussian(center);
        UpperLoss upper = new UpperLoss(target, weight, OuterTerms.centred(0.1, center));
        return new Draw(LinearMap.dense(m.getData()), LinearMap.dense(c), upper);
    }

    private static RealMatrix orthogonal(int order, RandomStream stream) {
        return new QRDecomposition(new Array2DRowRealMatrix(gaussian(order, order, stream), false)).getQ();
    }

    private static double[][] gaussian(int rows, int columns, RandomStream stream) {
        double[][] entries = new double[rows][columns];
        for (double[] row : entries) {
            stream.fillGaussian(row);
        }
        return entries;
    }
}
