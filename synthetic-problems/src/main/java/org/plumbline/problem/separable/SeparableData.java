package org.plumbline.problem.separable;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.plumbline.numeric.LinearMap;
import org.plumbline.oracle.Constants;
import org.plumbline.oracle.LowerLevel;
import org.plumbline.oracle.Start;
import org.plumbline.problem.Box;
import org.plumbline.problem.Fields;
import org.plumbline.problem.Generate;
import org.plumbline.problem.Instance;
import org.plumbline.problem.KnownOptimum;
import org.plumbline.problem.OuterTerms;
import org.plumbline.problem.UpperFields;
import org.plumbline.problem.UpperLoss;
import org.plumbline.random.RandomStream;

/**
 * What the separable families share in a problem file.
 *
 * @param c C, d×p
 * @param upper the upper loss
 */
record SeparableData(LinearMap c, UpperLoss upper) {
    /** With a diagonal C time and memory are linear in the dimension, and this one takes seconds. */
    static final int LARGEST_DIAGONAL = 1_000_000;

    private static final List<String> STRUCTURES = List.of("dense", "diagonal");

    SeparableData {
        upper.requireFits(c);
    }

    /** Reads {@code C} and {@code upper}, and builds the instance with the linear term that they say. */
    static Instance read(Fields fields, Function<SeparableData, Instance> instance) {
        LinearMap c = fields.linearMap("C", -1, -1);
        UpperFields upper = UpperFields.of(fields, c.columns());
        UpperLoss loss = upper.loss(c.rows());
        return upper.build(outer -> instance.apply(new SeparableData(c, loss.with(outer))));
    }

    /**
     * Draws what {@code generate} asks for: {@code size: {lower: d, upper: p}}, or {@code structure: diagonal} and
     * {@code size: {lower: d}}.
     */
    static Instance generate(Generate generate, RandomStream stream, Function<SeparableData, Instance> instance) {
        SeparableData drawn = draw(generate, stream);
        return generate.optimum(drawn.upper, loss -> instance.apply(new SeparableData(drawn.c, loss)));
    }

    private static SeparableData draw(Generate generate, RandomStream stream) {
        Fields fields = generate.fields();
        if (fields.has("structure") && fields.choice("structure", STRUCTURES).equals("diagonal")) {
            int d = generate.size("lower", LARGEST_DIAGONAL);
            int p = generate.coupled(d, LARGEST_DIAGONAL);
            return p == d ? diagonal(d, stream) : dense(d, p, stream);
        }
        return dense(generate.size("lower"), generate.size("upper"), stream);
    }

    /** Entries of C from N(0, 1/p), e and the centre from N(0, 1), w from [0.5, 1.5), ρ = 0.1. */
    static SeparableData dense(int d, int p, RandomStream stream) {
        double[][] c = new double[d][p];
        UpperLoss upper = draw(c, p, stream);
        return new SeparableData(LinearMap.dense(c), upper);
    }

    /** The same with p = d and C diagonal, its entries from N(0, 1). */
    static SeparableData diagonal(int d, RandomStream stream) {
        double[] diagonal = new double[d];
        double[] target = new double[d];
        double[] weight = new double[d];
        for (int j = 0; j < d; j++) {
            diagonal[j] = stream.gaussian();
            target[j] = stream.gaussian();
            weight[j] = stream.uniform(0.5, 1.5);
        }
        return new SeparableData(LinearMap.diagonal(diagonal), upper(target, weight, d, stream));
    }

    private static UpperLoss draw(double[][] c, int p, RandomStream stream) {
        double[] target = new double[c.length];
        double[] weight = new double[c.length];
        for (int j = 0; j < c.length; j++) {
            for (int i = 0; i < p; i++) {
                c[j][i] = stream.gaussian() / Math.sqrt(p);
            }
            target[j] = stream.gaussian();
            weight[j] = stream.uniform(0.5, 1.5);
        }
        return upper(target, weight, p, stream);
    }

    private static UpperLoss upper(double[] target, double[] weight, int p, RandomStream stream) {
        double[] center = new double[p];
        stream.fillGaussian(center);
        return new UpperLoss(target, weight, OuterTerms.centred(0.1, center));
    }

    /** The instance whose linear term makes the centre a stationary point of \(\Phi\). */
    Instance manufactured(Function<SeparableData, Instance> instance) {
        return UpperLoss.manufactured(upper, loss -> instance.apply(new SeparableData(c, loss)));
    }

    /** The instance over the cube of radius 1 around the centre, starting from its upper corner and the origin. */
    Instance instance(
            String family,
            String id,
            Map<String, Object> parameters,
            CoordinateLoss loss,
            Constants constants,
            Region region,
            KnownOptimum.Kind kind) {
        Map<String, Object> data = new LinkedHashMap<>(parameters);
        data.put("C", c);
        data.put("upper", upper.data());
        Box box = Box.around(upper.outer().center(), 1);
        SeparableFunctions functions = new SeparableFunctions(loss, c, upper);
        Certificates certificates =
                loss instanceof CertifiedLoss certified ? Certificates.of(certified, c, box, upper) : Certificates.NONE;
        return new Instance(
                family,
                id,
                box,
                new Start(box.upper(), new double[c.rows()]),
                constants,
                loss instanceof CertifiedLoss ? LowerLevel.NONSINGULAR_PL : LowerLevel.UNRESTRICTED,
                (phi, stream) -> region.sample(functions.image(phi), stream),
                new SeparableTruth(functions, loss, upper, kind, certificates),
                data);
    }

    /** Draws lower variables where the constants hold. */
    @FunctionalInterface
    interface Region {
        /** A lower variable, given \(z = C\varphi\), which may be overwritten. */
        double[] sample(double[] z, RandomStream stream);
    }
}
