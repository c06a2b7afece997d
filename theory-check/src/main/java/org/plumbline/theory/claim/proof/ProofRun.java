package org.plumbline.theory.claim.proof;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.SingularValueDecomposition;
import org.plumbline.algorithm.penalty.FirstOrderPenalty;
import org.plumbline.numeric.Vectors;
import org.plumbline.oracle.Oracles;
import org.plumbline.problem.BilevelFunctions;
import org.plumbline.problem.BilevelProblem;
import org.plumbline.problem.GroundTruth;
import org.plumbline.random.SeedTree;
import org.plumbline.run.Recording;
import org.plumbline.run.Runner;
import org.plumbline.run.StopReason;
import org.plumbline.run.StopRule;
import org.plumbline.run.Trace;
import org.plumbline.theory.CellResult;
import org.plumbline.theory.claim.Implementation;

/**
 * One run of Algorithm 1, both chains in their exact form, with every inequality of the proof evaluated at every step. The run does not
 * know that it is watched.
 */
final class ProofRun {
    /** Points of a segment at which a cross derivative is taken; between two of them it changes little. */
    private static final int SEGMENT = 16;

    private static final double SHORTEST = 1e-5;
    private static final double[] UNKNOWN = new double[7];

    static {
        Arrays.fill(UNKNOWN, Double.NaN);
    }

    private final BilevelProblem problem;
    private final GroundTruth truth;
    private final BilevelFunctions functions;
    private final FirstOrderPenalty method;
    private final Implementation tested;
    private final int iterations;
    private final Defect defect;
    private final double modulus;
    private final double penalisedModulus;
    private final Slacks slacks;

    private final Premises premises;
    private final List<Query> queries = new ArrayList<>();
    private double[] phi;
    private double first;
    private double proxySquares;
    private double errorSquares;
    private double innerSquares;
    private double noiseSquares;
    private double biasSquares;
    private double objectiveSquares;
    private double innerCurvature;
    private double outerCurvature;

    ProofRun(BilevelProblem problem, FirstOrderPenalty method, Implementation tested, int iterations, Defect defect) {
        this.problem = problem;
        this.truth = problem.truth();
        this.functions = truth.functions();
        this.method = method;
        this.tested = tested;
        this.iterations = iterations;
        this.defect = defect;
        this.modulus = truth.penalisedModulus(0).orElseThrow();
        this.penalisedModulus = truth.penalisedModulus(method.sigma()).orElseThrow();
        this.slacks = new Slacks(iterations);
        this.premises = new Premises(method, problem.start(), slacks);
    }

    CellResult measure(Oracles oracles, SeedTree seeds) {
        Trace trace = new Runner(
                        tested.of(defect.instead(method)),
                        new WatchedOracles(oracles, this::answered),
                        problem.start(),
                        StopRule.iterations(iterations),
                        seeds,
                        Recording.ENDS)
                .run((t, at, lambda, penalised) -> arrived((int) t, at));
        String failure = trace.stop() == StopReason.COMPLETED ? "" : trace.stop() + ": " + trace.detail();
        premises.charged(trace.counts().samples() - (defect == Defect.UNCHARGED_BATCH ? method.batch() : 0));
        Map<String, double[]> values = new LinkedHashMap<>(slacks.values());
        values.put("curvatures", new double[] {innerCurvature, outerCurvature});
        values.put("budget", budget());
        return new CellResult(values, method.name(), trace.counts(), failure);
    }

    /** Of a run that breaks a premise nothing is known, and where it goes its losses may not be finite. */
    private double[] budget() {
        if (!premises.hold()) {
            return UNKNOWN.clone();
        }
        double last = truth.penaltyObjective(phi, method.sigma());
        return new double[] {
            objectiveSquares / iterations,
            2 * (first - last) / (method.outerStep() * iterations),
            biasSquares / iterations,
            noiseSquares / iterations,
            innerSquares / iterations,
            errorSquares / iterations,
            proxySquares / iterations
        };
    }

    private void answered(Query query) {
        premises.answered(query);
        queries.add(query);
    }

    private void arrived(int t, double[] next) {
        if (t == 0) {
            first = truth.penaltyObjective(next, method.sigma());
        } else {
            slacks.at(t - 1);
            premises.look(queries, phi, next);
            if (premises.hold()) {
                look(t, next);
            }
        }
        queries.clear();
        phi = next;
    }

