package org.plumbline.problem.separable;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import org.plumbline.problem.GroundTruth;
import org.plumbline.problem.Problems;
import org.plumbline.random.SeedTree;

/** σ̄ and the modulus of g + σf against brute force over y and over the box. */
class CertificateProperties {
    private static final int GRID = 120;

    /**
     * Just above σ̄ there are several stationary points, for some z. At 1 % above, they are some hundredths apart, as
     * their distance grows with the root; the grids of y and z are finer.
     */
    @Property(tries = 60, seed = "41", edgeCases = EdgeCasesMode.NONE)
    void beyondTheEndAFurtherStationaryPointAppearsAndBeforeItNone(@ForAll("coordinates") KnownCoordinate coordinate) {
        double end = coordinate.truth().sigmaBar().orElseThrow();
        boolean finite = Double.isFinite(end);
        int beyond = 0;
        for (int i = 0; i <= GRID; i++) {
            double z = coordinate.z((double) i / GRID);
            for (double share : finite ? new double[] {0.3, 0.9, 0.999} : new double[] {}) {
                assertEquals(1, coordinate.stationaryPoints(z, share * end), () -> "below σ̄ at z = " + z);
            }
            for (double sigma : finite ? new double[] {} : new double[] {1e-3, 0.01, 0.1, 0.3, 1, 3, 10}) {
                assertEquals(1, coordinate.stationaryPoints(z, sigma), () -> "σ̄ = ∞, z = " + z + ", σ = " + sigma);
            }
            beyond = finite ? Math.max(beyond, coordinate.stationaryPoints(z, 1.01 * end)) : beyond;
        }
        int most = beyond;
        assertTrue(!finite || most >= 3, () -> "at 1.01 σ̄ = " + 1.01 * end + ": " + most + " stationary points");
    }

    /**
     * Below the least ratio that brute force finds, as it must be, and not much below: the search stops within 20 %,
     * and brute force stays above the infimum by what grids of z and y leave, 10 %, as it ends 40 beyond the hull.
     */
    @Property(tries = 60, seed = "42", edgeCases = EdgeCasesMode.NONE)
    void theModulusIsBelowEveryRatioAndNotMuchBelow(
            @ForAll("coordinates") KnownCoordinate coordinate,
            @ForAll @DoubleRange(min = -4, max = 0) double exponent) {
        GroundTruth truth = coordinate.truth();
        double sigma =
                Math.pow(10, exponent) * 0.9 * Math.min(1, truth.sigmaBar().orElseThrow());
        double modulus = truth.penalisedModulus(sigma).orElseThrow();
        double least = Double.POSITIVE_INFINITY;
        for (int i = 0; i <= 20; i++) {
            least = Math.min(least, coordinate.leastRatio(coordinate.z(i / 20.0), sigma));
        }
        double found = least;
        assertTrue(modulus <= found * (1 + 1e-6), () -> "a ratio of " + found + " < μ(σ) = " + modulus);
        assertTrue(modulus >= 0.7 * found, () -> "μ(σ) = " + modulus + " is far below the least ratio " + found);
    }

    /** Points all over the region and the box: a sample of more than ten thousand, at σ = 0 and within the range. */
    @Property(tries = 120, seed = "43", edgeCases = EdgeCasesMode.NONE)
    void thePlInequalityHoldsAtManyPoints(@ForAll("scenarios") Scenario scenario) {
        var problem = scenario.problem();
        GroundTruth truth = problem.truth();
        var stream = SeedTree.of(scenario.seed()).child("points").stream();
        double end = truth.sigmaBar().orElseThrow();
        for (double sigma : new double[] {0, 0.5 * Math.min(scenario.sigma(), end)}) {
            double modulus = truth.penalisedModulus(sigma).orElseThrow();
            for (int i = 0; i < 60; i++) {
                double[] phi = problem.box().sample(stream);
                double[] lambda = problem.sampleLower(phi, stream);
                double[] best = sigma == 0 ? truth.lowerSolution(phi) : truth.penalisedSolution(phi, sigma);
                double gap = penalised(truth, phi, lambda, sigma) - penalised(truth, phi, best, sigma);
                double[] gradPhi = new double[phi.length];
                double[] g = new double[lambda.length];
                double[] f = new double[lambda.length];
                truth.functions().lowerGradient(phi, lambda, gradPhi, g);
                truth.functions().upperGradient(phi, lambda, gradPhi, f);
                double square = 0;
                for (int j = 0; j < g.length; j++) {
                    square += (g[j] + sigma * f[j]) * (g[j] + sigma * f[j]);
                }
                double half = square / 2;
                // Rounding of a gap is 1e-13 of the values of which it is a difference.
                double floor = modulus * (gap * (1 - 1e-9) - 1e-13 * (1 + penalised(truth, phi, lambda, sigma)));
                assertTrue(half >= floor, () -> half + " < μ(σ)·gap = " + modulus + " · " + gap + ", σ = " + sigma);
            }
        }
    }

    private static double penalised(GroundTruth truth, double[] phi, double[] lambda, double sigma) {
        return truth.functions().lower(phi, lambda) + sigma * truth.functions().upper(phi, lambda);
    }

    /** What RATE-1 relies on: its schedule takes σ up to √(1/8) on this instance. */
    @Property(tries = 1, seed = "1", edgeCases = EdgeCasesMode.NONE)
    void theCataloguesSineIsCertifiedWhereRatesAreMeasured() {
        assertTrue(Problems.named("sine-composite/claims").truth().sigmaBar().orElseThrow() > Math.sqrt(1.0 / 8));
    }

    @Provide
    Arbitrary<KnownCoordinate> coordinates() {
        return Combinators.combine(
                        Arbitraries.of(Scenario.Kind.SINE, Scenario.Kind.KARIMI),
                        Arbitraries.doubles().between(0, 1).ofScale(4),
                        Arbitraries.doubles().between(-5, 5).ofScale(4),
                        Arbitraries.doubles().between(0.05, 1.5).ofScale(4),
                        Arbitraries.doubles().between(-6, 6).ofScale(4))
                .as((kind, share, center, reach, target) -> new KnownCoordinate(
                        kind,
                        kind == Scenario.Kind.SINE ? 0.2 + 0.75 * share : 0.5 + 3.9 * share,
                        center,
                        reach,
                        target));
    }

    @Provide
    Arbitrary<Scenario> scenarios() {
        return Scenario.all(-4, 1, Scenario.Kind.SINE, Scenario.Kind.KARIMI)
                .map(s -> new Scenario(
                        s.family(),
                        Math.min(s.parameter(), 0.98 * s.family().high),
                        s.d(),
                        s.p(),
                        s.seed(),
                        s.sigma()));
    }
}
