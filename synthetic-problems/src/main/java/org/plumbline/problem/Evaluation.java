package org.plumbline.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.apache.commons.math3.exception.MathArithmeticException;
import org.apache.commons.math3.exception.MathIllegalArgumentException;
import org.apache.commons.math3.exception.MathIllegalStateException;
import org.plumbline.numeric.RefusedException;
import org.plumbline.oracle.Constant;
import org.plumbline.oracle.Constants;

/**
 * The exact truth about a problem at a point, in the form that {@code evaluate} prints. A vector is a
 * {@code double[]}, a number a {@code Double}, and what is not known is null. Every number is finite, with one
 * exception: {@code sigmaBar} is infinite where \(g + \sigma f\) is PL for every \(\sigma\), and JSON, which has no
 * infinity, then says {@code "Infinity"} (a string), since null means that no bound is known.
 */
public final class Evaluation {
    private final BilevelProblem problem;
    private final double[] phi;
    private final Map<String, Object> content = new LinkedHashMap<>();

    private Evaluation(BilevelProblem problem, double[] phi) {
        this.problem = problem;
        this.phi = phi.clone();
    }

    /** Below it, the rounding of g divided by σ leaves a handful of digits at most. */
    private static final double SMALLEST_SIGMA = 1e-10;

    private static final double LARGEST_SIGMA = Constants.EVERY_SIGMA;

    /**
     * Evaluates a problem.
     *
     * @param problem the problem
     * @param phi length p, finite
     * @param sigma the penalty parameter, positive and finite; empty to leave the penalty out
     * @param lambda length d, finite and in the domain of g; empty to leave the losses out
     * @return the values by their names in the contract, in its order
     * @throws RefusedException if an argument breaks a rule, or the truth at the point is no finite number
     */
    public static Map<String, Object> of(
            BilevelProblem problem, double[] phi, OptionalDouble sigma, Optional<double[]> lambda) {
        requireVector("phi", phi, problem.upperDimension());
        lambda.ifPresent(x -> requireVector("lambda", x, problem.lowerDimension()));
        if (sigma.isPresent() && !(sigma.getAsDouble() >= SMALLEST_SIGMA && sigma.getAsDouble() <= LARGEST_SIGMA)) {
            throw new RefusedException(
                    "sigma (" + sigma.getAsDouble() + ") must lie between " + SMALLEST_SIGMA + " and " + LARGEST_SIGMA
                            + ", as differences are divided by it and doubles keep no digits beyond. Maybe choose 0.1.");
        }
        Evaluation evaluation = new Evaluation(problem, phi);
        try {
            evaluation.solve(phi);
            evaluation.constants(sigma);
            evaluation.knownOptimum();
            sigma.ifPresent(evaluation::penalty);
            lambda.ifPresent(evaluation::losses);
        } catch (MathIllegalArgumentException | MathIllegalStateException | MathArithmeticException e) {
            throw new RefusedException(
                    "phi (" + OneLine.of(Arrays.toString(phi)) + ") must be a point where the truth of " + problem.id()
                            + " can be computed. Maybe choose values of moderate size.",
                    e);
        }
        return evaluation.content;
    }

    /**
     * The JSON of an evaluation.
     *
     * @param content from {@link #of}
     * @return one object, every number with all its digits
     */
    public static String json(Map<String, Object> content) {
        try {
            return new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(content);
        } catch (JsonProcessingException e) {
            throw new AssertionError("strings, numbers, arrays and maps can be written", e);
        }
    }

    private void solution() {
        GroundTruth truth = problem.truth();
        content.put("family", problem.family());
        content.put("phi", phi);
        putLower("lambdaStar", truth.lowerSolution(phi));
        put("lowerOptimum", truth.lowerOptimum(phi));
        put("objective", truth.objective(phi));
        put("hypergradient", truth.hypergradient(phi));
    }

    private void solve(double[] phi) {
        try {
            solution();
        } catch (RefusedException e) {
            if (e.getMessage().startsWith("phi (")) {
                throw e;
            }
            throw new RefusedException(
                    "phi (" + OneLine.of(Arrays.toString(phi)) + ") must be a point where the truth of " + problem.id()
                            + " can be computed: " + e.getMessage(),
                    e);
        }
    }

