package org.plumbline.theory.claim.bias;

import java.util.Map;
import org.plumbline.oracle.BoundedNoise;
import org.plumbline.oracle.FirstOrderOracle;
import org.plumbline.oracle.InjectedBias;
import org.plumbline.oracle.Ledger;
import org.plumbline.problem.BilevelProblem;
import org.plumbline.random.RandomStream;
import org.plumbline.theory.CellResult;
import org.plumbline.theory.statistics.StudentInterval;

/**
 * One inner step \(\lambda^+ = \lambda - \tau(\nabla_\lambda g + \beta + \xi)\) from a given point, repeated with fresh
 * noise: the mean of \(\delta^+ = g(\lambda^+) - g^*\) against the bound
 * \((1-\tau\mu)\delta + \tau b^2/2 + \tau^2 L v/2\), \(b = \|\beta\|\), \(v = \mathbb E\|\xi\|^2\).
 *
 * @param problem the instance
 * @param phi upper variable
 * @param lambda where the step starts
 * @param bias \(\beta\)
 * @param radius \(\|\xi\|\), so that v = radius²
 * @param step \(\tau \le 1/L\)
 */
record OneStep(BilevelProblem problem, double[] phi, double[] lambda, double[] bias, double radius, double step) {
    CellResult repeat(int repetitions, RandomStream stream, double mu, double smoothness) {
        Ledger ledger = new Ledger();
        FirstOrderOracle oracle = problem.oracles(new InjectedBias(new BoundedNoise(radius), bias))
                .firstOrder(ledger);
        double optimum = problem.truth().lowerOptimum(phi);
        double[] gradPhi = new double[phi.length];
        double[] gradLambda = new double[lambda.length];
        double[] next = new double[lambda.length];
        double[] gaps = new double[repetitions];
        double largest = problem.truth().functions().lower(phi, lambda);
        for (int i = 0; i < repetitions; i++) {
            oracle.lower(oracle.draw(1, stream), phi, lambda, gradPhi, gradLambda);
            for (int j = 0; j < next.length; j++) {
                next[j] = lambda[j] - step * gradLambda[j];
            }
            double loss = problem.truth().functions().lower(phi, next);
            gaps[i] = loss - optimum;
            largest = Math.max(largest, loss);
        }
        StudentInterval estimate = StudentInterval.of(gaps);
        double gap = problem.truth().functions().lower(phi, lambda) - optimum;
        double unbiased = (1 - step * mu) * gap + step * step * smoothness * radius * radius / 2;
        double bound = unbiased + step * squaredNorm(bias) / 2;
        return new CellResult(
                Map.of(
                        "gap", new double[] {gap},
                        "mean", new double[] {estimate.mean()},
                        "standard error", new double[] {estimate.standardError()},
                        "bound", new double[] {bound},
                        "bound without bias", new double[] {unbiased},
                        "largest loss", new double[] {largest}),
                "biased gradient step",
                ledger.counts(),
                "");
    }

    private static double squaredNorm(double[] x) {
        double sum = 0;
        for (double value : x) {
            sum += value * value;
        }
        return sum;
    }
}
