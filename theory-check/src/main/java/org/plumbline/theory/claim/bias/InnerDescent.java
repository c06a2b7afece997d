package org.plumbline.theory.claim.bias;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.commons.math3.stat.descriptive.SummaryStatistics;
import org.plumbline.numeric.Vectors;
import org.plumbline.oracle.BoundedNoise;
import org.plumbline.oracle.FirstOrderOracle;
import org.plumbline.oracle.InjectedBias;
import org.plumbline.oracle.Ledger;
import org.plumbline.problem.BilevelFunctions;
import org.plumbline.problem.BilevelProblem;
import org.plumbline.random.RandomStream;
import org.plumbline.theory.CellResult;

/**
 * K inner steps \(\lambda^{k+1} = \lambda^k - \tau(\nabla_\lambda g(\varphi,\lambda^k) + \beta + \xi_k)\), repeated with
 * fresh noise: the mean of \(\delta_k = g(\lambda^k) - g^*\) at every k. What the recursion uses of the lower level is looked at
 * wherever a run goes: the curvature of every step, which must not be above L,
 * \[ \frac{2}{\|\Delta\|^2}\bigl(g(\lambda+\Delta) - g(\lambda) - \langle\nabla_\lambda g(\lambda),\Delta\rangle\bigr), \]
 * and the PL ratio \(\tfrac12\|\nabla_\lambda g\|^2/\delta\) at every point, which must not be below μ.
 *
 * @param problem the instance
 * @param phi upper variable
 * @param lambda where every run starts
 * @param bias \(\beta\)
 * @param radius \(\|\xi\|\), so that v = radius²
 * @param step \(\tau\)
 * @param steps K
 */
record InnerDescent(
        BilevelProblem problem, double[] phi, double[] lambda, double[] bias, double radius, double step, int steps) {
    /** Below this share of the loss a gap is rounding, and a ratio to it means nothing. */
    private static final double ROUNDING = 1e-10;

    CellResult repeat(int repetitions, RandomStream stream) {
        Ledger ledger = new Ledger();
        FirstOrderOracle oracle = problem.oracles(new InjectedBias(new BoundedNoise(radius), bias))
                .firstOrder(ledger);
        Runs runs = new Runs();
        for (int i = 0; i < repetitions; i++) {
            runs.descend(oracle, stream);
        }
        String failure = runs.stayedFinite() ? "" : "a run left the domain of the lower loss";
        return new CellResult(runs.values(), "biased gradient descent", ledger.counts(), failure);
    }

    /** All runs of one case. */
    private final class Runs {
        private final BilevelFunctions functions = problem.truth().functions();
        private final double optimum = problem.truth().lowerOptimum(phi);
        private final SummaryStatistics[] gaps = new SummaryStatistics[steps + 1];
        private final double[] unused = new double[phi.length];
        private final double[] exact = new double[lambda.length];
        private final double[] noisy = new double[lambda.length];
        private double largestCurvature;
        private double leastRatio = Double.POSITIVE_INFINITY;
        private int outside;

        Runs() {
            for (int k = 0; k <= steps; k++) {
                gaps[k] = new SummaryStatistics();
            }
        }

        void descend(FirstOrderOracle oracle, RandomStream stream) {
            double[] at = lambda.clone();
            double loss = functions.lower(phi, at);
            gaps[0].addValue(loss - optimum);
            for (int k = 1; k <= steps; k++) {
                functions.lowerGradient(phi, at, unused, exact);
                oracle.lower(oracle.draw(1, stream), phi, at, unused, noisy);
                look(at, loss);
                double along = 0;
                double squaredLength = 0;
                for (int j = 0; j < at.length; j++) {
                    double move = -step * noisy[j];
                    at[j] += move;
                    along += exact[j] * move;
                    squaredLength += move * move;
                }
                double next = functions.lower(phi, at);
                largestCurvature = Math.max(largestCurvature, 2 * (next - loss - along) / squaredLength);
                loss = next;
                gaps[k].addValue(loss - optimum);
            }
            look(at, Double.NaN);
        }

        private void look(double[] at, double loss) {
            double gap = loss - optimum;
            if (gap > ROUNDING * (1 + Math.abs(optimum))) {
                leastRatio = Math.min(leastRatio, Vectors.squaredNorm(exact) / (2 * gap));
            }
            if (!problem.inRegion(phi, at)) {
                outside++;
            }
        }

        boolean stayedFinite() {
            return Arrays.stream(gaps).allMatch(gap -> Double.isFinite(gap.getMean()));
        }

        Map<String, double[]> values() {
            double[] means = new double[steps + 1];
            double[] errors = new double[steps + 1];
            for (int k = 0; k <= steps; k++) {
                means[k] = gaps[k].getMean();
                errors[k] = gaps[k].getStandardDeviation() / Math.sqrt((double) gaps[k].getN());
            }
            Map<String, double[]> values = new LinkedHashMap<>();
            values.put("means", means);
            values.put("standard errors", errors);
            values.put("bias", new double[] {Math.sqrt(Vectors.squaredNorm(bias))});
            values.put("variance", new double[] {radius * radius});
            values.put("step", new double[] {step});
            values.put("largest curvature", new double[] {largestCurvature});
            values.put("least PL ratio", new double[] {leastRatio});
            values.put("outside", new double[] {outside});
            return values;
        }
    }
}
