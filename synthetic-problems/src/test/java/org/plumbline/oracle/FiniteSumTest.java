package org.plumbline.oracle;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.plumbline.problem.BilevelProblem;
import org.plumbline.problem.Problems;
import org.plumbline.random.RandomStream;
import org.plumbline.random.SeedTree;

class FiniteSumTest {
    private static final double S = 0.7;
    private static final double M = 1.3;
    private static final int LOWER = 10;
    private static final int UPPER = 6;
    private static final FiniteSum MODEL = new FiniteSum(LOWER, UPPER, S, M, 17);
    private static final double[] PHI = {0.8, -1.1};
    private static final double[] LAMBDA = {0.5, -2, 1.5};
    private static final double[] VECTOR = {0.3, -0.4, 1.2};

    /** Every answer is the perturbation itself. */
    private static final FiniteSumOracle BARE = (FiniteSumOracle) MODEL.around(new ZeroOracle(2, 3));

    private static RandomStream stream(String name) {
        return SeedTree.of(53).child("finite-sum").child(name).stream();
    }

    /** All that g answers to one batch: its gradients, and its products with a vector. */
    private static double[] lower(
            SecondOrderOracle oracle, Batch batch, double[] phi, double[] lambda, double[] vector) {
        double[] gradPhi = new double[phi.length];
        double[] gradLambda = new double[lambda.length];
        double[] hessian = new double[lambda.length];
        double[] jacobian = new double[phi.length];
        oracle.lower(batch, phi, lambda, gradPhi, gradLambda);
        oracle.hessianVector(batch, phi, lambda, vector, hessian);
        oracle.jacobianVector(batch, phi, lambda, vector, jacobian);
        return joined(gradPhi, gradLambda, hessian, jacobian);
    }

    private static double[] upper(FirstOrderOracle oracle, Batch batch, double[] phi, double[] lambda) {
        double[] gradPhi = new double[phi.length];
        double[] gradLambda = new double[lambda.length];
        oracle.upper(batch, phi, lambda, gradPhi, gradLambda);
        return joined(gradPhi, gradLambda);
    }

    private static double[] joined(double[]... parts) {
        return Arrays.stream(parts).flatMapToDouble(Arrays::stream).toArray();
    }

    private static double[] lowerTerm(int index) {
        return lower(BARE, BARE.term(index), PHI, LAMBDA, VECTOR);
    }

    private static double[] upperTerm(int index) {
        return upper(BARE, BARE.term(index), PHI, LAMBDA);
    }

    /** Gradients here are below 100 in size, so a mean of ten answers is right to a few units of 1e-14. */
    @Test
    void theMeanOverAllTermsIsTheProblemItself() {
        BilevelProblem problem = Problems.named("quadratic/claims");
        SecondOrderOracle exact =
                problem.oracles(NoiseModel.NONE).secondOrder(new Ledger()).orElseThrow();
        FiniteSumOracle sum = problem.oracles(MODEL).finiteSum(new Ledger()).orElseThrow();
        RandomStream stream = stream("mean");
        double[] phi = problem.box().sample(stream);
        double[] lambda = problem.sampleLower(phi, stream);
        double[] vector = new double[lambda.length];
        stream.fillGaussian(vector);
        Batch any = exact.draw(1, stream);

        double[] meanOfLower = new double[2 * (phi.length + lambda.length)];
        for (int i = 0; i < sum.lowerTerms(); i++) {
            addTo(meanOfLower, 1.0 / LOWER, lower(sum, sum.term(i), phi, lambda, vector));
        }
        assertArrayEquals(lower(exact, any, phi, lambda, vector), meanOfLower, 1e-13);

        double[] meanOfUpper = new double[phi.length + lambda.length];
        for (int i = 0; i < sum.upperTerms(); i++) {
            addTo(meanOfUpper, 1.0 / UPPER, upper(sum, sum.term(i), phi, lambda));
        }
        assertArrayEquals(upper(exact, any, phi, lambda), meanOfUpper, 1e-13);
    }

    private static void addTo(double[] sum, double weight, double[] x) {
        for (int i = 0; i < sum.length; i++) {
            sum[i] += weight * x[i];
        }
    }

