package org.plumbline.benchmark;

import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.Stream;
import org.plumbline.theory.statistics.LogLogFit;

/**
 * A quantity that is the same on fast and slow machines, more or less.
 *
 * @param id a name
 * @param statement what is divided by what, or fitted
 * @param atLeast the smallest value that is wanted
 * @param atMost the largest value that is wanted
 * @param better which way is better than what is recorded
 * @param values its value in every round
 */
record Quotient(
        String id,
        String statement,
        OptionalDouble atLeast,
        OptionalDouble atMost,
        Better better,
        Function<Scores, double[]> values) {
    /** Which way is better. */
    enum Better {
        LESS,
        MORE,
        NEITHER
    }

    private static final int[] DIMENSIONS = {1_000, 10_000, 100_000, 1_000_000};

    private static Quotient of(
            String id,
            String statement,
            double atLeast,
            double atMost,
            Better better,
            Function<Scores, double[]> values) {
        return new Quotient(id, statement, present(atLeast), present(atMost), better, values);
    }

    private static OptionalDouble present(double value) {
        return Double.isNaN(value) ? OptionalDouble.empty() : OptionalDouble.of(value);
    }

    private static Quotient ratio(
            String id, String statement, double atLeast, double atMost, Better better, String over, String under) {
        return of(
                id,
                statement,
                atLeast,
                atMost,
                better,
                scores -> scores.eachRound(round -> round.of(over) / round.of(under)));
    }

    String target() {
        String least = atLeast.isPresent() ? "at least " + atLeast.getAsDouble() : "";
        String most = atMost.isPresent() ? "at most " + atMost.getAsDouble() : "";
        return Stream.of(least, most)
                .filter(text -> !text.isEmpty())
                .reduce("", (a, b) -> a.isEmpty() ? b : a + ", " + b);
    }

    boolean met(double value) {
        return value >= atLeast.orElse(Double.NEGATIVE_INFINITY) && value <= atMost.orElse(Double.POSITIVE_INFINITY);
    }

    /** Whether a whole interval is on the wrong side of what is wanted. */
    boolean misses(double lower, double upper) {
        return upper < atLeast.orElse(Double.NEGATIVE_INFINITY) || lower > atMost.orElse(Double.POSITIVE_INFINITY);
    }

    static List<Quotient> all() {
        double none = Double.NaN;
        return List.of(
                ratio(
                        "rollout-2-1",
                        "a sampled transition with policy-gradient sums, two states and one input, to three normal draws",
                        none,
                        1.4,
                        Better.LESS,
                        "SamplingBenchmark.givenQ",
                        "SamplingBenchmark.threeNormals"),
                ratio(
                        "rollout-2-1-lstd",
                        "the same with the sums of LSTD-Q, to three normal draws",
                        none,
                        none,
                        Better.LESS,
                        "SamplingBenchmark.leastSquares",
                        "SamplingBenchmark.threeNormals"),
                of(
                        "rollout-10-4",
                        "multiply-adds a second of a sampled transition with ten states and four inputs, its draws"
                                + " subtracted, to those of a dense loop",
                        0.6,
                        none,
                        Better.MORE,
                        scores -> scores.eachRound(round -> rate(round) * round.of("RegulatorBenchmark.denseLoop"))),
                of(
                        "rollout-10-4-of-four",
                        "the same, to those of a dense loop that takes four rows at a time and is faster",
                        0.6,
                        none,
                        Better.MORE,
                        scores -> scores.eachRound(
                                round -> rate(round) * round.of("RegulatorBenchmark.denseLoopOfFour"))),
                ratio(
                        "normals",
                        "a normal draw by the ziggurat, to one by a transform that fills vector registers",
                        none,
                        none,
                        Better.LESS,
                        "NormalsBenchmark.ziggurat",
                        "NormalsBenchmark.boxMuller"),
                ratio(
                        "products-4",
                        "a product of a 4 × 4 matrix with 256 vectors, to that of Commons Math",
                        none,
                        none,
                        Better.LESS,
                        "ProductsBenchmark.columns size=4",
                        "ProductsBenchmark.commonsMath size=4"),
                ratio(
                        "soft-values",
                        "a soft value iteration with 40 states and 4 actions, to its matrix product as a dense loop",
                        none,
                        none,
                        Better.LESS,
                        "SoftValueBenchmark.iteration",
                        "SoftValueBenchmark.denseLoop"),
                ratio(
                        "conjugate-gradients",
                        "a step of conjugate gradients on 400 variables, to its matrix product as a dense loop",
                        none,
                        none,
                        Better.LESS,
                        "ConjugateGradientsBenchmark.step",
                        "ConjugateGradientsBenchmark.denseLoop"),
                exponent("step-exponent", "with noise", "ALGORITHM_1", 0.95, 1.10),
                exponent(
                        "step-exponent-noise-free",
                        "without noise, where caches show",
                        "ALGORITHM_1_NOISE_FREE",
                        none,
                        none),
                of(
                        "step-allocation",
                        "memory that an outer iteration of Algorithm 1 allocates at d = 10⁶, in vectors of length d",
                        none,
                        0.01,
                        Better.NEITHER,
                        scores -> scores.allocated(step(1_000_000, "ALGORITHM_1"), 8e6)),
                ratio(
                        "step-aid-cg",
                        "an outer iteration of Algorithm 1 to one of aid-cg with as many inner steps and products, d = 10⁴",
                        none,
                        none,
                        Better.LESS,
                        step(10_000, "ALGORITHM_1"),
                        step(10_000, "AID_CG")),
                ratio(
                        "step-itd",
                        "an outer iteration of Algorithm 1 to one of itd with as many inner steps, d = 10⁴",
                        none,
                        none,
                        Better.LESS,
                        step(10_000, "ALGORITHM_1"),
                        step(10_000, "ITD")),
                of(
                        "sweep",
                        "speed-up of a sweep by a second thread, to that of loops that allocate and share nothing",
                        0.95,
                        none,
                        Better.MORE,
                        scores -> scores.eachRound(round -> speedUp(round, "sweep") / speedUp(round, "spin"))),
                of(
                        "spin",
                        "speed-up of loops that allocate and share nothing by a second thread: what the machine has to give",
                        none,
                        none,
                        Better.NEITHER,
                        scores -> scores.eachRound(round -> speedUp(round, "spin"))));
    }

    private static String step(int dimension, String method) {
        return "StepBenchmark.step dimension=" + dimension + ", method=" + method;
    }

    /** Multiply-adds a nanosecond. */
    private static double rate(Scores.Round round) {
        return RegulatorBenchmark.multiplyAdds()
                / (round.of("RegulatorBenchmark.transition") - round.of("RegulatorBenchmark.draws"));
    }

    private static double speedUp(Scores.Round round, String what) {
        return round.of("SweepBenchmark." + what + " threads=1") / round.of("SweepBenchmark." + what + " threads=2");
    }

    private static Quotient exponent(String id, String how, String method, double atLeast, double atMost) {
        return of(
                id,
                "slope of ln time against ln d of an outer iteration of Algorithm 1, d from 10³ to 10⁶, " + how,
                atLeast,
                atMost,
                Better.NEITHER,
                scores -> scores.eachRound(round -> {
                    double[] dimensions = new double[DIMENSIONS.length];
                    double[] times = new double[DIMENSIONS.length];
                    for (int i = 0; i < DIMENSIONS.length; i++) {
                        dimensions[i] = DIMENSIONS[i];
                        times[i] = round.of(step(DIMENSIONS[i], method));
                    }
                    return LogLogFit.of(dimensions, times).slope();
                }));
    }
}
