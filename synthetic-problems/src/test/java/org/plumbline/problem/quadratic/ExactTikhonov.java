package org.plumbline.problem.quadratic;

import static org.plumbline.problem.quadratic.ExactVectors.DIGITS;

import java.math.BigDecimal;
import org.plumbline.problem.UpperLoss;

/**
 * The penalised problem of a quadratic g in 150 digits, from the definitions of theory.md alone: with
 * g = ½λᵀGλ − λᵀBφ + ½φᵀAφ, the minimiser of g + σf is (G + σW)⁻¹(Bφ + σWe); Φ_σ is the penalised loss there, and its
 * gradient Danskin's.
 *
 * @param hessian G, d×d
 * @param cross B, d×p
 * @param outer A, p×p
 * @param upper the upper loss
 */
record ExactTikhonov(BigDecimal[][] hessian, BigDecimal[][] cross, BigDecimal[][] outer, UpperLoss upper) {
    /** Stands for σ → 0: what it leaves of a solution is beyond every double. */
    static final BigDecimal LIMIT = new BigDecimal("1e-60");

    /** Chooses the shortest solution where nothing else chooses, and is far below the limit where f does. */
    private static final BigDecimal RIDGE = new BigDecimal("1e-90");

    /** g = ½(λ − Cφ)ᵀH(λ − Cφ). */
    static ExactTikhonov ofHessian(double[][] h, double[][] c, UpperLoss upper) {
        BigDecimal[][] hessian = ExactVectors.of(h);
        BigDecimal[][] cross = ExactVectors.times(hessian, ExactVectors.of(c));
        BigDecimal[][] outer = ExactVectors.times(ExactVectors.transpose(ExactVectors.of(c)), cross);
        return new ExactTikhonov(hessian, cross, outer, upper);
    }

    /** g = ½‖Mλ − Cφ‖². */
    static ExactTikhonov ofResidual(double[][] m, double[][] c, UpperLoss upper) {
        BigDecimal[][] exact = ExactVectors.of(m);
        BigDecimal[][] transposed = ExactVectors.transpose(exact);
        BigDecimal[][] coupling = ExactVectors.of(c);
        return new ExactTikhonov(
                ExactVectors.times(transposed, exact),
                ExactVectors.times(transposed, coupling),
                ExactVectors.times(ExactVectors.transpose(coupling), coupling),
                upper);
    }

    BigDecimal[] solution(double[] phi, BigDecimal sigma) {
        BigDecimal[] rhs = ExactVectors.times(cross, ExactVectors.of(phi));
        BigDecimal[][] system = new BigDecimal[rhs.length][];
        for (int j = 0; j < rhs.length; j++) {
            BigDecimal weight = sigma.multiply(new BigDecimal(upper.weight()[j]), DIGITS);
            system[j] = hessian[j].clone();
            system[j][j] = system[j][j].add(weight, DIGITS).add(RIDGE, DIGITS);
            rhs[j] = rhs[j].add(weight.multiply(new BigDecimal(upper.target()[j]), DIGITS), DIGITS);
        }
        return ExactVectors.solve(system, rhs);
    }

    BigDecimal lower(double[] phi, BigDecimal[] lambda) {
        BigDecimal[] point = ExactVectors.of(phi);
        BigDecimal half = new BigDecimal("0.5");
        return ExactVectors.dot(lambda, ExactVectors.times(hessian, lambda))
                .multiply(half, DIGITS)
                .subtract(ExactVectors.dot(lambda, ExactVectors.times(cross, point)), DIGITS)
                .add(ExactVectors.dot(point, ExactVectors.times(outer, point)).multiply(half, DIGITS), DIGITS);
    }

    /** Φ_σ = f(λ_σ) + (g(λ_σ) − g*)/σ. */
    BigDecimal objective(double[] phi, BigDecimal sigma) {
        BigDecimal[] lambda = solution(phi, sigma);
        BigDecimal gap = lower(phi, lambda).subtract(lower(phi, solution(phi, LIMIT)), DIGITS);
        return upper(phi, lambda).add(gap.divide(sigma, DIGITS), DIGITS);
    }

    /** ∇Φ_σ = ∇_φ f + (∇_φ g(λ_σ) − ∇_φ g(λ*))/σ = outer terms − Bᵀ(λ_σ − λ*)/σ. */
    BigDecimal[] gradient(double[] phi, BigDecimal sigma) {
        BigDecimal[] moved = ExactVectors.plus(solution(phi, sigma), BigDecimal.ONE.negate(), solution(phi, LIMIT));
        BigDecimal[] pulled = ExactVectors.times(ExactVectors.transpose(cross), moved);
        return ExactVectors.plus(
                outerGradient(phi), BigDecimal.ONE.divide(sigma, DIGITS).negate(), pulled);
    }

    BigDecimal upper(double[] phi, BigDecimal[] lambda) {
        BigDecimal twice = BigDecimal.ZERO;
        for (int j = 0; j < lambda.length; j++) {
            BigDecimal gap = lambda[j].subtract(new BigDecimal(upper.target()[j]), DIGITS);
            twice = twice.add(new BigDecimal(upper.weight()[j]).multiply(gap.multiply(gap, DIGITS), DIGITS), DIGITS);
        }
        BigDecimal[] linear = ExactVectors.of(upper.outer().linear());
        BigDecimal[] gap = fromCenter(phi);
        BigDecimal rho = new BigDecimal(upper.outer().rho());
        return twice.add(rho.multiply(ExactVectors.dot(gap, gap), DIGITS), DIGITS)
                .multiply(new BigDecimal("0.5"), DIGITS)
                .add(ExactVectors.dot(linear, ExactVectors.of(phi)), DIGITS);
    }

    private BigDecimal[] outerGradient(double[] phi) {
        return ExactVectors.plus(
                ExactVectors.of(upper.outer().linear()),
                new BigDecimal(upper.outer().rho()),
                fromCenter(phi));
    }

    private BigDecimal[] fromCenter(double[] phi) {
        return ExactVectors.plus(
                ExactVectors.of(phi),
                BigDecimal.ONE.negate(),
                ExactVectors.of(upper.outer().center()));
    }
}