    /** Opposite signs make opposite numbers, without rounding. No two pairs agree, nor do g and f. */
    @Test
    void theTermsOfAPairAreOppositeAndThoseOfDifferentPairsUnrelated() {
        for (int i = 0; i < LOWER; i += 2) {
            double[] negated = Arrays.stream(lowerTerm(i + 1)).map(x -> -x).toArray();
            assertArrayEquals(lowerTerm(i), negated);
        }
        assertEquals(
                LOWER + UPPER,
                java.util.stream.IntStream.range(0, LOWER + UPPER)
                        .mapToDouble(i -> i < LOWER ? lowerTerm(i)[0] : upperTerm(i - LOWER)[0])
                        .distinct()
                        .count());
    }

    /** The perturbations are bilinear, so a difference over a step of 1 is the derivative up to rounding. */
    @Test
    void productsAreTheDerivativesOfTheSampledGradients() {
        double[] movedLambda = {0.8, -2.4, 2.7};
        double[] direction = {-0.6, 0.9};
        double[] movedPhi = {0.2, -0.2};
        RandomStream stream = stream("products");
        for (Batch batch : new Batch[] {BARE.term(3), BARE.draw(1, stream), BARE.draw(7, stream)}) {
            double[] here = lower(BARE, batch, PHI, LAMBDA, VECTOR);
            double[] there = lower(BARE, batch, PHI, movedLambda, VECTOR);
            for (int i = 0; i < 2; i++) {
                assertEquals(there[i] - here[i], here[8 + i], 1e-14 * 10);
            }
            for (int j = 0; j < 3; j++) {
                assertEquals(there[2 + j] - here[2 + j], here[5 + j], 1e-14 * 10);
            }
            // The cross derivative is the same from the other side: ⟨v, ∂_φ∇_λ g w⟩ = ⟨w, ∂_λ∇_φ g v⟩.
            double[] beside = lower(BARE, batch, movedPhi, LAMBDA, VECTOR);
            double fromLambdaPart = 0;
            for (int j = 0; j < 3; j++) {
                fromLambdaPart += VECTOR[j] * (beside[2 + j] - here[2 + j]);
            }
            assertEquals(direction[0] * here[8] + direction[1] * here[9], fromLambdaPart, 1e-14 * 10);
        }
    }

    /**
     * A batch of one is one of the terms, the same for gradients and products of g; which one is found by comparing. The
     * counts of 20 000 draws: a χ² with 9 (or 5) degrees of freedom exceeds 50 with probability 1e-7 (1e-9).
     */
    @Test
    void aBatchOfOneIsATermUniformlyDrawnAndTheSameForGradientsAndProducts() {
        RandomStream stream = stream("indices");
        int draws = 20_000;
        int[] lowerCounts = new int[LOWER];
        int[] upperCounts = new int[UPPER];
        int equal = 0;
        double[][] lowerTerms = new double[LOWER][];
        double[][] upperTerms = new double[UPPER][];
        Arrays.setAll(lowerTerms, FiniteSumTest::lowerTerm);
        Arrays.setAll(upperTerms, FiniteSumTest::upperTerm);
        for (int draw = 0; draw < draws; draw++) {
            Batch batch = BARE.draw(1, stream);
            int i = indexOf(lower(BARE, batch, PHI, LAMBDA, VECTOR), lowerTerms);
            int j = indexOf(upper(BARE, batch, PHI, LAMBDA), upperTerms);
            lowerCounts[i]++;
            upperCounts[j]++;
            equal += i == j ? 1 : 0;
        }
        assertTrue(chiSquare(lowerCounts, draws) < 50, () -> Arrays.toString(lowerCounts));
        assertTrue(chiSquare(upperCounts, draws) < 50, () -> Arrays.toString(upperCounts));
        // Independent indices agree in a tenth of the draws, deviation √(0.09/20000) = 0.0021; six of them: 2e-9.
        assertEquals(0.1, equal / (double) draws, 6 * 0.0021);
    }

