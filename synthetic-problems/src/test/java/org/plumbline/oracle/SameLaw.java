package org.plumbline.oracle;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.apache.commons.math3.stat.inference.KolmogorovSmirnovTest;
import org.plumbline.random.RandomStream;

/** Compares the law of one batch of n with that of the average of n single samples. */
final class SameLaw {
    /** The batch size that is compared: not a square, so that a lost root shows. */
    static final int N = 5;

    private static final int DRAWS = 3000;

    /** A component fails with this probability although the laws agree. */
    private static final double KS_LEVEL = 1e-6;

    private SameLaw() {}

    /**
     * Two-sample Kolmogorov–Smirnov for each component, and each entry of the two covariance matrices within five
     * standard errors of their difference. For 10 components the false-alarm rates are 1e-5 and 55·6e-7 = 3e-5.
     */
    static void assertMeanOfBatchIsAverageOfSingles(FirstOrderOracle oracle, OracleAnswers point, RandomStream stream) {
        double[][] batches = new double[DRAWS][];
        double[][] averages = new double[DRAWS][];
        for (int i = 0; i < DRAWS; i++) {
            batches[i] = point.ask(oracle, N, stream);
            averages[i] = average(oracle, point, stream);
        }
        for (int j = 0; j < batches[0].length; j++) {
            double pValue = new KolmogorovSmirnovTest().kolmogorovSmirnovTest(column(batches, j), column(averages, j));
            int component = j;
            assertTrue(pValue > KS_LEVEL, () -> "component " + component + " has p = " + pValue);
        }
        assertCovariancesAgree(OracleAnswers.Moments.of(batches), OracleAnswers.Moments.of(averages));
    }

    private static double[] average(FirstOrderOracle oracle, OracleAnswers point, RandomStream stream) {
        double[] average = null;
        for (int i = 0; i < N; i++) {
            double[] single = point.ask(oracle, 1, stream);
            average = average == null ? new double[single.length] : average;
            for (int j = 0; j < single.length; j++) {
                average[j] += single[j] / N;
            }
        }
        return average;
    }

    private static double[] column(double[][] rows, int j) {
        double[] column = new double[rows.length];
        for (int i = 0; i < rows.length; i++) {
            column[i] = rows[i][j];
        }
        return column;
    }

    /** The product of two nearly normal components has variance c_ii c_jj + c_ij². */
    private static void assertCovariancesAgree(OracleAnswers.Moments first, OracleAnswers.Moments second) {
        double[][] a = first.covariance();
        double[][] b = second.covariance();
        for (int i = 0; i < a.length; i++) {
            for (int j = 0; j <= i; j++) {
                double variance = (a[i][i] * a[j][j] + a[i][j] * a[i][j]) / first.draws()
                        + (b[i][i] * b[j][j] + b[i][j] * b[i][j]) / second.draws();
                double gap = Math.abs(a[i][j] - b[i][j]);
                String entry = "covariance of " + i + " and " + j;
                assertTrue(gap <= 5 * Math.sqrt(variance), () -> entry + " differs by " + gap);
            }
        }
    }
}
