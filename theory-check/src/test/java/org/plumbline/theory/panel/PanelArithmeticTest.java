package org.plumbline.theory.panel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.plumbline.algorithm.Algorithms;
import org.plumbline.oracle.Constants;
import org.plumbline.oracle.FiniteSum;
import org.plumbline.oracle.NoiseModel;
import org.plumbline.oracle.OracleCounts;
import org.plumbline.problem.BilevelProblem;
import org.plumbline.problem.Problems;
import org.plumbline.random.SeedTree;
import org.plumbline.theory.CellResult;

/** Exponents, read off results whose exponent is known because they were made with it, and the search's grades. */
class PanelArithmeticTest {
    private static final int TARGETS = 5;
    private static final int SEEDS = 3;

    private static Arena arena() {
        BilevelProblem problem = Problems.named("quadratic/isotropic");
        return new Arena(
                "made",
                problem,
                "none",
                problem.oracles(NoiseModel.NONE),
                1 / problem.constants().require(Constants.L),
                0.5);
    }

    /** E = s N^(−1/r) at seed s = 1, 2, 3, N reported with a logarithm of 1 + i in it; the first error is multiplied. */
    private static Standing standing(Mode mode, double r, double atFirst, double lastOfSeedOne) {
        Map<String, double[]> values = new TreeMap<>();
        double[] targets = arena().targets(TARGETS);
        double[] samples = new double[TARGETS];
        double[] logarithms = new double[TARGETS];
        for (int i = 0; i < TARGETS; i++) {
            logarithms[i] = 1 + i;
            samples[i] = Math.pow(10, i) * logarithms[i];
            double[] errors = new double[SEEDS];
            for (int seed = 0; seed < SEEDS; seed++) {
                errors[seed] = (seed + 1) * Math.pow(10, -i / r) * (i == 0 ? atFirst : 1);
            }
            if (i == TARGETS - 1) {
                errors[0] *= lastOfSeedOne;
            }
            values.put(Contest.Criterion.TAIL.series(i), errors);
        }
        values.put(Contest.TARGETS, targets);
        values.put(Contest.SAMPLES, samples);
        values.put(Contest.LOGARITHMS, logarithms);
        Effort effort = new Effort(1, 1, 1, TARGETS, SEEDS, 1);
        Contest contest = new Contest(Algorithms.named("algorithm-1"), arena(), mode, effort);
        return new Standing(contest, new CellResult(values, "algorithm-1", OracleCounts.NONE, ""));
    }

    /** Three seeds of one slope: no spread, an interval of no width but for rounding. */
    @Test
    void theExponentThatWasPutInComesOutWithTheLogarithmsDividedOut() {
        SampleExponent exponent =
                standing(Mode.TUNED, 3, 1, 1).exponent(Contest.Criterion.TAIL).orElseThrow();
        assertEquals(3, exponent.estimate(), 1e-12);
        assertEquals(3, exponent.lower(), 1e-6);
        assertEquals(3, exponent.upper(), 1e-6);
    }

    /** An error that rises as N does is not of order N to a negative power: ∞, and not a negative exponent. */
    @Test
    void anErrorThatDoesNotFallHasNoFiniteExponent() {
        SampleExponent exponent =
                standing(Mode.TUNED, -3, 1, 1).exponent(Contest.Criterion.TAIL).orElseThrow();
        assertEquals(Double.POSITIVE_INFINITY, exponent.estimate());
        assertEquals(Double.POSITIVE_INFINITY, exponent.upper());
    }

    /** The target at which constants were chosen is no evidence for the schedule, however far it is off the line. */
    @Test
    void theTargetOfTheSearchDoesNotDecideUnderASchedule() {
        double[] scheduled = standing(Mode.THEOREM, 3, 1000, 1).slopes(Contest.Criterion.TAIL);
        double[] tuned = standing(Mode.TUNED, 3, 1000, 1).slopes(Contest.Criterion.TAIL);
        for (int seed = 0; seed < SEEDS; seed++) {
            assertEquals(1.0 / 3, scheduled[seed], 1e-12);
            assertTrue(tuned[seed] > 0.5);
        }
    }

    /** A run that failed at one target gives no slope, and the other seeds keep their places. */
    @Test
    void aSeedThatFailedOnceHasNoSlope() {
        double[] bySeed = standing(Mode.THEOREM, 2, 1, Double.NaN).slopesBySeed(Contest.Criterion.TAIL);
        assertTrue(Double.isNaN(bySeed[0]));
        assertEquals(0.5, bySeed[1], 1e-12);
        assertEquals(0.5, bySeed[2], 1e-12);
    }

    /** Ten points, from the start: the later half of those before the end, all of them, and the smallest with the end. */
    @Test
    void aCurveKnowsItsTailItsAverageAndItsBest() {
        double[] squared = {9, 8, 7, 6, 5, 4, 3, 2, 1, 0};
        Curve curve = new Curve(new long[10], new double[10], squared, OracleCounts.NONE, true, "");
        assertEquals((5 + 4 + 3 + 2) / 4.0, curve.tail(8));
        assertEquals((9 + 8 + 7 + 6 + 5 + 4 + 3 + 2) / 8.0, curve.average(8));
        assertEquals(1, curve.best(8));
    }

    /** Of 1 … 8 the middle half is 3 … 6; of five values the quarter takes one and a quarter from either end. */
    @Test
    void theInterquartileMeanLeavesAQuarterOutAtEitherEnd() {
        assertEquals(4.5, RobustMeans.interquartileMean(new double[] {8, 1, 7, 2, 6, 3, 5, 4}), 1e-15);
        assertEquals(
                (0.75 * 2 + 3 + 0.75 * 10) / 2.5,
                RobustMeans.interquartileMean(new double[] {1e9, 10, 3, 2, -1e9}),
                1e-12);
    }

    /** With a budget of one query a fresh run no smaller target is affordable: what was not tested is not "carried". */
    @Test
    void constantsTooDearToBeTestedAreNotCarried() {
        Effort effort = new Effort(4, 1, 2e4, TARGETS, SEEDS, 1);
        Search.Chosen chosen =
                new Search(arena(), Algorithms.named("algorithm-1"), effort).at(0.5, true, SeedTree.of(1));
        assertEquals(Search.Grade.REACHED, chosen.grade());
        assertFalse(chosen.constants().isEmpty());
    }

    /** SABA fills tables of n + m terms in its first iteration; every other makes four queries. */
    @Test
    void thePriceLeavesTheFirstIterationOut() {
        BilevelProblem problem = Problems.named("quadratic/isotropic");
        Arena sums = new Arena("sums", problem, "sums", problem.oracles(new FiniteSum(10, 6, 0.1, 0.1, 1)), 0.5, 0.5);
        MeasuredRun.Price price = new MeasuredRun(sums, 8)
                .price(Algorithms.named("saba").create(Map.of("lowerStep", 0.1, "outerStep", 0.01)), SeedTree.of(1));
        assertEquals(4, price.samples());
        assertEquals(4, price.queries());
        assertEquals(Arrays.asList("", true), Arrays.asList(price.failure(), price.affordable(10, 40)));
    }
}