    private static int indexOf(double[] answer, double[][] terms) {
        for (int i = 0; i < terms.length; i++) {
            if (Arrays.equals(answer, terms[i])) {
                return i;
            }
        }
        throw new AssertionError(Arrays.toString(answer) + " is no term");
    }

    private static double chiSquare(int[] counts, int draws) {
        double expected = draws / (double) counts.length;
        return Arrays.stream(counts)
                .mapToDouble(c -> (c - expected) * (c - expected) / expected)
                .sum();
    }

    /** The declared variance is that of the terms, and of the larger loss: the same sum in another order, 1e-13. */
    @Test
    void theDeclaredVarianceIsExactForTheLargerLoss() {
        double[] lower = {0, 0};
        double[] upper = {0, 0};
        for (int i = 0; i < LOWER; i++) {
            addSquares(lower, lowerTerm(i), LOWER);
        }
        for (int i = 0; i < UPPER; i++) {
            addSquares(upper, upperTerm(i), UPPER);
        }
        assertEquals(
                Math.max(lower[0], upper[0]), MODEL.variancePhi(PHI, LAMBDA).orElseThrow(), 1e-13);
        assertEquals(
                Math.max(lower[1], upper[1]), MODEL.varianceLambda(PHI, LAMBDA).orElseThrow(), 1e-13);
    }

    private static void addSquares(double[] variance, double[] term, int terms) {
        for (int i = 0; i < 5; i++) {
            variance[i < 2 ? 0 : 1] += term[i] * term[i] / terms;
        }
    }

    /**
     * 20 000 batches of 7: each of ten means within five standard errors of 0 (false alarm 6e-6); each trace, times 7,
     * within 5 % of the exact value: its relative standard error is at most √(2/20000) = 0.01, false alarm 2e-6.
     */
    @Test
    void theMeanAndTheVarianceOfABatchAreThoseOfSamplingWithReplacement() {
        OracleAnswers.Moments moments = OracleAnswers.at(PHI, LAMBDA).moments(BARE, 7, 20_000, stream("moments"));
        for (int i = 0; i < 10; i++) {
            assertEquals(0, moments.mean()[i], 5 * moments.standardError(i));
        }
        double[] lower = {0, 0};
        double[] upper = {0, 0};
        for (int i = 0; i < LOWER; i++) {
            addSquares(lower, lowerTerm(i), LOWER);
        }
        for (int i = 0; i < UPPER; i++) {
            addSquares(upper, upperTerm(i), UPPER);
        }
        assertEquals(lower[0], 7 * moments.trace(0, 2), 0.05 * lower[0]);
        assertEquals(lower[1], 7 * moments.trace(2, 5), 0.05 * lower[1]);
        assertEquals(upper[0], 7 * moments.trace(5, 7), 0.05 * upper[0]);
        assertEquals(upper[1], 7 * moments.trace(7, 10), 0.05 * upper[1]);
    }

    /**
     * With 40 000 terms the variance over the terms is near that of standard normal coefficients, whose formula
     * {@link GaussianNoise} states: relative standard error at most √(2/20000) = 0.01 each, five of them: 2e-6.
     */
    @Test
    void theCoefficientsAreStandardNormal() {
        FiniteSum large = new FiniteSum(40_000, 40_000, S, M, 5);
        GaussianNoise law = new GaussianNoise(S, M);
        double phiPart = law.variancePhi(PHI, LAMBDA).orElseThrow();
        double lambdaPart = law.varianceLambda(PHI, LAMBDA).orElseThrow();
        assertEquals(phiPart, large.variancePhi(PHI, LAMBDA).orElseThrow(), 0.05 * phiPart);
        assertEquals(lambdaPart, large.varianceLambda(PHI, LAMBDA).orElseThrow(), 0.05 * lambdaPart);
    }

