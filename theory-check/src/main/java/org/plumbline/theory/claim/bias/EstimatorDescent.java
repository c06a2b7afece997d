package org.plumbline.theory.claim.bias;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.math3.stat.descriptive.SummaryStatistics;
import org.plumbline.numeric.Vectors;
import org.plumbline.oracle.FirstOrderOracle;
import org.plumbline.oracle.Ledger;
import org.plumbline.oracle.Oracles;
import org.plumbline.problem.BilevelProblem;
import org.plumbline.random.RandomStream;
import org.plumbline.theory.CellResult;

/**
 * K inner steps \(\lambda^{k+1} = \lambda^k - \tau\hat g_k\) with a real estimator
 * \(\hat g_k = \nabla_\lambda g + B(\lambda^k) + \xi_k\) whose bias field B is known in closed form, repeated. Beside the mean of
 * the gap there are those of \(\|B(\lambda^k)\|^2\) and of \(\|\xi_k\|^2\) at every step, which are all that the recursion asks
 * of an estimator: \(\mathbb E\|B(\lambda^k)\|^2 \le b^2\) and \(\mathbb E\|\xi_k\|^2 \le v\).
 *
 * @param problem the instance
 * @param oracles the estimator
 * @param batch n, trajectories an estimate
 * @param bias B, length d at every point
 * @param phi upper variable
 * @param lambda where every run starts
 * @param step \(\tau\)
 * @param steps K
 */
record EstimatorDescent(
        BilevelProblem problem,
        Oracles oracles,
        long batch,
        ChainBias.Field bias,
        double[] phi,
        double[] lambda,
        double step,
        int steps) {
    static final String SQUARED_BIAS = "squared bias";
    static final String SQUARED_NOISE = "squared noise";

    /** The statistic of one quantity at every step. */
    private static List<SummaryStatistics> empty(int size) {
        List<SummaryStatistics> all = new ArrayList<>();
        for (int k = 0; k < size; k++) {
            all.add(new SummaryStatistics());
        }
        return all;
    }

    CellResult repeat(int repetitions, RandomStream stream) {
        Ledger ledger = new Ledger();
        FirstOrderOracle oracle = oracles.firstOrder(ledger);
        WatchedLevel level = new WatchedLevel(problem, phi);
        List<SummaryStatistics> gaps = empty(steps + 1);
        List<SummaryStatistics> biases = empty(steps);
        List<SummaryStatistics> noises = empty(steps);
        double[] unused = new double[phi.length];
        double[] estimate = new double[lambda.length];
        for (int run = 0; run < repetitions; run++) {
            double[] at = lambda.clone();
            gaps.get(0).addValue(level.begin(at));
            for (int k = 0; k < steps; k++) {
                double[] exact = level.look(at);
                double[] off = bias.at(phi, at);
                oracle.lower(oracle.draw(batch, stream), phi, at, unused, estimate);
                double[] noise = estimate.clone();
                Vectors.add(-1, exact, noise);
                Vectors.add(-1, off, noise);
                biases.get(k).addValue(Vectors.squaredNorm(off));
                noises.get(k).addValue(Vectors.squaredNorm(noise));
                double gap = level.step(at, step, estimate);
                if (!Double.isFinite(gap)) {
                    return new CellResult(
                            Map.of(), "policy gradient", ledger.counts(), "a run left the domain of the lower loss");
                }
                gaps.get(k + 1).addValue(gap);
            }
            level.end(at);
        }
        Map<String, double[]> values = new LinkedHashMap<>(level.seen());
        put(values, "means", "standard errors", gaps);
        put(values, SQUARED_BIAS, SQUARED_BIAS + " error", biases);
        put(values, SQUARED_NOISE, SQUARED_NOISE + " error", noises);
        return new CellResult(values, "policy gradient", ledger.counts(), "");
    }

    private static void put(
            Map<String, double[]> values, String mean, String error, List<SummaryStatistics> statistics) {
        values.put(
                mean,
                statistics.stream().mapToDouble(SummaryStatistics::getMean).toArray());
        values.put(
                error,
                statistics.stream()
                        .mapToDouble(each -> each.getStandardDeviation() / Math.sqrt((double) each.getN()))
                        .toArray());
    }
}
