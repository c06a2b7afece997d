package org.plumbline.algorithm.penalty;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.plumbline.algorithm.AlgorithmUnderTest;
import org.plumbline.algorithm.BilevelAlgorithm;
import org.plumbline.algorithm.BilevelAlgorithmContract;
import org.plumbline.algorithm.Stepper;
import org.plumbline.oracle.Batch;
import org.plumbline.oracle.Draw;
import org.plumbline.oracle.FirstOrderOracle;
import org.plumbline.oracle.GaussianNoise;
import org.plumbline.oracle.Ledger;
import org.plumbline.oracle.NoiseModel;
import org.plumbline.oracle.OracleCounts;
import org.plumbline.oracle.Start;
import org.plumbline.random.RandomStream;

/** The contract runs with steps and multiplier constant, where the limit is a fixed point; the momentum decays as published. */
class FullyFirstOrderMomentumTest implements BilevelAlgorithmContract {
    private static final double MULTIPLIER = 10;
    private static final long BATCH = 7;

    @Override
    public BilevelAlgorithm algorithm(double lowerStep) {
        return new FullyFirstOrderMomentum(
                MULTIPLIER, lowerStep, lowerStep, 0.1, 0.5, BATCH, 0, 0, 0, FullyFirstOrderMomentum.MOMENTUM_DECAY);
    }

    /** Estimates: g at z, f and g at y, and g at z, f and g at y for the upper step; each at two points. */
    @Override
    public OracleCounts publishedCost() {
        return AlgorithmUnderTest.cost(Map.of(Draw.LOWER_GRADIENT, BATCH * 8, Draw.UPPER_GRADIENT, BATCH * 4));
    }

    @Override
    public double[] limitGradient(double[] phi) {
        return problem().truth().penaltyHypergradient(phi, 1 / MULTIPLIER);
    }

    /** The flattest direction of Φ has curvature above 0.1: factor 0.99 an iteration, 1e-11 after 2500. */
    @Override
    public long iterationsToConverge() {
        return 2500;
    }

    /** Gradients of {@link HandQuadratic}, those of g in batch i times 1 + ν_i: a sample whose error depends on the point. */
    private static final class Samples implements FirstOrderOracle {
        private final double[] nu;
        private final List<Batch> drawn = new ArrayList<>();

        Samples(double... nu) {
            this.nu = nu.clone();
        }

        @Override
        public int upperDimension() {
            return 1;
        }

        @Override
        public int lowerDimension() {
            return 1;
        }

        @Override
        public Batch draw(long size, RandomStream stream) {
            drawn.add(new Batch(size, stream));
            return drawn.get(drawn.size() - 1);
        }

        @Override
        public void lower(Batch batch, double[] phi, double[] lambda, double[] gradPhi, double[] gradLambda) {
            double scale = 1 + nu[drawn.indexOf(batch)];
            gradPhi[0] = scale * (phi[0] - lambda[0]);
            gradLambda[0] = scale * (lambda[0] - phi[0]);
        }

        @Override
        public void upper(Batch batch, double[] phi, double[] lambda, double[] gradPhi, double[] gradLambda) {
            gradPhi[0] = phi[0];
            gradLambda[0] = lambda[0] - 1;
        }
    }