    @Test
    void theSameBatchTakesTheSameTermsWhateverWasAskedBetween() {
        RandomStream stream = stream("same");
        Batch batch = BARE.draw(5, stream);
        double[] first = lower(BARE, batch, PHI, LAMBDA, VECTOR);
        lower(BARE, BARE.draw(5, stream), PHI, LAMBDA, VECTOR);
        assertArrayEquals(first, lower(BARE, batch, PHI, LAMBDA, VECTOR));
        SecondOrderOracle elsewhere = MODEL.around(new ZeroOracle(2, 3));
        assertArrayEquals(first, lower(elsewhere, batch, PHI, LAMBDA, VECTOR));
        SecondOrderOracle other = new FiniteSum(LOWER, UPPER, S, M, 18).around(new ZeroOracle(2, 3));
        assertFalse(Arrays.equals(first, lower(other, batch, PHI, LAMBDA, VECTOR)), "the seed changes nothing");
    }

    @Test
    void theLedgerChargesATermAsOneSampleAndABatchAsItsSize() {
        Ledger ledger = new Ledger();
        Oracles oracles = Oracles.counted(BARE);
        FiniteSumOracle sum = oracles.finiteSum(ledger).orElseThrow();
        assertEquals(LOWER, sum.lowerTerms());
        assertEquals(UPPER, sum.upperTerms());
        lower(sum, sum.term(4), PHI, LAMBDA, VECTOR);
        lower(sum, sum.draw(9, stream("ledger")), PHI, LAMBDA, VECTOR);
        upper(sum, sum.term(5), PHI, LAMBDA);
        sum.displaced(sum.draw(3, stream("ledger")), PHI, LAMBDA, new double[2], new double[3]);
        OracleCounts counts = ledger.counts();
        assertEquals(10, counts.of(Draw.LOWER_GRADIENT));
        assertEquals(10, counts.of(Draw.HESSIAN_VECTOR));
        assertEquals(10, counts.of(Draw.JACOBIAN_VECTOR));
        assertEquals(1, counts.of(Draw.UPPER_GRADIENT));
        assertEquals(3, counts.of(Draw.DISPLACED_GRADIENT));
        assertEquals(34, counts.samples());
    }

    @Test
    void onlyAFiniteSumIsHandedOutAsOneAndOnlyOnRequest() {
        Oracles oracles = Oracles.counted(BARE);
        assertFalse(oracles.firstOrder(new Ledger()) instanceof SecondOrderOracle);
        assertFalse(oracles.secondOrder(new Ledger()).orElseThrow() instanceof FiniteSumOracle);
        assertTrue(Oracles.counted(new GaussianNoise(1, 1).around(new ZeroOracle(2, 3)))
                .finiteSum(new Ledger())
                .isEmpty());
    }

    /** An index may exist for g and not for f. */
    @Test
    void anIndexOutOfRangeIsRefusedByTheLossThatHasNoSuchTerm() {
        lowerTerm(UPPER);
        String forUpper = assertThrows(IllegalArgumentException.class, () -> upperTerm(UPPER))
                .getMessage();
        assertTrue(forUpper.contains("(6)") && forUpper.contains("upper terms"), forUpper);
        String forLower = assertThrows(IllegalArgumentException.class, () -> lowerTerm(LOWER))
                .getMessage();
        assertTrue(forLower.contains("(10)") && forLower.contains("lower terms"), forLower);
        assertThrows(
                IllegalArgumentException.class,
                () -> BARE.hessianVector(BARE.term(LOWER), PHI, LAMBDA, VECTOR, new double[3]));
        assertThrows(IllegalArgumentException.class, () -> BARE.term(-1));
    }

    @ParameterizedTest
    @ValueSource(ints = {Integer.MIN_VALUE, -2, 0, 1, 7})
    void aNumberOfTermsThatIsNotEvenAndPositiveIsRefused(int terms) {
        assertThrows(IllegalArgumentException.class, () -> new FiniteSum(terms, 2, 1, 1, 0));
        assertThrows(IllegalArgumentException.class, () -> new FiniteSum(2, terms, 1, 1, 0));
    }

    @ParameterizedTest
    @ValueSource(doubles = {-1e-9, Double.NaN, Double.POSITIVE_INFINITY})
    void aLevelOutOfRangeIsRefused(double level) {
        assertThrows(IllegalArgumentException.class, () -> new FiniteSum(2, 2, level, 0, 0));
        assertThrows(IllegalArgumentException.class, () -> new FiniteSum(2, 2, 0, level, 0));
    }
}