    private void look(int t, double[] next) {
        int steps = method.innerSteps();
        double sigma = method.sigma();
        List<double[]> lower = new ArrayList<>();
        List<double[]> penalised = new ArrayList<>();
        List<double[]> lowerEstimates = new ArrayList<>();
        List<double[]> penalisedEstimates = new ArrayList<>();
        for (int k = 0; k < steps; k++) {
            lower.add(queries.get(3 * k).lambda());
            lowerEstimates.add(queries.get(3 * k).gradLambda());
            penalised.add(queries.get(3 * k + 1).lambda());
            double[] estimate = queries.get(3 * k + 1).gradLambda().clone();
            Vectors.add(sigma, queries.get(3 * k + 2).gradLambda(), estimate);
            penalisedEstimates.add(estimate);
        }
        lower.add(queries.get(3 * steps + 2).lambda());
        penalised.add(queries.get(3 * steps).lambda());
        double[] solution = truth.lowerSolution(phi);
        double[] penalisedSolution = truth.penalisedSolution(phi, sigma);
        InnerLoop loop = new InnerLoop(functions, phi, 0, method.lowerStep(), modulus, functions.lower(phi, solution));
        InnerLoop penalisedLoop = new InnerLoop(
                functions,
                phi,
                sigma,
                method.penalisedStep(),
                penalisedModulus,
                functions.lower(phi, penalisedSolution) + sigma * functions.upper(phi, penalisedSolution));
        boolean noise = defect != Defect.NO_NOISE;
        innerCurvature =
                Math.max(innerCurvature, loop.check(lower, lowerEstimates, Step.INNER, Step.LOOP, noise, slacks));
        innerCurvature = Math.max(
                innerCurvature,
                penalisedLoop.check(
                        penalised, penalisedEstimates, Step.PENALISED_INNER, Step.PENALISED_LOOP, noise, slacks));
        double distance = growth(loop, lower.get(steps), solution, Step.GROWTH);
        double penalisedDistance =
                growth(penalisedLoop, penalised.get(steps), penalisedSolution, Step.PENALISED_GROWTH);
        gap(solution);
        estimate(
                next, lower.get(steps), penalised.get(steps), solution, penalisedSolution, distance, penalisedDistance);
        descent(t, next);
    }

    /** The bound \(\sqrt{2\delta/\mu}\) on the distance. */
    private double growth(InnerLoop loop, double[] lambda, double[] solution, Step step) {
        double bound = Math.sqrt(2 * loop.gap(lambda) / loop.modulus());
        double distance = Math.sqrt(InnerLoop.squaredDistance(lambda, solution));
        slacks.look(step, 0, distance, bound, Math.sqrt(2 * loop.allowance() / loop.modulus()));
        return bound;
    }

    private void gap(double[] solution) {
        double sigma = method.sigma();
        double[] slope = new double[solution.length];
        functions.upperGradient(phi, solution, new double[phi.length], slope);
        double objective = truth.objective(phi);
        double gap = objective - truth.penaltyObjective(phi, sigma);
        double order = defect == Defect.SQUARED_SIGMA ? sigma * sigma : sigma;
        double allowance = InnerLoop.LOSS * (1 + Math.abs(objective)) / sigma;
        slacks.look(Step.PENALTY, 0, gap, order * Vectors.squaredNorm(slope) / (2 * penalisedModulus), allowance);
        slacks.look(Step.PENALTY, 1, -gap, 0, allowance);
    }

