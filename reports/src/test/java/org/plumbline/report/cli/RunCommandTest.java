package org.plumbline.report.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunCommandTest {
    private static final String[] METHOD = {
        "--algorithm", "algorithm-1", "--set", "sigma=0.1,batch=10,innerSteps=5,lowerStep=0.05,outerStep=0.05"
    };

    @TempDir
    Path folder;

    private static Ended run(String problem, String... more) {
        return Ended.of(Stream.of(new String[] {"run", "--problem", problem}, METHOD, more)
                .flatMap(Stream::of)
                .toArray(String[]::new));
    }

    private static JsonNode json(String problem, String... more) throws IOException {
        String[] all =
                Stream.concat(Stream.of(more), Stream.of("--format", "json")).toArray(String[]::new);
        Ended ended = run(problem, all);
        assertEquals(0, ended.code(), ended.err());
        assertEquals("", ended.err());
        return new ObjectMapper().readTree(ended.out());
    }

    /** An outer iteration of Algorithm 1 draws n(2K + 2) = 120 lower and n(K + 1) = 60 upper gradients. */
    @Test
    void rowsCountWhatThePaperCounts() throws IOException {
        JsonNode root =
                json("quadratic/claims", "--iterations", "4", "--noise", "0.1,0", "--price", "lower-gradient=3");
        assertEquals("COMPLETED", root.get("stop").asText());
        assertEquals(5, root.get("rows").size());
        for (JsonNode row : root.get("rows")) {
            long t = row.get("t").asLong();
            assertEquals(180 * t, row.get("samples").asLong());
            assertEquals(120 * t, row.get("counts").get("LOWER_GRADIENT").asLong());
            assertEquals(60 * t, row.get("counts").get("UPPER_GRADIENT").asLong());
            assertEquals(360.0 * t, row.get("cost").asDouble());
            assertTrue(row.get("measured").asBoolean());
        }
        assertEquals(720, root.get("samples").asLong());
    }

    /** A box too small for a step: all five are cut, of which t = 2, 3, 4 are in the later half. */
    @Test
    void projectionsAreCountedAndThoseOfTheLaterHalfByThemselves() throws IOException {
        String[] narrow = {
            "run",
            "--problem",
            "quadratic/claims",
            "--iterations",
            "5",
            "--algorithm",
            "algorithm-1-projected",
            "--set",
            "sigma=0.1,batch=10,innerSteps=50,lowerStep=0.05,outerStep=0.05,boxLower=-0.001,boxUpper=0.001"
        };
        JsonNode root = new ObjectMapper()
                .readTree(Ended.of(Stream.concat(Stream.of(narrow), Stream.of("--format", "json"))
                                .toArray(String[]::new))
                        .out());
        assertEquals(5, root.get("projections").asLong());
        assertEquals(3, root.get("tailProjections").asLong());
        assertFalse(root.get("conclusive").asBoolean());
        String text = Ended.of(narrow).out();
        assertTrue(
                text.contains("outer steps changed by a projection: 5, in the later half 3: INCONCLUSIVE, as"), text);
    }

    /** What is printed is what {@code evaluate} says at the same point. */
    @Test
    void theMeasurementsAreThoseOfTheGroundTruth() throws IOException {
        JsonNode root = json("quadratic/claims", "--iterations", "4", "--noise", "0.1,0");
        JsonNode last = root.get("rows").get(4);
        JsonNode truth = new ObjectMapper()
                .readTree(Ended.of(
                                "evaluate",
                                "--problem",
                                "quadratic/claims",
                                "--format",
                                "json",
                                "--phi",
                                list(root.get("phi")),
                                "--lambda",
                                list(root.get("lambda")))
                        .out());
        double squares = 0;
        for (JsonNode x : truth.get("hypergradient")) {
            squares += x.asDouble() * x.asDouble();
        }
        // The same operations on the same doubles: equal, not near.
        assertEquals(squares, last.get("squaredHypergradientNorm").asDouble());
        assertEquals(squares, root.get("squaredHypergradientNorm").get("last").asDouble());
        assertEquals(
                truth.get("objective").asDouble()
                        - truth.get("knownOptimum").get("value").asDouble(),
                last.get("objectiveGap").asDouble());
        assertEquals(
                truth.get("lowerValue").asDouble() - truth.get("lowerOptimum").asDouble(),
                last.get("lowerGap").asDouble());
    }

    private static String list(JsonNode numbers) {
        return String.join(
                ",",
                IntStream.range(0, numbers.size())
                        .mapToObj(i -> numbers.get(i).asText())
                        .toList());
    }

    @Test
    void theSummaryIsThatOfTheRows() throws IOException {
        JsonNode root = json("quadratic/claims", "--iterations", "10", "--every", "1", "--noise", "0.1,0");
        double[] norms = IntStream.rangeClosed(0, 10)
                .mapToDouble(t ->
                        root.get("rows").get(t).get("squaredHypergradientNorm").asDouble())
                .toArray();
        JsonNode summary = root.get("squaredHypergradientNorm");
        assertEquals(norms[10], summary.get("last").asDouble());
        assertEquals(
                IntStream.rangeClosed(0, 10).mapToDouble(t -> norms[t]).min().orElseThrow(),
                summary.get("best").asDouble());
        assertEquals(norms[summary.get("bestAt").asInt()], summary.get("best").asDouble());
        int random = summary.get("randomAt").asInt();
        assertTrue(random >= 0 && random < 10);
        assertEquals(norms[random], summary.get("random").asDouble());
        // A sum of ten numbers in another order: within ten roundings of the largest.
        assertEquals(
                IntStream.range(0, 10).mapToDouble(t -> norms[t]).average().orElseThrow(),
                summary.get("average").asDouble(),
                1e-14 * norms[0]);
        assertEquals(
                IntStream.range(5, 10).mapToDouble(t -> norms[t]).average().orElseThrow(),
                summary.get("tail").asDouble(),
                1e-14 * norms[0]);
    }

    @Test
    void theSameSeedGivesTheSameBytesAndAnotherDoesNot() {
        String[] noisy = {"--iterations", "5", "--noise", "0.1,0.1", "--format", "json"};
        String first = run("quadratic/claims", noisy).out();
        assertEquals(first, run("quadratic/claims", noisy).out());
        String[] other =
                Stream.concat(Stream.of(noisy), Stream.of("--seed", "7")).toArray(String[]::new);
        assertNotEquals(first, run("quadratic/claims", other).out());
    }

    /** How often one looks changes neither the run nor its summary. */
    @Test
    void recordingDoesNotChangeTheRun() throws IOException {
        JsonNode all = json("quadratic/claims", "--iterations", "9", "--noise", "0.1,0", "--every", "1");
        JsonNode some = json("quadratic/claims", "--iterations", "9", "--noise", "0.1,0", "--every", "4");
        assertEquals(
                List.of(0L, 4L, 8L, 9L),
                some.get("rows").findValues("t").stream().map(JsonNode::asLong).toList());
        assertEquals(all.get("phi"), some.get("phi"));
        assertEquals(all.get("squaredHypergradientNorm"), some.get("squaredHypergradientNorm"));
        assertEquals(all.get("rows").get(8), some.get("rows").get(2));
    }

    @Test
    void withoutEveryThereIsAPageOfRows() throws IOException {
        JsonNode rows = json("quadratic/claims", "--iterations", "1000").get("rows");
        assertTrue(rows.size() >= 20 && rows.size() <= 42, rows.size() + " rows");
        assertEquals(0, rows.get(0).get("t").asLong());
        assertEquals(32, rows.get(1).get("t").asLong());
        assertEquals(1000, rows.get(rows.size() - 1).get("t").asLong());
    }

    @ParameterizedTest
    @CsvSource({
        "--budget=360, 2",
        "--budget=361, 3",
        "--budget-of=lower-gradient=240, 2",
        "--budget-of=UPPER_GRADIENT=61, 2",
        "--budget=0, 0"
    })
    void budgetsEndTheRun(String option, int iterations) throws IOException {
        JsonNode root = json("quadratic/claims", option.split("=", 2)[0], option.split("=", 2)[1]);
        assertEquals("BUDGET_SPENT", root.get("stop").asText());
        assertEquals(iterations, root.get("iterations").asInt());
    }

    /** 120 lower gradients at 1 and 60 upper ones at 2 cost 240 an iteration. */
    @Test
    void aCostEndsTheRun() throws IOException {
        JsonNode root = json("quadratic/claims", "--price", "lower-gradient=1,upper-gradient=2", "--cost", "480");
        assertEquals("BUDGET_SPENT", root.get("stop").asText());
        assertEquals(2, root.get("iterations").asInt());
        assertEquals(480.0, root.get("cost").asDouble());
    }

    @Test
    void aRunWithoutIterationsIsMeasuredWhereItStarts() throws IOException {
        JsonNode root = json("quadratic/claims", "--iterations", "0");
        assertEquals(1, root.get("rows").size());
        assertTrue(root.get("squaredHypergradientNorm").get("average").isNull());
        assertTrue(root.get("squaredHypergradientNorm").get("randomAt").isNull());
    }

    @Test
    void anUnmetRequirementDrawsNothingAndSaysWhy() throws IOException {
        JsonNode root = json("double-well/claims", "--iterations", "5");
        assertEquals("NOT_APPLICABLE", root.get("stop").asText());
        assertTrue(root.get("detail").asText().contains("the method needs a lower level that is PL"));
        assertEquals(0, root.get("samples").asLong());
        assertEquals(1, root.get("rows").size());
        assertFalse(root.get("rows").get(0).get("measured").asBoolean());
        assertFalse(root.get("forced").asBoolean());
    }

    @Test
    void forceRunsItAndSaysSo() throws IOException {
        Ended text = run("double-well/claims", "--iterations", "5", "--force");
        assertTrue(text.out().contains("FORCED: the method needs a lower level that is PL"), text.out());
        JsonNode root = json("double-well/claims", "--iterations", "5", "--force");
        assertTrue(root.get("forced").asBoolean());
        assertEquals("COMPLETED", root.get("stop").asText());
        assertFalse(
                run("quadratic/claims", "--iterations", "5", "--force").out().contains("FORCED"));
    }

    /** Gradients of trajectories have no second derivatives; that is a missing oracle and not a requirement. */
    @Test
    void aMissingOracleIsNotApplicable() throws IOException {
        Ended ended = Ended.of(
                "run",
                "--problem",
                "lqr-reward-design/claims",
                "--algorithm",
                "aid-cg",
                "--set",
                "batch=1,innerSteps=1,solverSteps=1,lowerStep=0.1,outerStep=0.1,iterations=1",
                "--trajectories",
                "5",
                "--force",
                "--format",
                "json");
        JsonNode root = new ObjectMapper().readTree(ended.out());
        assertEquals("NOT_APPLICABLE", root.get("stop").asText());
        assertTrue(root.get("detail").asText().contains("products"), root.toString());
        assertEquals(0, ended.code());
    }

    @Test
    void rowsGoToANewFile() throws IOException {
        Path file = folder.resolve("rows.csv");
        assertEquals(
                0,
                run("quadratic/claims", "--iterations", "3", "--to", file.toString())
                        .code());
        List<String> lines = Files.readAllLines(file);
        assertEquals(5, lines.size());
        assertTrue(lines.get(4).startsWith("3,540,360,180,0,0,0,0,0,0,0,,"), lines.get(4));
        assertTrue(lines.get(4).endsWith(",COMPLETED"), lines.get(4));
        Ended again = run("quadratic/claims", "--iterations", "3", "--to", file.toString());
        assertEquals(2, again.code());
        assertTrue(again.err().contains("must not exist yet"), again.err());
    }

    @Test
    void quietLeavesTheRowsOut() {
        Ended ended = run("quadratic/claims", "--iterations", "3", "--quiet");
        assertFalse(ended.out().contains("g−g*"), ended.out());
        assertTrue(ended.out().contains("COMPLETED after 3 outer iterations"), ended.out());
    }

    /** The mean of the terms is the problem, so that a method that takes all of them sees no noise. */
    @Test
    void termsAreDrawnFromTheirOwnBranch() throws IOException {
        JsonNode root = json("quadratic/claims", "--iterations", "2", "--terms", "8", "--noise", "1,0");
        assertTrue(root.get("sampling").asText().startsWith("finite sums of 8 terms"), root.toString());
        assertNotEquals(
                root.get("phi"), json("quadratic/claims", "--iterations", "2").get("phi"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "; --iterations (not given) must be given",
                "--iterations -1; --iterations (-1) must be at least 0",
                "--iterations 1 --every 0; --every (0) must be at least 1",
                "--iterations x; '--iterations'",
                "--budget 1e6; '--budget'",
                "--budget-of gradient=5; --budget-of (gradient) must name one of [lower-gradient,",
                "--budget-of lower-gradients=5; Maybe 'lower-gradient' is meant",
                "--budget-of lower-gradient=x; --budget-of (x) must be a whole number",
                "--budget-of lower-gradient; --budget-of (lower-gradient) must be key=value",
                "--budget-of trajectory=5; The budget must be of something that the method draws",
                "--cost 5; --cost (5) must come with --price",
                "--cost 5 --price lower-gradient=-1; --price (-1) must be at least 0",
                "--cost 5 --price lower-gradient=1,lower-gradient=2; must name every key once",
                "--cost x --price lower-gradient=1; --cost (x) must be one plain decimal number",
                "--iterations 1 --noise 1; --noise (1) must be two numbers",
                "--iterations 1 --noise -1,0; --noise (-1,0) must be two numbers of at least 0",
                "--iterations 1 --terms 3; must be even",
                "--iterations 1 --trajectories 5; --trajectories (5) must go with a problem that has an agent",
                "--iterations 1 --trajectories 5 --terms 2; must stand without --noise and --terms",
                "--iterations 1 --estimator lstd; --estimator (lstd) must go with --trajectories",
                "--iterations 1 --set coldStart=maybe; --set:1: coldStart (maybe) must be true or false",
                "--iterations 1 --set x; --set (x) must be key=value",
                "--iterations 1 --set sigma=1; --set (sigma=1) must name every key once",
                "--iterations 1 --to /dev/null/x.csv; --to (/dev/null/x.csv) must be a file that can be written",
                "--algoritm x; Maybe --algorithm"
            })
    void badInputGivesTwoAndOneLine(String line, String part) {
        Ended ended = line == null
                ? run("quadratic/claims")
                : run("quadratic/claims", line.strip().split(" "));
        assertEquals(2, ended.code(), ended.err());
        assertEquals(1, ended.err().lines().count(), ended.err());
        assertTrue(ended.err().contains(part), ended.err());
        assertTrue(ended.err().contains("Maybe"), ended.err());
        assertEquals("", ended.out());
    }
}
