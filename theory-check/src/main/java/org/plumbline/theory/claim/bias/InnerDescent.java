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
import org.plumbline.problem.BilevelProblem;
import org.plumbline.random.RandomStream;
import org.plumbline.theory.CellResult;

/**
 * K inner steps \(\lambda^{k+1} = \lambda^k - \tau(\nabla_\lambda g(\varphi,\lambda^k) + \beta + \xi_k)\), repeated with
 * fresh noise: the mean of \(\delta_k = g(\lambda^k) - g^*\) at every k. What the recursion uses of the lower level is watched
 * ({@link WatchedLevel}).
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
        private final WatchedLevel level = new WatchedLevel(problem, phi);
        private final SummaryStatistics[] gaps = new SummaryStatistics[steps + 1];
        private final double[] unused = new double[phi.length];
        private final double[] noisy = new double[lambda.length];

        Runs() {
            for (int k = 0; k <= steps; k++) {
                gaps[k] = new SummaryStatistics();
            }
        }

        void descend(FirstOrderOracle oracle, RandomStream stream) {
            double[] at = lambda.clone();
            gaps[0].addValue(level.begin(at));
            for (int k = 1; k <= steps; k++) {
                level.look(at);
                oracle.lower(oracle.draw(1, stream), phi, at, unused, noisy);
                gaps[k].addValue(level.step(at, step, noisy));
            }
            level.end(at);
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
            Map<String, double[]> values = new LinkedHashMap<>(level.seen());
            values.put("means", means);
            values.put("standard errors", errors);
            values.put("bias", new double[] {Math.sqrt(Vectors.squaredNorm(bias))});
            values.put("variance", new double[] {radius * radius});
            values.put("step", new double[] {step});
            return values;
        }
    }
}
