package org.plumbline.theory.judge;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.math3.distribution.BinomialDistribution;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.plumbline.random.RandomStream;
import org.plumbline.random.SeedTree;
import org.plumbline.theory.Audit;
import org.plumbline.theory.Cell;
import org.plumbline.theory.Claim;
import org.plumbline.theory.Profile;
import org.plumbline.theory.Settings;
import org.plumbline.theory.panel.SampleExponent;
import org.plumbline.theory.statistics.BootstrapT;
import org.plumbline.theory.statistics.StudentInterval;
import org.plumbline.theory.statistics.WelchDifference;

/**
 * On synthetic data with a known slope and noise, the 95 % intervals that decide cover between 93 and 97 % over 2,000 repetitions, at
 * every number of seeds that a registered claim about runs plans in either profile. Seeds are fixed. Over seeds one comparison of an
 * interval whose coverage is exact fails with probability 6e-5 at most, which is asserted; all of this class, one for each of
 * six intervals and up to twenty numbers of seeds, with 0.01.
 */
class IntervalCalibrationTest {
    private static final int REPETITIONS = 2_000;
    private static final double LEVEL = 0.95;
    private static final int LEAST = 1_860;
    private static final int MOST = 1_940;

    /** Whose verdicts are about means over seeds; the others decide about bounds, or over instances in the same way. */
    private static final Set<String> AUDITS =
            Set.of("RATE-1", "RATE-2", "RATE-3", "RATE-4", "SCALE-1", "PRAC-1", "RL-1", "CURVE-1", "CURVE-2");

    /** The number of a seed in the name of a cell. */
    private static final Pattern SEED =
            Pattern.compile("(?:/4:seed/\\d+:|/3:run/\\d+:|\\|seed=)(\\d+)|\\|(\\d+)(?=\\|Effort)");

    /** Those of a contest are in one cell, whose name says how many they are. */
    private static final Pattern INSIDE = Pattern.compile("^contest.*Effort\\[.*\\bseeds=(\\d+)");

    private static Map<String, Set<Integer>> planned;

    /** How many cells there are that differ in the number of their seed alone, by claim. */
    @BeforeAll
    static void read() {
        planned = new HashMap<>();
        ServiceLoader.load(Audit.class).forEach(audit -> {
            if (AUDITS.contains(audit.id())) {
                audit.claims().forEach(claim -> planned.put(claim.card().id(), seeds(claim)));
            }
        });
    }

    private static Set<Integer> seeds(Claim claim) {
        Set<Integer> sizes = new TreeSet<>();
        for (Profile profile : Profile.values()) {
            Map<String, Set<String>> groups = new HashMap<>();
            for (Cell cell : claim.plan(new Settings(profile, 7))) {
                Matcher seed = SEED.matcher(cell.key());
                if (seed.find()) {
                    String number = seed.group(seed.group(1) == null ? 2 : 1);
                    String rest = cell.key().substring(0, seed.start())
                            + '|'
                            + cell.key().substring(seed.start() + seed.group().length());
                    groups.computeIfAbsent(rest, r -> new HashSet<>()).add(number);
                }
                Matcher inside = INSIDE.matcher(cell.key());
                if (inside.find()) {
                    sizes.add(Integer.parseInt(inside.group(1)));
                }
            }
            groups.values().stream().map(Set::size).filter(size -> size > 1).forEach(sizes::add);
        }
        return sizes;
    }

    private static Set<Integer> sizes() {
        Set<Integer> all = new TreeSet<>();
        planned.values().forEach(all::addAll);
        return all;
    }

    /** If names of cells changed, nothing would be found and nothing tested. Some rows of RATE-2 have instances in place of seeds. */
    @Test
    void seedsAreFoundInEveryAudit() {
        for (String audit : AUDITS) {
            assertTrue(
                    planned.entrySet().stream()
                            .filter(entry -> entry.getKey().startsWith(audit + '@'))
                            .anyMatch(entry -> !entry.getValue().isEmpty()),
                    audit);
        }
    }

    @Test
    void oneComparisonFailsByChanceAsRarelyAsStated() {
        BinomialDistribution covered = new BinomialDistribution(null, REPETITIONS, LEVEL);
        double outside = covered.cumulativeProbability(LEAST - 1) + 1 - covered.cumulativeProbability(MOST);
        assertTrue(outside < 6e-5, "probability " + outside);
    }

    /** One repetition with so many seeds: whether the interval covers. */
    private interface Covers {
        boolean once(int seeds, RandomStream stream);
    }

    private static void assertCalibrated(String name, Covers rule) {
        assertAll(sizes().stream().map(seeds -> () -> {
            int covered = count(name, seeds, REPETITIONS, stream -> rule.once(seeds, stream));
            assertTrue(covered >= LEAST && covered <= MOST, name + ", " + seeds + " seeds: " + covered);
        }));
    }

    private static int count(String name, int seeds, int repetitions, Predicate<RandomStream> covers) {
        RandomStream stream = SeedTree.of(5).child(name).child("seeds", seeds).stream();
        int covered = 0;
        for (int repetition = 0; repetition < repetitions; repetition++) {
            covered += covers.test(stream) ? 1 : 0;
        }
        return covered;
    }

    private static double[] normal(int size, double mean, double deviation, RandomStream stream) {
        double[] values = new double[size];
        for (int i = 0; i < size; i++) {
            values[i] = mean + deviation * stream.gaussian();
        }
        return values;
    }

