package org.plumbline.problem.separable;

import static org.plumbline.problem.separable.ExactTrigonometry.DIGITS;
import static org.plumbline.problem.separable.ExactTrigonometry.cos;
import static org.plumbline.problem.separable.ExactTrigonometry.sin;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * One coordinate \(\ell(y,z) + \tfrac12 s(y-e)^2\), written a second time with 50 digits: minima are found on a fine grid
 * in doubles, as sign changes of the derivative, and polished by Newton's method.
 */
record ExactCoordinate(Scenario.Kind family, double parameter, BigDecimal z, BigDecimal s, double e) {
    private static final int CELLS = 5_000;

    private BigDecimal of(double x) {
        return new BigDecimal(x);
    }

    private BigDecimal gap(BigDecimal y) {
        return y.subtract(of(e));
    }

    private BigDecimal u(BigDecimal y) {
        return y.subtract(z);
    }

    private BigDecimal residual(BigDecimal y) {
        return y.add(of(parameter).multiply(sin(y))).subtract(z);
    }

    private BigDecimal linkSlope(BigDecimal y) {
        return BigDecimal.ONE.add(of(parameter).multiply(cos(y)));
    }

    /** \(\ell\). */
    BigDecimal loss(BigDecimal y) {
        BigDecimal u = u(y);
        BigDecimal square = u.multiply(u, DIGITS);
        return switch (family) {
            case SINE -> residual(y).pow(2, DIGITS).multiply(of(0.5));
            case KARIMI -> square.add(of(parameter).multiply(sin(u).pow(2, DIGITS)), DIGITS);
            case DOUBLE_WELL ->
                square.subtract(BigDecimal.ONE)
                        .pow(2, DIGITS)
                        .multiply(of(0.25))
                        .add(of(parameter).multiply(u), DIGITS);
        };
    }

    BigDecimal value(BigDecimal y) {
        return loss(y).add(s.multiply(of(0.5)).multiply(gap(y).pow(2, DIGITS)), DIGITS);
    }

    /** \(\ell_y\). */
    private BigDecimal lossSlope(BigDecimal y) {
        BigDecimal u = u(y);
        return switch (family) {
            case SINE -> residual(y).multiply(linkSlope(y), DIGITS);
            case KARIMI -> u.multiply(of(2)).add(of(parameter).multiply(sin(u.multiply(of(2)))), DIGITS);
            case DOUBLE_WELL -> u.pow(3, DIGITS).subtract(u).add(of(parameter), DIGITS);
        };
    }

    /** \(\ell_z\). */
    BigDecimal shift(BigDecimal y) {
        return (family == Scenario.Kind.SINE ? residual(y) : lossSlope(y)).negate();
    }

    BigDecimal slope(BigDecimal y) {
        return lossSlope(y).add(s.multiply(gap(y)), DIGITS);
    }

    BigDecimal curvature(BigDecimal y) {
        BigDecimal u = u(y);
        BigDecimal own = switch (family) {
            case SINE ->
                linkSlope(y)
                        .pow(2, DIGITS)
                        .subtract(residual(y).multiply(of(parameter)).multiply(sin(y), DIGITS));
            case KARIMI -> of(2).add(of(2 * parameter).multiply(cos(u.multiply(of(2)))), DIGITS);
            case DOUBLE_WELL -> of(3).multiply(u.pow(2, DIGITS)).subtract(BigDecimal.ONE);
        };
        return own.add(s, DIGITS);
    }

    /** \((\lambda^*)'(z)\) at the lower solution. */
    BigDecimal solutionSlope(BigDecimal y) {
        return family == Scenario.Kind.SINE ? BigDecimal.ONE.divide(linkSlope(y), DIGITS) : BigDecimal.ONE;
    }

    private double roughSlope(double y) {
        double u = y - z.doubleValue();
        double own = switch (family) {
            case SINE -> (u + parameter * Math.sin(y)) * (1 + parameter * Math.cos(y));
            case KARIMI -> 2 * u + parameter * Math.sin(2 * u);
            case DOUBLE_WELL -> u * u * u - u + parameter;
        };
        return own + s.doubleValue() * (y - e);
    }

    /** All local minima, the best first. All stationary points lie within 2 of the hull of z and e. */
    List<BigDecimal> minima() {
        double left = Math.min(z.doubleValue(), e) - 2.1;
        double width = (Math.max(z.doubleValue(), e) + 2.1 - left) / CELLS;
        List<BigDecimal> minima = new ArrayList<>();
        for (int i = 0; i < CELLS; i++) {
            double from = left + i * width;
            double to = from + width;
            if (roughSlope(from) <= 0 && roughSlope(to) > 0) {
                minima.add(polished(from, to));
            }
        }
        minima.sort(Comparator.comparing(this::value));
        return minima;
    }

    private BigDecimal polished(double left, double right) {
        double from = left;
        double to = right;
        for (int i = 0; i < 40; i++) {
            double middle = (from + to) / 2;
            if (roughSlope(middle) > 0) {
                to = middle;
            } else {
                from = middle;
            }
        }
        BigDecimal y = of((from + to) / 2);
        for (int i = 0; i < 4; i++) {
            y = y.subtract(slope(y).divide(curvature(y), DIGITS), DIGITS);
        }
        return y;
    }
}
