package org.plumbline.problem.separable;

import com.google.auto.service.AutoService;
import java.util.List;
import java.util.Map;
import org.plumbline.oracle.Constant;
import org.plumbline.oracle.Constants;
import org.plumbline.problem.BilevelProblem;
import org.plumbline.problem.Fields;
import org.plumbline.problem.Generate;
import org.plumbline.problem.Instance;
import org.plumbline.problem.KnownOptimum;
import org.plumbline.problem.ProblemFamily;
import org.plumbline.random.RandomStream;
import org.plumbline.random.SeedTree;

/**
 * The double well, a lower level that is not PL, for negative controls:
 * \[ g(\varphi,\lambda) = \sum_{j=1}^d \tfrac14(u_j^2-1)^2 + t u_j, \qquad u = \lambda - C\varphi, \quad
 *    0 \lt t \lt 2/(3\sqrt3) = 0.3849, \]
 * with the shared upper loss; C is d×p and t the tilt. The derivative \(u^3 - u + t\) of one term has three real roots
 * exactly for such t: the deep well \(u^* \lt -1\), a local maximum, and the shallow well in \((1/\sqrt3, 1)\), whose
 * value is higher by about 2t. So the global minimiser is \(\lambda^* = C\varphi + u^*\) in every coordinate; and at the
 * shallow well the gradient vanishes although \(g \gt g^*\): no PL constant exists, and none is declared, for
 * \(g + \sigma f\) neither.
 *
 * <p>On \(\{|u_j| \le 2\}\) the curvature \(3u_j^2 - 1\) lies in [−1, 11], so \(L = 11\) there. As \(\lambda^*\) is affine
 * in \(\varphi\), \(\Phi\) is a convex quadratic, and a stationary centre is a global minimiser.
 */
@AutoService(ProblemFamily.class)
public final class DoubleWellFamily implements ProblemFamily {
    static final String NAME = "double-well";

    /** The region of u in which L is declared. */
    private static final double REGION = 2;

    /** The instance that claims use has this master seed. */
    private static final long CATALOGUE_SEED = 20250317644L;

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String description() {
        return "negative control: a lower level with a spurious local minimum, not PL";
    }

    /**
     * Reads {@code tilt} in (0, 0.3849), {@code C} (d×p, or <code>{diagonal: […]}</code>) and {@code upper}; or, in
     * place of all these, {@code generate: {size: {lower: d, upper: p}, tilt: t, seed: n}}, which is {@link #random} with
     * the tilt 0.2 where none is given, on the stream of the seed (default 1) and the family's name; with
     * {@code structure: diagonal} C is diagonal and p = d is not given. There is no {@code condition}: without a PL
     * constant no condition number exists.
     */
    @Override
    public BilevelProblem read(String id, Fields fields) {
        if (fields.has("generate")) {
            Generate generate = Generate.of(fields);
            double tilt = tilt(generate.fields(), generate.fields().number("tilt", 0.2));
            return SeparableData.generate(generate, generate.stream(NAME), data -> instance(id, tilt, data));
        }
        double tilt = tilt(fields, fields.number("tilt"));
        return SeparableData.read(fields, data -> instance(id, tilt, data));
    }

    private static double tilt(Fields fields, double tilt) {
        if (!(tilt > 0 && tilt < DoubleWellLoss.LARGEST_TILT)) {
            throw fields.refusal(
                    "tilt", "lie in (0, 2/(3√3) = 0.3849), or there are no two wells of different depth", "choose 0.2");
        }
        return tilt;
    }

    @Override
    public List<BilevelProblem> catalogue() {
        RandomStream stream = SeedTree.of(CATALOGUE_SEED).child(NAME).stream();
        return List.of(random(NAME + "/claims", 4, 2, 0.2, stream));
    }

    /**
     * A random instance with a dense coupling and a manufactured optimum.
     *
     * @param id the name of the instance
     * @param d lower dimension
     * @param p upper dimension
     * @param tilt in (0, 0.3849)
     * @param stream the randomness
     * @return the instance
     */
    public static BilevelProblem random(String id, int d, int p, double tilt, RandomStream stream) {
        return SeparableData.dense(d, p, stream).manufactured(data -> instance(id, tilt, data));
    }

    static Instance instance(String id, double tilt, SeparableData data) {
        return data.instance(
                NAME,
                id,
                Map.of("tilt", tilt),
                new DoubleWellLoss(tilt),
                new Constants(List.of(new Constant(
                        Constants.L,
                        "smoothness of g(φ,·): 3u² − 1 at |u| = 2",
                        3 * REGION * REGION - 1,
                        Double.POSITIVE_INFINITY,
                        "on {λ : |λ_j − (Cφ)_j| ≤ 2}"))),
                DoubleWellFamily::sample,
                KnownOptimum.Kind.GLOBAL);
    }

    private static double[] sample(double[] z, RandomStream stream) {
        for (int j = 0; j < z.length; j++) {
            z[j] += stream.uniform(-REGION, REGION);
        }
        return z;
    }
}
