package org.plumbline.problem.quadratic;

import org.plumbline.problem.OuterTerms;
import org.plumbline.problem.UpperLoss;
import org.plumbline.random.RandomStream;

/**
 * A rank-deficient matrix of integers, so that its rank is exact and not an affair of rounding.
 *
 * @param m r×d
 * @param c r×p
 * @param upper the upper loss
 */
record IntegerRank(double[][] m, double[][] c, UpperLoss upper) {
    /** M = A·S·B with factors of small integers and S = diag(1, …, stretch); all weights positive. */
    static IntegerRank mixing(int rows, int d, int rank, double stretch, int p, RandomStream stream) {
        double[][] b = triangular(rank, d, stream);
        for (double[] row : b) {
            for (int j = rank; j < d; j++) {
                row[j] = stream.nextInt(7) - 3;
            }
        }
        double[] weight = new double[d];
        for (int j = 0; j < d; j++) {
            weight[j] = stream.uniform(0.5, 2);
        }
        return of(product(rows, b, stretch, stream), weight, p, stream);
    }

    /** The columns from the last of the rank on are multiples of one, and have no weight: they contain ker M. */
    static IntegerRank ignoring(int rows, int d, int rank, double stretch, int p, RandomStream stream) {
        double[][] b = triangular(rank, d, stream);
        for (int j = rank; j < d; j++) {
            double factor = stream.nextInt(5) - 2;
            for (double[] row : b) {
                row[j] = factor * row[rank - 1];
            }
        }
        double[] weight = new double[d];
        for (int j = 0; j < rank - 1; j++) {
            weight[j] = stream.uniform(0.5, 2);
        }
        return of(product(rows, b, stretch, stream), weight, p, stream);
    }

    /** Rank × d, its first columns upper triangular with ones on the diagonal. */
    private static double[][] triangular(int rank, int d, RandomStream stream) {
        double[][] b = new double[rank][d];
        for (int i = 0; i < rank; i++) {
            b[i][i] = 1;
            for (int j = i + 1; j < rank; j++) {
                b[i][j] = stream.nextInt(3) - 1;
            }
        }
        return b;
    }

    private static double[][] product(int rows, double[][] b, double stretch, RandomStream stream) {
        double[][] a = new double[rows][b.length];
        for (int i = 0; i < rows; i++) {
            for (int k = 0; k <= Math.min(i, b.length - 1); k++) {
                a[i][k] = i == k ? 1 : stream.nextInt(3) - 1;
            }
        }
        double[][] m = new double[rows][b[0].length];
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < b[0].length; j++) {
                for (int k = 0; k < b.length; k++) {
                    m[i][j] += a[i][k] * (k == 0 ? stretch : 1) * b[k][j];
                }
            }
        }
        return m;
    }

    private static IntegerRank of(double[][] m, double[] weight, int p, RandomStream stream) {
        double[][] c = new double[m.length][p];
        for (double[] row : c) {
            stream.fillGaussian(row);
        }
        double[] target = new double[weight.length];
        double[] center = new double[p];
        stream.fillGaussian(target);
        stream.fillGaussian(center);
        return new IntegerRank(m, c, new UpperLoss(target, weight, OuterTerms.centred(stream.uniform(), center)));
    }
}