    /** What decides in {@link RateRule}: Student's interval over the slopes of the seeds. */
    @Test
    void theRateRulesIntervalCovers() {
        assertCalibrated("rate", (seeds, stream) -> {
            double[] slopes = RateSummary.of(SyntheticRates.powerLaw(0.95, 0.15, seeds, stream))
                    .perSeedSlopes();
            return StudentInterval.of(slopes).interval(LEVEL).contains(0.95);
        });
        RateData data = SyntheticRates.powerLaw(0.95, 0.15, 10, new RandomStream(5));
        assertEquals(
                StudentInterval.of(RateSummary.of(data).perSeedSlopes()).interval(LEVEL),
                RateRule.standard().decide(data, new RandomStream(6)).interval());
    }

    /** Errors that scatter as a mean of four squares, skewed as tails of ‖∇Φ‖² are: their logarithms' slopes hardly are. */
    @Test
    void theRateRulesIntervalCoversUnderSkewedNoise() {
        double[] epsilons = {1.0 / 4, 1.0 / 8, 1.0 / 16, 1.0 / 32};
        assertCalibrated("skewed rate", (seeds, stream) -> {
            double[][] errors = new double[seeds][epsilons.length];
            for (double[] row : errors) {
                for (int i = 0; i < row.length; i++) {
                    row[i] = epsilons[i] * meanOfSquares(4, stream);
                }
            }
            double[] slopes = RateSummary.of(new RateData(epsilons, errors, 0)).perSeedSlopes();
            return StudentInterval.of(slopes).interval(LEVEL).contains(1);
        });
    }

    private static double meanOfSquares(int terms, RandomStream stream) {
        double sum = 0;
        for (int i = 0; i < terms; i++) {
            double normal = stream.gaussian();
            sum += normal * normal;
        }
        return sum / terms;
    }

    @Test
    void theSlopeRulesIntervalCovers() {
        SlopeRule rule = new SlopeRule(0.5, 0.1, LEVEL, 2);
        assertCalibrated(
                "slope",
                (seeds, stream) ->
                        rule.decide(normal(seeds, 0.48, 0.1, stream)).interval().contains(0.48));
    }

    @Test
    void theHeldOutPredictionCovers() {
        double[] epsilons = {1.0 / 2, 1.0 / 4, 1.0 / 8, 1.0 / 16, 1.0 / 32};
        assertCalibrated("held out", (seeds, stream) -> {
            double[][] errors = new double[seeds][epsilons.length];
            for (double[] row : errors) {
                for (int i = 0; i < row.length; i++) {
                    row[i] = epsilons[i] * Math.exp(0.15 * stream.gaussian());
                }
            }
            return HeldOut.of(new RateData(epsilons, errors, 0), LEVEL)
                    .orElseThrow()
                    .holds();
        });
    }

    /** Orderings of PRAC-1: means of logarithms, with seeds of their own and unequal scatter. */
    @Test
    void theIntervalOfARatioCovers() {
        assertCalibrated(
                "ratio",
                (seeds, stream) -> WelchDifference.of(normal(seeds, 0.3, 0.2, stream), normal(seeds, -0.4, 0.6, stream))
                        .interval(LEVEL)
                        .contains(0.7));
    }

    /** RL-1: logarithms of ratios, paired by seed; and gains of CURVE-1. */
    @Test
    void theIntervalOfAMeanCovers() {
        assertCalibrated(
                "mean",
                (seeds, stream) -> StudentInterval.of(normal(seeds, 0.2, 0.3, stream))
                        .interval(LEVEL)
                        .contains(0.2));
    }

    /**
     * CURVE-2 takes the mean of errors, not of logarithms, at the level 0.01. With a variation of one half between seeds, as its runs
     * have, errors are skewed, and the true mean lies above the bound in some 3 % of samples of ten and not in 1 %:
     * its card calls the level approximate. Fewer than 35 or more than 90 of 2,000 would happen with probability 0.001.
     */
    @Test
    void ofSkewedErrorsTheMeanIsAboveItsBoundMoreOftenThanStated() {
        int above = count("skewed mean", 10, REPETITIONS, stream -> {
            double[] errors = new double[10];
            for (int i = 0; i < errors.length; i++) {
                errors[i] = meanOfSquares(8, stream);
            }
            return StudentInterval.of(errors).upperBound(0.99) < 1;
        });
        assertTrue(above >= 35 && above <= 90, "above " + above);
    }

    /** RATE-4: the exponent of N against E is a reciprocal, and its interval that of the slope, mapped. */
    @Test
    void theIntervalOfTheSampleExponentCovers() {
        assertCalibrated("exponent", (seeds, stream) -> {
            SampleExponent exponent =
                    SampleExponent.of(normal(seeds, 0.33, 0.05, stream)).orElseThrow();
            return exponent.lower() <= 1 / 0.33 && 1 / 0.33 <= exponent.upper();
        });
    }

    @Test
    void theBootstrapBesideItCoversAboutAsOften() {
        int covered = count(
                "bootstrap",
                10,
                500,
                stream -> BootstrapT.interval(normal(10, 1, 0.1, stream), LEVEL, BootstrapT.MINIMUM_RESAMPLES, stream)
                        .contains(1));
        assertTrue(covered >= 455 && covered <= 492, "covered " + covered);
    }
}