    /**
     * Two iterations by hand, all exponents 0, from φ = 1, y = z = 0 with Λ = 2, γ = ½, α = ½/2 = ¼, η = 0.1, θ = ½. The batches
     * of one iteration are those of the z-step, the y-step, y above and z above, with ν = (1, 0, 0, 0), then
     * (−½, ½, 0, 1).
     *
     * <p>t = 0, θ₀ = 1, so that every estimate is the sample: h_z = 2(0−1) = −2, z = 0 + ½·2 = 1; f_λ = −1, g_λ = −1,
     * y = 0 + ¼(1 + 2) = ¾; f_φ = 1, g_φ(y) = 1 − ¾ = ¼, g_φ(z) = 1 − 1 = 0, φ = 1 − 0.1(1 + 2·¼) = 0.85.
     *
     * <p>t = 1, θ = ½. At z the points are (0.85, 1) and (1, 0), both times ½: h_z = ½·0.15 + ½(−2 − ½(−1)) = 0.075 − 0.75 =
     * −0.675, z = 1 + 0.3375 = 1.3375. At y they are (0.85, ¾) and (1, 0): f_λ = −¼ + ½(−1 + 1) = −¼;
     * g_λ = 1.5(−0.1) + ½(−1 + 1.5) = 0.1; y = ¾ − ¼(−¼ + 0.2) = 0.7625. Above, f_φ at (0.85, 0.7625) and (1, ¾) = 0.85;
     * g_φ(y) = 0.0875 + ½(¼ − ¼) = 0.0875; g_φ at (0.85, 1.3375) and (1, 1), times 2: 2(−0.4875) + ½(0 − 0) = −0.975;
     * φ = 0.85 − 0.1(0.85 + 2(0.0875 + 0.975)) = 0.85 − 0.2975 = 0.5525. Sums of a few numbers of order 1: 1e-14.
     *
     * <p>A weight θ(t+1)^-m with θ = m = 1 is ½ at t = 1, too: the same numbers.
     */
    @ParameterizedTest
    @CsvSource({"0.5, 0", "1, 1"})
    void twoIterationsAreThoseByHand(double momentum, double momentumDecay) {
        Samples samples = new Samples(1, 0, 0, 0, -0.5, 0.5, 0, 1);
        Stepper stepper = new FullyFirstOrderMomentum(2, 0.5, 0.5, 0.1, momentum, 1, 0, 0, 0, momentumDecay)
                .start(samples, new Start(new double[] {1}, new double[] {0}), new RandomStream(1));
        stepper.step();
        assertEquals(1, stepper.lambda()[0], 1e-14);
        assertEquals(0.75, stepper.penalisedLambda()[0], 1e-14);
        assertEquals(0.85, stepper.phi()[0], 1e-14);
        stepper.step();
        assertEquals(1.3375, stepper.lambda()[0], 1e-14);
        assertEquals(0.7625, stepper.penalisedLambda()[0], 1e-14);
        assertEquals(0.5525, stepper.phi()[0], 1e-14);
    }

    /** Exact answers make the correction of every estimate exactly 0, so the runs are equal to the last bit. */
    @Test
    void withoutNoiseItIsTheMethodWithoutMomentum() {
        FullyFirstOrderMomentum momentum = FullyFirstOrderMomentum.published(4, 0.1, 0.1, 0.3);
        FullyFirstOrder plain = new FullyFirstOrder(
                4,
                0.1,
                0.1,
                0.1,
                1,
                1,
                FullyFirstOrderMomentum.LOWER_DECAY,
                FullyFirstOrderMomentum.PENALISED_DECAY,
                FullyFirstOrderMomentum.MULTIPLIER_GROWTH);
        Stepper first = momentum.start(
                problem().oracles(NoiseModel.NONE).firstOrder(new Ledger()),
                problem().start(),
                new RandomStream(1));
        Stepper second = plain.start(
                problem().oracles(NoiseModel.NONE).firstOrder(new Ledger()),
                problem().start(),
                new RandomStream(1));
        for (int t = 0; t < 100; t++) {
            first.step();
            second.step();
        }
        assertArrayEquals(second.phi(), first.phi(), 0);
        assertArrayEquals(second.lambda(), first.lambda(), 0);
        assertArrayEquals(second.penalisedLambda(), first.penalisedLambda(), 0);
    }

    /**
     * With additive noise of variance s² and points that hardly move, an estimate is an exponential average, of variance
     * s²θ/(2−θ): a third of s² for θ = ½. (A fresh batch at the old point would make it 5/3 s².) The upper direction is the
     * sum of f and of g twice, so three such at Λ = 1: s² = 0.01 gives 0.01. It is read off Δφ/η, where η = 1e-8 costs no
     * more than 1e-8 by rounding, and 20 000 steps of order 1 move φ by 2e-4, which changes the sample variance by less than
     * 1e-8. Of N = 20 000 numbers with autocorrelation ½ᵏ the sample variance has the relative standard deviation
     * √(2/N·(1+¼)/(1−¼)) = 0.0129; the margin is five of them. Seed 11, false alarms 6e-7.
     */
    @Test
    void theEstimateHasTheVarianceOfAnExponentialAverage() {
        double eta = 1e-8;
        Stepper stepper = new FullyFirstOrderMomentum(1, 1e-9, 1e-9, eta, 0.5, 1, 0, 0, 0, 0)
                .start(
                        HandQuadratic.PROBLEM.oracles(new GaussianNoise(0.1, 0)).firstOrder(new Ledger()),
                        new Start(new double[] {1}, new double[] {0}),
                        new RandomStream(11));
        for (int t = 0; t < 100; t++) {
            stepper.step();
        }
        int count = 20_000;
        double sum = 0;
        double squares = 0;
        for (int t = 0; t < count; t++) {
            double before = stepper.phi()[0];
            stepper.step();
            double direction = (before - stepper.phi()[0]) / eta;
            sum += direction;
            squares += direction * direction;
        }
        double mean = sum / count;
        assertEquals(0.01, squares / count - mean * mean, 5 * 0.0129 * 0.01);
    }
}
