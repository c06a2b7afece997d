package org.plumbline.problem;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.plumbline.oracle.Batch;
import org.plumbline.oracle.Draw;
import org.plumbline.oracle.FirstOrderOracle;
import org.plumbline.oracle.GaussianNoise;
import org.plumbline.oracle.Ledger;
import org.plumbline.oracle.NoiseModel;
import org.plumbline.oracle.OracleAnswers;
import org.plumbline.oracle.OracleCounts;
import org.plumbline.oracle.Oracles;
import org.plumbline.oracle.SecondOrderOracle;
import org.plumbline.random.RandomStream;

/** The oracles of a problem answer with its derivatives, count every draw, and lead nowhere else. */
@FunctionalInterface
public interface OracleContract extends ProblemUnderTest {
    /** Additive and multiplicative parts of comparable size. */
    NoiseModel NOISE = new GaussianNoise(1, 0.5);

    /** Batches of one sampling check. */
    int DRAWS = 2000;

    @Test
    default void theOracleWithoutNoiseIsExact() {
        BilevelFunctions functions = problem().truth().functions();
        FirstOrderOracle oracle = problem().oracles(NoiseModel.NONE).firstOrder(new Ledger());
        RandomStream stream = seeds("exact").stream();
        for (Point x : points("exact", 5)) {
            Gradients g = Gradients.blank(x);
            Gradients f = Gradients.blank(x);
            Batch batch = oracle.draw(3, stream);
            oracle.lower(batch, x.phi(), x.lambda(), g.phi(), g.lambda());
            oracle.upper(batch, x.phi(), x.lambda(), f.phi(), f.lambda());
            assertArrayEquals(Gradients.ofLower(functions, x).phi(), g.phi());
            assertArrayEquals(Gradients.ofLower(functions, x).lambda(), g.lambda());
            assertArrayEquals(Gradients.ofUpper(functions, x).phi(), f.phi());
            assertArrayEquals(Gradients.ofUpper(functions, x).lambda(), f.lambda());
        }
        for (SecondOrderOracle second : second(NoiseModel.NONE, new Ledger())) {
            Point x = points("exact", 1).get(0);
            Products expected = Products.at(functions, x, Vectors.unit(x.lambda().length, stream));
            double[] hessian = new double[x.lambda().length];
            double[] jacobian = new double[x.phi().length];
            second.hessianVector(second.draw(1, stream), x.phi(), x.lambda(), expected.direction(), hessian);
            second.jacobianVector(second.draw(1, stream), x.phi(), x.lambda(), expected.direction(), jacobian);
            assertArrayEquals(expected.hessian(), hessian);
            assertArrayEquals(expected.jacobian(), jacobian);
        }
    }

    /**
     * Every component of the mean of 2000 answers lies within five standard errors: a false alarm has probability
     * 6e-7 a component, about 2e-5 in all for 30 components.
     */
    @Test
    default void theMeanAnswerIsTheExactOne() {
        for (Point x : points("mean", 1)) {
            double[] exact = OracleAnswers.at(x.phi(), x.lambda()).ask(oracle(NoiseModel.NONE), 1, stream("mean"));
            OracleAnswers.Moments moments =
                    OracleAnswers.at(x.phi(), x.lambda()).moments(oracle(NOISE), 2, DRAWS, stream("mean"));
            for (int i = 0; i < exact.length; i++) {
                double error = Math.abs(moments.mean()[i] - exact[i]);
                double allowed = 5 * moments.standardError(i);
                int component = i;
                assertTrue(error <= allowed, () -> "component " + component + " is off by " + error);
            }
        }
    }

    /**
     * The trace of the covariance of n samples, times n. With 2000 batches each trace has a relative standard error of
     * at most √(2/2000) = 0.032, their quotient one of 0.045, so ±0.22 is five of them: false alarm below 6e-7 each.
     */
    @Test
    default void theVarianceFallsInverselyWithTheBatch() {
        for (Point x : points("variance", 1)) {
            OracleAnswers answers = OracleAnswers.at(x.phi(), x.lambda());
            RandomStream stream = stream("variance");
            double single = answers.moments(oracle(NOISE), 1, DRAWS, stream).trace();
            for (int n : new int[] {4, 25}) {
                double ratio =
                        n * answers.moments(oracle(NOISE), n, DRAWS, stream).trace() / single;
                assertEquals(1, ratio, 0.22, () -> "n·variance(n)/variance(1) at n = " + n);
            }
        }
    }

    @Test
    default void theSameBatchGivesTheSameAnswerWhateverWasAskedBetween() {
        FirstOrderOracle oracle = oracle(NOISE);
        RandomStream stream = stream("same-batch");
        List<Point> points = points("same-batch", 2);
        Batch batch = oracle.draw(3, stream);
        Gradients first = lower(oracle, batch, points.get(0));
        lower(oracle, batch, points.get(1));
        lower(oracle, oracle.draw(2, stream), points.get(0));
        Gradients again = lower(oracle, batch, points.get(0));
        Gradients elsewhere = lower(oracle(NOISE), batch, points.get(0));
        assertArrayEquals(first.lambda(), again.lambda());
        assertArrayEquals(first.phi(), again.phi());
        assertArrayEquals(first.lambda(), elsewhere.lambda());
    }

