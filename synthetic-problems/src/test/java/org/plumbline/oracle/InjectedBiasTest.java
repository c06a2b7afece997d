package org.plumbline.oracle;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.plumbline.random.RandomStream;
import org.plumbline.random.SeedTree;

class InjectedBiasTest {
    private static final double[] BIAS = {0.25, -0.5, 2};
    private static final NoiseModel NOISE = new GaussianNoise(0.5, 0.5);
    private static final OracleAnswers POINT = OracleAnswers.at(new double[] {1, 2}, new double[] {1, -1, 3});

    private final RandomStream stream = SeedTree.of(41).child("bias").stream();

    private static SecondOrderOracle biased(NoiseModel noise) {
        return new InjectedBias(noise, BIAS).around(new ZeroOracle(2, 3));
    }

    @Test
    void withoutNoiseTheLowerGradientIsShiftedByExactlyTheBiasAndNothingElseIs() {
        double[] expected = {0, 0, 0.25, -0.5, 2, 0, 0, 0, 0, 0};
        assertArrayEquals(expected, POINT.ask(biased(NoiseModel.NONE), 4, stream));
    }

    /** Adding and taking away a number of order 1 costs one rounding, 1e-15 at most. */
    @Test
    void theNoiseUnderneathStaysAsItIs() {
        SecondOrderOracle plain = NOISE.around(new ZeroOracle(2, 3));
        Batch batch = plain.draw(2, stream);
        double[] expected = POINT.ask(plain, batch);
        for (int j = 0; j < BIAS.length; j++) {
            expected[2 + j] += BIAS[j];
        }
        assertArrayEquals(expected, POINT.ask(biased(NOISE), batch), 1e-15);
    }

    @Test
    void productsAreNotBiased() {
        SecondOrderOracle plain = NOISE.around(new ZeroOracle(2, 3));
        Batch batch = plain.draw(2, stream);
        double[] vector = {1, 2, 3};
        double[] expected = new double[3];
        double[] actual = new double[3];
        plain.hessianVector(batch, POINT.phi(), POINT.lambda(), vector, expected);
        biased(NOISE).hessianVector(batch, POINT.phi(), POINT.lambda(), vector, actual);
        assertArrayEquals(expected, actual);
    }

    @Test
    void theCallersArrayIsCopied() {
        double[] mine = BIAS.clone();
        InjectedBias model = new InjectedBias(NoiseModel.NONE, mine);
        mine[0] = 99;
        model.lambdaBias()[1] = 99;
        assertEquals(0.25, POINT.ask(model.around(new ZeroOracle(2, 3)), 1, stream)[2]);
        assertEquals(-0.5, model.lambdaBias()[1]);
    }

    @Test
    void aBiasOfAnotherDimensionIsRefused() {
        assertThrows(
                IllegalArgumentException.class,
                () -> new InjectedBias(NoiseModel.NONE, BIAS).around(new ZeroOracle(2, 2)));
    }
}
