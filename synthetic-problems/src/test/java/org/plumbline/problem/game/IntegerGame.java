package org.plumbline.problem.game;

import static org.plumbline.problem.quadratic.ExactVectors.DIGITS;

import java.math.BigDecimal;
import org.plumbline.problem.quadratic.ExactVectors;
import org.plumbline.random.RandomStream;

/**
 * A PL game of integers, Q = BBᵀ and R = GBᵀ, so that ranges and kernels are exact, with its truth in 150 digits from the
 * definitions alone.
 */
record IntegerGame(double[][] p, double[][] q, double[][] r1, double[][] r2, double rho) {
    /** Chooses the shortest solution, and changes the others by parts in 10⁹⁰. */
    private static final BigDecimal RIDGE = new BigDecimal("1e-90");

    static IntegerGame random(int p, int d, int rank, int stretch, RandomStream stream) {
        double[][] b = new double[d][rank];
        for (int i = 0; i < d; i++) {
            for (int j = 0; j <= Math.min(i, rank - 1); j++) {
                b[i][j] = (i == j ? 1 : stream.nextInt(3) - 1) * (j == 0 ? stretch : 1);
            }
        }
        double[][] a = integers(p, p, stream);
        // ρ beats the cross terms by any margin: they are sums of a few products of small integers.
        return new IntegerGame(
                timesTransposed(a, a),
                timesTransposed(b, b),
                timesTransposed(integers(p, rank, stream), b),
                timesTransposed(integers(p, rank, stream), b),
                100.0 * p * rank);
    }

    private static double[][] integers(int rows, int columns, RandomStream stream) {
        double[][] entries = new double[rows][columns];
        for (double[] row : entries) {
            for (int j = 0; j < columns; j++) {
                row[j] = stream.nextInt(5) - 2;
            }
        }
        return entries;
    }

    private static double[][] timesTransposed(double[][] a, double[][] b) {
        double[][] product = new double[a.length][b.length];
        for (int i = 0; i < a.length; i++) {
            for (int j = 0; j < b.length; j++) {
                for (int k = 0; k < a[0].length; k++) {
                    product[i][j] += a[i][k] * b[j][k];
                }
            }
        }
        return product;
    }

    /** Qλ = −(R₂ + σR₁)ᵀφ. */
    BigDecimal[] solution(double[] phi, BigDecimal sigma) {
        BigDecimal[] rhs = ExactVectors.plus(pulled(r2, phi), sigma, pulled(r1, phi));
        BigDecimal[][] system = ExactVectors.of(q);
        for (int j = 0; j < rhs.length; j++) {
            rhs[j] = rhs[j].negate();
            system[j][j] = system[j][j].add(RIDGE, DIGITS);
        }
        return ExactVectors.solve(system, rhs);
    }

    BigDecimal lower(double[] phi, BigDecimal[] lambda) {
        return ExactVectors.dot(lambda, ExactVectors.times(ExactVectors.of(q), lambda))
                .multiply(new BigDecimal("0.5"), DIGITS)
                .add(ExactVectors.dot(pulled(r2, phi), lambda), DIGITS);
    }

    BigDecimal upper(double[] phi, BigDecimal[] lambda) {
        return ExactVectors.dot(ExactVectors.of(phi), outer(phi))
                .multiply(new BigDecimal("0.5"), DIGITS)
                .add(ExactVectors.dot(pulled(r1, phi), lambda), DIGITS);
    }

    /** f + (g − g*)/σ at λ_σ. */
    BigDecimal objective(double[] phi, BigDecimal sigma) {
        BigDecimal[] lambda = solution(phi, sigma);
        BigDecimal gap = lower(phi, lambda).subtract(lower(phi, solution(phi, BigDecimal.ZERO)), DIGITS);
        return upper(phi, lambda).add(gap.divide(sigma, DIGITS), DIGITS);
    }

    /** ∇_φ f(λ_σ) + R₂(λ_σ − λ*)/σ. */
    BigDecimal[] gradient(double[] phi, BigDecimal sigma) {
        BigDecimal[] lambda = solution(phi, sigma);
        BigDecimal[] moved = ExactVectors.plus(lambda, BigDecimal.ONE.negate(), solution(phi, BigDecimal.ZERO));
        BigDecimal[] direct =
                ExactVectors.plus(outer(phi), BigDecimal.ONE, ExactVectors.times(ExactVectors.of(r1), lambda));
        return ExactVectors.plus(
                direct, BigDecimal.ONE.divide(sigma, DIGITS), ExactVectors.times(ExactVectors.of(r2), moved));
    }

    private BigDecimal[] outer(double[] phi) {
        BigDecimal[] point = ExactVectors.of(phi);
        return ExactVectors.plus(ExactVectors.times(ExactVectors.of(p), point), new BigDecimal(rho), point);
    }

    private static BigDecimal[] pulled(double[][] r, double[] phi) {
        return ExactVectors.times(ExactVectors.transpose(ExactVectors.of(r)), ExactVectors.of(phi));
    }
}