    @Test
    default void queriesDoNotChangeTheirInputs() {
        for (SecondOrderOracle oracle : second(NOISE, new Ledger())) {
            Point x = points("inputs", 1).get(0);
            double[] phi = x.phi().clone();
            double[] lambda = x.lambda().clone();
            double[] vector = Vectors.unit(lambda.length, stream("inputs"));
            double[] sameVector = vector.clone();
            Batch batch = oracle.draw(2, stream("inputs"));
            Gradients out = Gradients.blank(x);
            oracle.lower(batch, phi, lambda, out.phi(), out.lambda());
            oracle.upper(batch, phi, lambda, out.phi(), out.lambda());
            oracle.hessianVector(batch, phi, lambda, vector, out.lambda());
            oracle.jacobianVector(batch, phi, lambda, vector, out.phi());
            assertArrayEquals(x.phi(), phi);
            assertArrayEquals(x.lambda(), lambda);
            assertArrayEquals(sameVector, vector);
        }
    }

    /** A cast must not lead from an algorithm to the truth, nor from gradients to second derivatives. */
    @Test
    default void noCastLeadsFromAnOracleToTheTruthOrToAStrongerOracle() {
        Oracles oracles = problem().oracles(NOISE);
        FirstOrderOracle first = oracles.firstOrder(new Ledger());
        assertFalse(first instanceof SecondOrderOracle, "the first-order oracle is a second-order one");
        List<Object> handed = new ArrayList<>(List.of(oracles, first, first.draw(1, stream("cast"))));
        handed.addAll(second(NOISE, new Ledger()));
        for (Object object : handed) {
            assertFalse(object instanceof BilevelProblem, () -> object + " is a problem");
            assertFalse(object instanceof GroundTruth, () -> object + " is a ground truth");
            assertFalse(object instanceof BilevelFunctions, () -> object + " is the exact losses");
        }
    }

    /** The other count is kept here, call by call, and does not look at the ledger until the end. */
    @Test
    default void theLedgerAgreesWithAnIndependentCount() {
        Ledger ledger = new Ledger();
        FirstOrderOracle first = problem().oracles(NOISE).firstOrder(ledger);
        List<SecondOrderOracle> second = second(NOISE, ledger);
        RandomStream stream = stream("ledger");
        Point x = points("ledger", 1).get(0);
        double[] vector = Vectors.unit(x.lambda().length, stream);
        Gradients out = Gradients.blank(x);
        long[] asked = new long[4];
        for (int i = 0; i < 200; i++) {
            int n = 1 + stream.nextInt(9);
            Batch batch = first.draw(n, stream);
            int kind = stream.nextInt(second.isEmpty() ? 2 : 4);
            switch (kind) {
                case 0 -> first.lower(batch, x.phi(), x.lambda(), out.phi(), out.lambda());
                case 1 -> first.upper(batch, x.phi(), x.lambda(), out.phi(), out.lambda());
                case 2 -> second.get(0).hessianVector(batch, x.phi(), x.lambda(), vector, out.lambda());
                default -> second.get(0).jacobianVector(batch, x.phi(), x.lambda(), vector, out.phi());
            }
            asked[kind] += n;
            first.draw(1000, stream); // drawn and never used: free
        }
        OracleCounts counts = ledger.counts();
        assertEquals(asked[0], counts.of(Draw.LOWER_GRADIENT));
        assertEquals(asked[1], counts.of(Draw.UPPER_GRADIENT));
        assertEquals(asked[2], counts.of(Draw.HESSIAN_VECTOR));
        assertEquals(asked[3], counts.of(Draw.JACOBIAN_VECTOR));
        assertEquals(asked[0] + asked[1] + asked[2] + asked[3], counts.samples());
        assertEquals(asked[2] + asked[3], counts.secondOrder());
    }

    private FirstOrderOracle oracle(NoiseModel noise) {
        return problem().oracles(noise).firstOrder(new Ledger());
    }

    /** One second-order oracle, or none where the problem offers gradients only. */
    private List<SecondOrderOracle> second(NoiseModel noise, Ledger ledger) {
        Optional<SecondOrderOracle> oracle = problem().oracles(noise).secondOrder(ledger);
        return oracle.map(List::of).orElse(List.of());
    }

    private RandomStream stream(String check) {
        return seeds(check).child("batches").stream();
    }

    private static Gradients lower(FirstOrderOracle oracle, Batch batch, Point x) {
        Gradients out = Gradients.blank(x);
        oracle.lower(batch, x.phi(), x.lambda(), out.phi(), out.lambda());
        return out;
    }
}
