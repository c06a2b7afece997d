package org.plumbline.theory.claim.pl;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.plumbline.problem.BilevelProblem;
import org.plumbline.random.RandomStream;
import org.plumbline.random.SeedTree;
import org.plumbline.theory.CellResult;
import org.plumbline.theory.measure.Landscape;
import org.plumbline.theory.measure.PenalisedLevel;
import org.plumbline.theory.measure.PlSearch;
import org.plumbline.theory.measure.SymmetricHessian;

/**
 * The modulus of \(g + \sigma f\) at several σ, from both sides: the declared one, which must not be above the true one, and
 * the least PL ratio that is found, which is not below it. Looked at are the point where a search ends, the same random
 * points for every σ; where the searches at the other σ ended; and points beside the minimiser along every eigenvector of
 * the Hessian there, which a search hardly finds where curvatures of order σ stand beside some of order 1. What is then
 * left of a difference between two σ is a difference of the functions and not of two searches.
 *
 * @param problem the instance, of a few dimensions
 * @param sigmas positive
 * @param effort of one search
 */
record ModulusProfile(BilevelProblem problem, double[] sigmas, PlSearch.Effort effort) {
    /** For many instances and σ. */
    static final PlSearch.Effort EFFORT = new PlSearch.Effort(200, 1, 30);

    /** The same where every ratio solves matrix equations. */
    static final PlSearch.Effort COSTLY = new PlSearch.Effort(100, 1, 10);

    static final String SEARCHED = "searched";
    static final String DECLARED = "declared";

    private static final double[] LENGTHS = {-1, -0.1, 0.1, 1};

    /** Two series over the σ; a declared modulus that is missing is NaN. */
    CellResult measure(SeedTree seeds) {
        List<PenalisedLevel> levels = new ArrayList<>();
        List<double[]> witnesses = new ArrayList<>();
        for (double sigma : sigmas) {
            PenalisedLevel level = PenalisedLevel.of(problem, sigma, seeds.child("scale").stream());
            levels.add(level);
            witnesses.add(new PlSearch(level, effort)
                    .search(seeds.child("search").stream())
                    .point());
            witnesses.addAll(besideMinimiser(sigma, seeds.child("eigenvectors").stream()));
        }
        double[] searched = new double[sigmas.length];
        double[] declared = new double[sigmas.length];
        for (int k = 0; k < sigmas.length; k++) {
            PenalisedLevel level = levels.get(k);
            searched[k] = witnesses.stream().mapToDouble(level::ratio).min().orElseThrow();
            declared[k] = problem.truth().penalisedModulus(sigmas[k]).orElse(Double.NaN);
        }
        Map<String, double[]> values = new LinkedHashMap<>();
        values.put(SEARCHED, searched);
        values.put(DECLARED, declared);
        return CellResult.of(values);
    }

    private List<double[]> besideMinimiser(double sigma, RandomStream stream) {
        double[] phi = problem.box().sample(stream);
        double[] minimiser = problem.truth().penalisedSolution(phi, sigma);
        EigenDecomposition curvatures = new EigenDecomposition(
                new Array2DRowRealMatrix(hessian(Landscape.penalised(problem, phi, sigma), minimiser), false));
        List<double[]> points = new ArrayList<>();
        for (int i = 0; i < minimiser.length; i++) {
            double[] direction = curvatures.getEigenvector(i).toArray();
            for (double length : LENGTHS) {
                double[] point = new double[phi.length + minimiser.length];
                System.arraycopy(phi, 0, point, 0, phi.length);
                for (int j = 0; j < minimiser.length; j++) {
                    point[phi.length + j] = minimiser[j] + length * direction[j];
                }
                points.add(point);
            }
        }
        return points;
    }

    static double[][] hessian(Landscape landscape, double[] at) {
        return SymmetricHessian.of(
                point -> {
                    double[] gradient = new double[point.length];
                    landscape.gradient(point, gradient);
                    return gradient;
                },
                at);
    }
}