    private void constants(OptionalDouble sigma) {
        Optional<Constant> mu = problem.constants().find(Constants.MU);
        Optional<Constant> smoothness = problem.constants().find(Constants.L);
        Map<String, Object> constants = new LinkedHashMap<>();
        constants.put("mu", mu.map(Constant::value).orElse(null));
        constants.put("L", smoothness.map(Constant::value).orElse(null));
        constants.put("region", region(mu, smoothness));
        problem.constants().all().forEach(constant -> constants.putIfAbsent(constant.symbol(), constant.value()));
        if (sigma.isPresent()) {
            constants.put("muPenalised", orNull(problem.truth().penalisedModulus(sigma.getAsDouble())));
            constants.put("sigmaBar", orNull(problem.truth().sigmaBar()));
        }
        content.put("constants", constants);
    }

    private static String region(Optional<Constant> mu, Optional<Constant> smoothness) {
        String ofMu = mu.map(Constant::region).orElse(null);
        String ofSmoothness = smoothness.map(Constant::region).orElse(null);
        if (ofMu == null || ofSmoothness == null || ofMu.equals(ofSmoothness)) {
            return ofMu == null ? ofSmoothness : ofMu;
        }
        return "mu: " + ofMu + "; L: " + ofSmoothness;
    }

    private void knownOptimum() {
        Map<String, Object> known = problem.truth()
                .knownOptimum()
                .map(optimum -> {
                    Map<String, Object> fields = new LinkedHashMap<>();
                    fields.put("phi", optimum.phi());
                    fields.put("value", optimum.value());
                    fields.put("kind", optimum.kind().toString());
                    return fields;
                })
                .orElse(null);
        content.put("knownOptimum", known);
    }

    private void penalty(double sigma) {
        GroundTruth truth = problem.truth();
        putLower("lambdaSigma", truth.penalisedSolution(phi, sigma));
        put("penaltyObjective", truth.penaltyObjective(phi, sigma));
        put("penaltyHypergradient", truth.penaltyHypergradient(phi, sigma));
    }

    private void losses(double[] lambda) {
        BilevelFunctions functions = problem.truth().functions();
        double lower = functions.lower(phi, lambda);
        if (!Double.isFinite(lower)) {
            throw new RefusedException("lambda (" + OneLine.of(Arrays.toString(lambda)) + ", lower loss " + lower
                    + ") must lie in the domain of the lower loss; a gain must be stabilising."
                    + " Maybe start from lambdaStar.");
        }
        double[] gradPhi = new double[problem.upperDimension()];
        double[] gradLambda = new double[problem.lowerDimension()];
        content.put("lowerValue", lower);
        put("upperValue", functions.upper(phi, lambda));
        functions.lowerGradient(phi, lambda, gradPhi, gradLambda);
        put("lowerGradientPhi", gradPhi.clone());
        put("lowerGradientLambda", gradLambda.clone());
        functions.upperGradient(phi, lambda, gradPhi, gradLambda);
        put("upperGradientPhi", gradPhi);
        put("upperGradientLambda", gradLambda);
    }

    /** A policy with its logits beside it, where λ are logits. */
    private void putLower(String name, double[] lambda) {
        Optional<double[]> policy = problem.policy(lambda);
        put(name, policy.orElse(lambda));
        policy.ifPresent(shown -> put(name + "Logits", lambda));
    }

    private void put(String name, double... values) {
        for (double value : values) {
            if (!Double.isFinite(value)) {
                throw new RefusedException("phi (" + OneLine.of(Arrays.toString(phi)) + ") must be a point where "
                        + name + " is finite in double precision, and it is " + value
                        + " there. Maybe choose values of moderate size.");
            }
        }
        content.put(name, values);
    }

    private void put(String name, double value) {
        put(name, new double[] {value});
        content.put(name, value);
    }

    private static void requireVector(String name, double[] values, int length) {
        String shown = name + " (" + OneLine.of(Arrays.toString(values)) + ")";
        if (values.length != length) {
            throw new RefusedException(shown + " must have " + (length == 1 ? "1 entry" : length + " entries")
                    + ", and has " + values.length + ". Maybe check the sizes in the problem file.");
        }
        for (double value : values) {
            if (!Double.isFinite(value)) {
                throw new RefusedException(shown + " must be finite. Maybe choose values of moderate size.");
            }
        }
    }

    private static Double orNull(OptionalDouble value) {
        return value.isPresent() ? value.getAsDouble() : null;
    }
}
