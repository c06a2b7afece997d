package org.plumbline.theory.panel;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.DoubleUnaryOperator;
import org.plumbline.oracle.Draw;
import org.plumbline.oracle.OracleCounts;
import org.plumbline.random.RandomStream;
import org.plumbline.theory.CellResult;

/** The result of a contest that was not run: E = 3 N^-b times noise, N = ε^(-1/b) times logarithms. */
public final class SyntheticContest {
    private final int targets;
    private final double[][] errors;
    private final double[] samples;
    private final double[] logarithms;

    /**
     * A contest over halvings of 1/2.
     *
     * @param b of \(E = 3 N^{-b}\), where N has its logarithm divided out
     * @param targets how many
     * @param seeds runs a target
     * @param noise deviation of ln E
     * @param logarithm of ε, a factor of N that has nothing to do with E
     * @param stream the noise
     */
    public SyntheticContest(
            double b, int targets, int seeds, double noise, DoubleUnaryOperator logarithm, RandomStream stream) {
        this.targets = targets;
        errors = new double[targets][seeds];
        samples = new double[targets];
        logarithms = new double[targets];
        for (int i = 0; i < targets; i++) {
            double polynomial = Math.pow(Math.scalb(0.5, -i), -1 / b);
            logarithms[i] = logarithm.applyAsDouble(Math.scalb(0.5, -i));
            samples[i] = polynomial * logarithms[i];
            Arrays.setAll(errors[i], seed -> 3 * Math.pow(polynomial, -b) * Math.exp(noise * stream.gaussian()));
        }
    }

    SyntheticContest error(int target, int seed, double error) {
        errors[target][seed] = error;
        return this;
    }

    SyntheticContest samples(int target, double number) {
        samples[target] = number;
        return this;
    }

    /**
     * What the cell would have returned.
     *
     * @param method its name
     * @return the series of a contest
     */
    public CellResult result(String method) {
        Map<String, double[]> values = new TreeMap<>();
        double[] epsilons = new double[targets];
        double[] failed = new double[targets];
        for (int i = 0; i < targets; i++) {
            epsilons[i] = Math.scalb(0.5, -i);
            failed[i] = Arrays.stream(errors[i]).filter(Double::isNaN).count();
            for (Contest.Criterion criterion : Contest.Criterion.values()) {
                values.put(criterion.series(i), errors[i]);
            }
        }
        values.put(Contest.TARGETS, epsilons);
        values.put(Contest.SAMPLES, samples);
        values.put(Contest.LOGARITHMS, logarithms);
        values.put(Contest.FAILED, failed);
        double[] reached = new double[targets];
        Arrays.fill(reached, Search.Grade.CARRIED.ordinal());
        values.put(Contest.REACHED, reached);
        values.put(Contest.SEARCH, new double[] {1000});
        values.put("c cSigma", new double[] {0.5});
        return new CellResult(values, method, OracleCounts.of(Map.of(Draw.LOWER_GRADIENT, 7L)), "");
    }
}