    private void estimate(
            double[] next,
            double[] lower,
            double[] penalised,
            double[] solution,
            double[] penalisedSolution,
            double distance,
            double penalisedDistance) {
        double sigma = method.sigma();
        double[] used = new double[phi.length];
        Vectors.copy(phi, used);
        Vectors.add(-1, next, used);
        double[] direction = new double[phi.length];
        Vectors.add(1 / method.outerStep(), used, direction);
        double[] atChains = direction(lower, penalised);
        double[] exact = truth.penaltyHypergradient(phi, sigma);
        double noise = Math.sqrt(InnerLoop.squaredDistance(direction, atChains));
        double upper = Math.sqrt(InnerLoop.squaredDistance(upperPhi(penalised), upperPhi(penalisedSolution)));
        double divided = defect == Defect.NO_DIVISION ? 1 : sigma;
        double inner = upper
                + (crossNorm(penalisedSolution, penalised) * penalisedDistance + crossNorm(solution, lower) * distance)
                        / divided;
        double error = Math.sqrt(InnerLoop.squaredDistance(direction, exact));
        double shared = defect == Defect.NO_DIVISION ? noise * sigma : noise;
        // Rounding of φ, over η, and of the difference of gradients, over σ.
        double allowance = 1e-13 / method.outerStep() + 1e-12 / sigma;
        slacks.look(Step.ESTIMATE, 0, error, shared + inner, allowance);
        noiseSquares += noise * noise;
        innerSquares += InnerLoop.squaredDistance(atChains, exact);
        errorSquares += error * error;
        proxySquares += Vectors.squaredNorm(exact);
        double[] hypergradient = truth.hypergradient(phi);
        objectiveSquares += Vectors.squaredNorm(hypergradient);
        biasSquares += InnerLoop.squaredDistance(hypergradient, exact);
    }

    private double[] upperPhi(double[] lambda) {
        double[] gradient = new double[phi.length];
        functions.upperGradient(phi, lambda, gradient, new double[lambda.length]);
        return gradient;
    }

    /** The estimate as it would be without noise. */
    private double[] direction(double[] lower, double[] penalised) {
        double[] result = upperPhi(penalised);
        double[] gradient = new double[phi.length];
        double[] unused = new double[lower.length];
        functions.lowerGradient(phi, penalised, gradient, unused);
        Vectors.add(1 / method.sigma(), gradient, result);
        functions.lowerGradient(phi, lower, gradient, unused);
        Vectors.add(-1 / method.sigma(), gradient, result);
        return result;
    }

    /** The largest \(\|\nabla^2_{\varphi\lambda} g\|\) on a segment, which bounds the change of \(\nabla_\varphi g\) along it. */
    private double crossNorm(double[] from, double[] to) {
        double largest = 0;
        double[] at = new double[from.length];
        double[] unit = new double[from.length];
        double[] column = new double[phi.length];
        double[][] matrix = new double[phi.length][from.length];
        for (int s = 0; s <= SEGMENT; s++) {
            for (int j = 0; j < at.length; j++) {
                at[j] = from[j] + (to[j] - from[j]) * s / SEGMENT;
            }
            for (int j = 0; j < unit.length; j++) {
                unit[j] = 1;
                functions.jacobianVector(phi, at, unit, column);
                unit[j] = 0;
                for (int i = 0; i < column.length; i++) {
                    matrix[i][j] = column[i];
                }
            }
            largest = Math.max(
                    largest, new SingularValueDecomposition(new Array2DRowRealMatrix(matrix, false)).getNorm());
        }
        return largest;
    }

    private void descent(int t, double[] next) {
        double sigma = method.sigma();
        double eta = method.outerStep();
        double before = truth.penaltyObjective(phi, sigma);
        double after = truth.penaltyObjective(next, sigma);
        double[] exact = truth.penaltyHypergradient(phi, sigma);
        double along = 0;
        double squared = 0;
        double error = 0;
        for (int i = 0; i < phi.length; i++) {
            double move = next[i] - phi[i];
            along += exact[i] * move;
            squared += move * move;
            error += (move / eta + exact[i]) * (move / eta + exact[i]);
        }
        if (squared >= SHORTEST * SHORTEST) {
            outerCurvature = Math.max(outerCurvature, eta * 2 * (after - before - along) / squared);
        }
        double allowance = InnerLoop.LOSS * (1 + Math.abs(before)) / sigma;
        double counted = defect == Defect.NO_ERROR ? 0 : 1;
        double decrease = -eta / 2 * Vectors.squaredNorm(exact);
        slacks.look(Step.DESCENT, 0, after - before, decrease + counted * eta / 2 * error, allowance);
        double gained = 2 * (first - after) / (eta * t);
        slacks.look(Step.SUM, 0, proxySquares / t, gained + counted * errorSquares / t, 2 * allowance / (eta * t));
    }
}
