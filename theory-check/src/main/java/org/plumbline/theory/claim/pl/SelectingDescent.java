package org.plumbline.theory.claim.pl;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.plumbline.numeric.Vectors;
import org.plumbline.oracle.Constants;
import org.plumbline.problem.BilevelFunctions;
import org.plumbline.problem.BilevelProblem;
import org.plumbline.random.RandomStream;
import org.plumbline.theory.CellResult;
import org.plumbline.theory.measure.Landscape;

/**
 * Gradient descent on \(g + \sigma f\) with the step 1/L of that function, from a point of \(S(\varphi)\): what the second
 * chain has to do once the first one has arrived. Counted are the steps until the gap is a fixed share of what it was.
 *
 * @param problem a quadratic lower level with the shared upper loss
 * @param sigmas falling
 */
record SelectingDescent(BilevelProblem problem, double[] sigmas) {
    /** The share of the gap that is left. */
    static final double SHARE = 1e-3;

    static final String STEPS = "steps";
    static final String GUARANTEED = "guaranteed";
    /** \(\|\nabla_\lambda f\|^2/(2(f - \Phi))\) at the start, a point of \(S(\varphi)\). */
    static final String BOUND = "bound on μ(σ)/σ";

    /** The condition numbers of these instances leave rounding after a tenth of it. */
    private static final int STEPS_TO_S = 2000;

    /** Far beyond what any modulus of the grid needs; a descent that does not arrive is reported. */
    private static final int MOST_STEPS = 5_000_000;

    CellResult measure(RandomStream stream) {
        double[] phi = problem.box().sample(stream);
        double[] start = solution(phi, stream);
        double[] steps = new double[sigmas.length];
        double[] guaranteed = new double[sigmas.length];
        for (int k = 0; k < sigmas.length; k++) {
            double smoothness = smoothness(phi, sigmas[k]);
            steps[k] = steps(phi, start, sigmas[k], 1 / smoothness);
            double mu = problem.truth().penalisedModulus(sigmas[k]).orElse(Double.NaN);
            guaranteed[k] = Math.ceil(Math.log(SHARE) / Math.log(Contraction.sharp(mu, smoothness)));
        }
        Map<String, double[]> values = new LinkedHashMap<>();
        values.put(STEPS, steps);
        values.put(GUARANTEED, guaranteed);
        values.put(BOUND, new double[] {bound(phi, start)});
        boolean arrived = Arrays.stream(steps).allMatch(count -> count < MOST_STEPS);
        CellResult result = CellResult.of(values);
        return new CellResult(
                result.values(),
                result.method(),
                result.counts(),
                arrived ? "" : "a descent did not arrive within " + MOST_STEPS + " steps");
    }

    /** A random element of \(S(\varphi)\), where descent on g from a random point ends. */
    private double[] solution(double[] phi, RandomStream stream) {
        Landscape lower = Landscape.penalised(problem, phi, 0);
        double[] at = lower.start(stream);
        double[] gradient = new double[at.length];
        double step = 1 / problem.constants().require(Constants.L);
        for (int i = 0; i < STEPS_TO_S; i++) {
            lower.gradient(at, gradient);
            Vectors.add(-step, gradient, at);
        }
        return at;
    }

    /** \(L + \sigma\max_jw_j\); the weights are the differences of the gradient of f between two points. */
    private double smoothness(double[] phi, double sigma) {
        double[] weight = upperGradient(phi, ones());
        Vectors.add(-1, upperGradient(phi, new double[weight.length]), weight);
        return problem.constants().require(Constants.L)
                + sigma * Arrays.stream(weight).max().orElseThrow();
    }

    private double[] ones() {
        double[] ones = new double[problem.lowerDimension()];
        Arrays.fill(ones, 1);
        return ones;
    }

    private double[] upperGradient(double[] phi, double[] lambda) {
        double[] gradient = new double[lambda.length];
        problem.truth().functions().upperGradient(phi, lambda, new double[phi.length], gradient);
        return gradient;
    }

    private double steps(double[] phi, double[] start, double sigma, double step) {
        Landscape landscape = Landscape.penalised(problem, phi, sigma);
        double[] at = start.clone();
        double[] gradient = new double[at.length];
        double minimum = landscape.gradient(problem.truth().penalisedSolution(phi, sigma), gradient);
        double enough = SHARE * (landscape.gradient(at, gradient) - minimum);
        for (int k = 1; k <= MOST_STEPS; k++) {
            Vectors.add(-step, gradient, at);
            if (landscape.gradient(at, gradient) - minimum <= enough) {
                return k;
            }
        }
        return MOST_STEPS;
    }

    /** Infinite where f does not tell the start from the solution that Φ uses. */
    private double bound(double[] phi, double[] start) {
        BilevelFunctions functions = problem.truth().functions();
        double excess = functions.upper(phi, start) - problem.truth().objective(phi);
        double scale = Math.abs(problem.truth().objective(phi)) + 1;
        return excess > 1e-9 * scale
                ? Vectors.squaredNorm(upperGradient(phi, start)) / (2 * excess)
                : Double.POSITIVE_INFINITY;
    }
}
