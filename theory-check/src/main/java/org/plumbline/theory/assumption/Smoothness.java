package org.plumbline.theory.assumption;

import java.util.Locale;
import java.util.Map;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.plumbline.oracle.Constants;
import org.plumbline.problem.BilevelFunctions;
import org.plumbline.problem.BilevelProblem;
import org.plumbline.random.RandomStream;
import org.plumbline.random.SeedTree;
import org.plumbline.theory.Assumption;
import org.plumbline.theory.Cell;
import org.plumbline.theory.CellResult;
import org.plumbline.theory.Finding;
import org.plumbline.theory.Settings;

/**
 * The Hessian of \(g(\varphi,\cdot)\) is nowhere larger than the declared L: the power method at random points of the
 * region, which never overshoots a norm, so that the check cannot fail by its own inaccuracy.
 *
 * @param problem the instance
 */
public record Smoothness(BilevelProblem problem) implements Assumption {
    private static final int POINTS = 100;
    private static final int ITERATIONS = 20;
    /** Rounding of one product, with room. */
    private static final double VIOLATION = 1 + 1e-9;

    @Override
    public String name() {
        return "L-smoothness of g";
    }

    @Override
    public String instance() {
        return problem.id();
    }

    @Override
    public Cell cell(Settings settings) {
        SeedTree seeds = settings.seeds("certificate").child("L").child(problem.id());
        return new Cell("certificate|L|" + problem.id() + '|' + seeds, () -> measure(seeds.stream()));
    }

    private CellResult measure(RandomStream stream) {
        if (problem.constants().find(Constants.L).isEmpty()) {
            return CellResult.of(Map.of());
        }
        double largest = 0;
        double[] witness = {};
        for (int i = 0; i < POINTS; i++) {
            double[] phi = problem.box().sample(stream);
            double[] lambda = problem.sampleLower(phi, stream);
            double norm = hessianNorm(phi, lambda, stream);
            if (Double.isNaN(norm)) {
                norm = Double.POSITIVE_INFINITY;
            }
            if (norm > largest) {
                largest = norm;
                witness = new ArrayRealVector(phi, lambda).toArray();
            }
        }
        return CellResult.of(Map.of(
                "declared", new double[] {problem.constants().require(Constants.L)},
                "largest", new double[] {largest},
                "witness", witness));
    }

    private double hessianNorm(double[] phi, double[] lambda, RandomStream stream) {
        BilevelFunctions functions = problem.truth().functions();
        double[] vector = new double[lambda.length];
        stream.fillGaussian(vector);
        double[] product = new double[lambda.length];
        double largest = 0;
        double norm = new ArrayRealVector(vector, false).getNorm();
        for (int i = 0; i < ITERATIONS && norm > 0; i++) {
            for (int j = 0; j < vector.length; j++) {
                vector[j] /= norm;
            }
            functions.hessianVector(phi, lambda, vector, product);
            System.arraycopy(product, 0, vector, 0, vector.length);
            norm = new ArrayRealVector(vector, false).getNorm();
            // NaN, which a product must not be, stays the largest.
            largest = Math.max(largest, norm);
        }
        return largest;
    }

    @Override
    public Finding judge(CellResult result) {
        if (result.values().isEmpty()) {
            return new Finding(Double.NaN, Double.NaN, new double[0], false, "the instance declares no L");
        }
        double declared = result.value("declared");
        double largest = result.value("largest");
        return new Finding(
                declared,
                largest,
                result.series("witness"),
                largest <= declared * VIOLATION,
                String.format(
                        Locale.ROOT,
                        "the largest Hessian norm found is %.6g at %d points, the declared L %.6g",
                        largest,
                        POINTS,
                        declared));
    }
}
