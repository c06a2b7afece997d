package org.plumbline.problem.separable;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.plumbline.numeric.LinearMap;
import org.plumbline.problem.Instance;
import org.plumbline.problem.Vectors;
import org.plumbline.random.SeedTree;

/** The truth against arithmetic with 50 digits, from σ = 1e-8 to 10, a to 0.999 and c to 4.6. */
class SeparableAccuracyProperties {
    /** What the suite promises of solutions and values, and of gradients. */
    private static final double SOLUTION = 1e-10;

    private static final double GRADIENT = 1e-8;

    /** Minima closer in value than this are a tie, which doubles cannot break. */
    private static final BigDecimal TIE = new BigDecimal("1e-12");

    /**
     * The penalised solution moves by rounding/q'', of order 1e-15/q'': below this curvature its tolerance cannot be
     * met by any method in doubles, and the case says nothing. Penalised minima as flat as this are rare.
     */
    private static final BigDecimal FLAT = new BigDecimal("1e-7");

    @Property(tries = 150, seed = "31", edgeCases = EdgeCasesMode.NONE)
    void theTruthAgreesWithFiftyDigits(@ForAll("scenarios") Scenario scenario) {
        SeparableData data = scenario.data();
        Instance problem = scenario.problem();
        double[] phi = problem.box().sample(SeedTree.of(scenario.seed()).child("phi").stream());
        Exact exact = Exact.of(scenario, data, problem.truth().knownOptimum().isPresent(), phi);
        Assume.that(exact.usable);
        double[] star = problem.truth().lowerSolution(phi);
        double[] sigma = problem.truth().penalisedSolution(phi, scenario.sigma());
        double[] rho = rest(problem, phi);
        near("λ*", star, exact.star, SOLUTION * (1 + Vectors.norm(exact.star)));
        near("λ_σ", sigma, exact.penalised, SOLUTION * (1 + Vectors.norm(exact.penalised)));
        double outer = rho[rho.length - 1];
        double objective = problem.truth().objective(phi);
        double proxy = problem.truth().penaltyObjective(phi, scenario.sigma());
        near("Φ", objective, exact.objective + outer, SOLUTION * (1 + Math.abs(objective)));
        near("Φ_σ", proxy, exact.proxy + outer, SOLUTION * (1 + Math.abs(proxy)));
        double[] hyper = Vectors.plus(exact.hypergradient, 1, head(rho));
        double[] penalty = Vectors.plus(exact.penaltyHypergradient, 1, head(rho));
        near("∇Φ", problem.truth().hypergradient(phi), hyper, GRADIENT * Vectors.norm(hyper));
        near(
                "∇Φ_σ",
                problem.truth().penaltyHypergradient(phi, scenario.sigma()),
                penalty,
                GRADIENT * Vectors.norm(penalty));
    }

    /** The gradient of the outer terms and, last, their value, from the data of the instance. */
    private static double[] rest(Instance problem, double[] phi) {
        Map<?, ?> upper = (Map<?, ?>) problem.data().get("upper");
        double rho = (double) upper.get("rho");
        double[] center = (double[]) upper.get("center");
        double[] linear = (double[]) upper.get("linear");
        double[] result = new double[phi.length + 1];
        for (int i = 0; i < phi.length; i++) {
            double gap = phi[i] - center[i];
            result[i] = rho * gap + linear[i];
            result[phi.length] += rho * gap * gap / 2 + linear[i] * phi[i];
        }
        return result;
    }

    private static double[] head(double[] x) {
        return Arrays.copyOf(x, x.length - 1);
    }

    private static void near(String name, double[] actual, double[] expected, double tolerance) {
        double error = Vectors.distance(actual, expected);
        assertTrue(error <= tolerance, () -> name + " is off by " + error + " > " + tolerance);
    }

    private static void near(String name, double actual, double expected, double tolerance) {
        near(name, new double[] {actual}, new double[] {expected}, tolerance);
    }

    /** The sums over coordinates, without the outer terms. */
    private static final class Exact {
        private boolean usable = true;
        private final double[] star;
        private final double[] penalised;
        private final double[] hypergradient;
        private final double[] penaltyHypergradient;
        private double objective;
        private double proxy;

        private Exact(int d, int p) {
            star = new double[d];
            penalised = new double[d];
            hypergradient = new double[p];
            penaltyHypergradient = new double[p];
        }

        static Exact of(Scenario scenario, SeparableData data, boolean known, double[] phi) {
            assertTrue(known, "a manufactured centre must be a known optimum");
            Exact exact = new Exact(scenario.d(), scenario.p());
            double[][] c = ((LinearMap.Dense) data.c()).toRows();
            for (int j = 0; j < c.length; j++) {
                BigDecimal z = BigDecimal.ZERO;
                for (int i = 0; i < phi.length; i++) {
                    z = z.add(new BigDecimal(c[j][i]).multiply(new BigDecimal(phi[i])), ExactTrigonometry.DIGITS);
                }
                exact.add(
                        scenario,
                        j,
                        c[j],
                        z,
                        data.upper().weight()[j],
                        data.upper().target()[j]);
            }
            return exact;
        }

        private void add(Scenario scenario, int j, double[] row, BigDecimal z, double w, double e) {
            BigDecimal sigma = new BigDecimal(scenario.sigma());
            BigDecimal weight = new BigDecimal(w);
            ExactCoordinate lower = new ExactCoordinate(scenario.family(), scenario.parameter(), z, BigDecimal.ZERO, e);
            ExactCoordinate both =
                    new ExactCoordinate(scenario.family(), scenario.parameter(), z, sigma.multiply(weight), e);
            BigDecimal atStar = lower.minima().get(0);
            List<BigDecimal> minima = both.minima();
            BigDecimal best = minima.get(0);
            usable &= both.curvature(best).compareTo(FLAT) > 0
                    && (minima.size() == 1
                            || both.value(minima.get(1))
                                            .subtract(both.value(best))
                                            .compareTo(TIE)
                                    > 0);
            star[j] = atStar.doubleValue();
            penalised[j] = best.doubleValue();
            BigDecimal gapStar = atStar.subtract(new BigDecimal(e));
            BigDecimal gap = best.subtract(new BigDecimal(e));
            BigDecimal half = new BigDecimal("0.5").multiply(weight);
            objective += half.multiply(gapStar.pow(2)).doubleValue();
            BigDecimal excess = both.loss(best).subtract(lower.loss(atStar)).divide(sigma, ExactTrigonometry.DIGITS);
            proxy += half.multiply(gap.pow(2)).add(excess).doubleValue();
            double pulled = weight.multiply(gapStar)
                    .multiply(lower.solutionSlope(atStar))
                    .doubleValue();
            // The default formula, with the cancellation that fifty digits can afford.
            double penaltyPulled = both.shift(best)
                    .subtract(lower.shift(atStar))
                    .divide(sigma, ExactTrigonometry.DIGITS)
                    .doubleValue();
            for (int i = 0; i < row.length; i++) {
                hypergradient[i] += row[i] * pulled;
                penaltyHypergradient[i] += row[i] * penaltyPulled;
            }
        }
    }

    @Provide
    Arbitrary<Scenario> scenarios() {
        return Scenario.all(-8, 1, Scenario.Kind.values());
    }
}
