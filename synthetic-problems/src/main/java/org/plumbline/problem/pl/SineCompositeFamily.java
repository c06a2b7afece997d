package org.plumbline.problem.pl;

import com.google.auto.service.AutoService;
import java.util.List;
import org.plumbline.problem.BilevelProblem;
import org.plumbline.problem.Fields;
import org.plumbline.problem.Generate;
import org.plumbline.problem.OuterTerms;
import org.plumbline.problem.ProblemFamily;
import org.plumbline.problem.UpperFields;
import org.plumbline.problem.UpperLoss;
import org.plumbline.random.RandomStream;
import org.plumbline.random.SeedTree;

/** Registers the sine composite. */
@AutoService(ProblemFamily.class)
public final class SineCompositeFamily implements ProblemFamily {
    static final String NAME = "sine-composite";

    /** The instance that claims use has this master seed. */
    private static final long CATALOGUE_SEED = 20250317644L;

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String description() {
        return "nonconvex lower level that is PL with the exact constant (1-a)^2";
    }

    /**
     * Reads {@code a} in (0, 1), {@code C} (d×p) and {@code upper}; or, in place of all these,
     * {@code generate: {size: {lower: d, upper: p}, condition: κ, seed: n}}, which is {@link #random} on the stream of
     * the seed (default 1) and the family's name. The condition κ (default 10, above 1) is that of the Hessian over the
     * solutions, where it is \(\psi'^2 \in [(1-a)^2, (1+a)^2]\): \(\kappa = ((1+a)/(1-a))^2\), so
     * \(a = (\sqrt\kappa-1)/(\sqrt\kappa+1)\).
     */
    @Override
    public BilevelProblem read(String id, Fields fields) {
        if (fields.has("generate")) {
            Generate generate = Generate.of(fields);
            int d = generate.size("lower");
            int p = generate.size("upper");
            double root = Math.sqrt(generate.condition());
            double a = (root - 1) / (root + 1);
            if (!(a > 0 && a < 1)) {
                throw generate.fields()
                        .refusal("condition", "give a = (√κ−1)/(√κ+1) in (0, 1), and gives " + a, "choose 9");
            }
            return random(id, d, p, a, generate.stream(NAME));
        }
        double a = fields.number("a");
        if (!(a > 0 && a < 1)) {
            throw fields.refusal("a", "lie in (0, 1), or ψ(y) = y + a sin y has no smooth inverse", "choose 0.5");
        }
        double[][] c = fields.matrix("C", -1, -1);
        UpperFields upper = UpperFields.of(fields, c[0].length);
        UpperLoss loss = upper.loss(c.length);
        return upper.build(outer -> new SineCompositeProblem(id, a, c, loss.with(outer)));
    }

    @Override
    public List<BilevelProblem> catalogue() {
        RandomStream stream = SeedTree.of(CATALOGUE_SEED).child(NAME).stream();
        return List.of(random(NAME + "/claims", 4, 2, 0.5, stream));
    }

    /**
     * A random instance with a dense coupling and a manufactured stationary point.
     *
     * @param id the name of the instance
     * @param d lower dimension
     * @param p upper dimension
     * @param a the nonconvexity, in (0, 1)
     * @param stream the randomness
     * @return the instance
     */
    public static SineCompositeProblem random(String id, int d, int p, double a, RandomStream stream) {
        double[][] c = new double[d][p];
        double[] target = new double[d];
        double[] weight = new double[d];
        for (int j = 0; j < d; j++) {
            for (int i = 0; i < p; i++) {
                c[j][i] = stream.gaussian() / Math.sqrt(p);
            }
            target[j] = stream.gaussian();
            weight[j] = stream.uniform(0.5, 1.5);
        }
        double[] center = new double[p];
        stream.fillGaussian(center);
        UpperLoss upper = new UpperLoss(target, weight, OuterTerms.centred(0.1, center));
        return SineCompositeProblem.manufactured(id, a, c, upper);
    }
}
