package org.plumbline.problem.chain;

import com.google.auto.service.AutoService;
import java.util.List;
import org.plumbline.problem.BilevelProblem;
import org.plumbline.problem.Fields;
import org.plumbline.problem.ProblemFamily;

/** Registers the chain. */
@AutoService(ProblemFamily.class)
public final class ChainFamily implements ProblemFamily {
    static final String NAME = "chain";

    private static final int LONGEST = 1_000_000;

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String description() {
        return "hard nonconvex upper loss: a gradient method finds one of its links a step";
    }

    /**
     * Reads {@code length} (T), {@code scale} (α), {@code height} (h) and {@code curvature} (κ, default 1); or, in place
     * of all these, {@code generate: {epsilon: ε, smoothness: L, gap: Δ}}, which is {@link Chain#forTarget} (defaults
     * L = 1, Δ = 10⁴). There is no {@code upper}, no condition and no seed: nothing is random.
     */
    @Override
    public BilevelProblem read(String id, Fields fields) {
        if (fields.has("generate")) {
            Fields generate = fields.child("generate");
            double epsilon = positive(generate, "epsilon", generate.number("epsilon"));
            double smoothness = positive(generate, "smoothness", generate.number("smoothness", 1));
            double gap = positive(generate, "gap", generate.number("gap", 1e4));
            return fields.build(() -> Chain.forTarget(epsilon, smoothness, gap).instance(id));
        }
        int length = fields.size("length", LONGEST);
        double scale = positive(fields, "scale", fields.number("scale"));
        double height = positive(fields, "height", fields.number("height"));
        double curvature = positive(fields, "curvature", fields.number("curvature", 1));
        return fields.build(() -> new Chain(length, scale, height, curvature).instance(id));
    }

    private static double positive(Fields fields, String key, double value) {
        if (!(value > 0)) {
            throw fields.refusal(key, "be above 0", "choose 1");
        }
        return value;
    }

    /** Short, with σ certified up to 1.36 and a start whose gradient is 0.025. */
    @Override
    public List<BilevelProblem> catalogue() {
        return List.of(new Chain(5, 2, 0.05, 1).instance(NAME + "/claims"));
    }
}
