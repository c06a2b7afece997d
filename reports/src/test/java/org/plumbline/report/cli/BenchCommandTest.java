package org.plumbline.report.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BenchCommandTest {
    /**
     * \(g = \tfrac12(\lambda-\varphi)^2\), \(f = \tfrac12\lambda^2\), so that \(\Phi = \tfrac12\varphi^2\) and
     * \(\nabla\Phi = \varphi\), from \(\varphi_0 = 1\), \(\lambda_0 = 0\).
     */
    private static final String PARABOLA = "family: quadratic\nH: [[1]]\nC: [[1]]\nupper: {target: [0]}\n";

    /**
     * With \(\sigma = \tau = 1\), \(\tau' = \tfrac12\), one inner step lands on both minimisers, \(\lambda = \varphi\) and
     * \(\lambda' = \varphi/2\), and the outer gradient is \(-(\lambda'-\varphi) + (\lambda-\varphi) = \varphi/2\).
     */
    private static final String HALVING = """
            algorithm: algorithm-1
            sigma: 1
            batch: 1
            innerSteps: 1
            lowerStep: 1
            penalisedStep: 0.5
            outerStep: 1
            """;

    private static final String SCHEDULED = """
            algorithm: algorithm-1
            schedule: theorem
            epsilon: 0.2
            cSigma: 0.5
            cN: 0.5
            cK: 2
            cT: 8
            lowerStep: 0.05
            outerStep: 0.05
            """;

    @TempDir
    Path folder;

    private String parabola;
    private String halving;
    private String scheduled;

    @BeforeEach
    void write() throws IOException {
        parabola = write("parabola.yaml", PARABOLA);
        halving = write("halving.yaml", HALVING);
        scheduled = write("scheduled.yaml", SCHEDULED);
    }

    private String write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }

    private static Ended bench(String problem, String algorithm, String... more) {
        return Ended.of(
                Stream.concat(Stream.of("bench", "--problem", problem, "--algorithm", algorithm), Stream.of(more))
                        .toArray(String[]::new));
    }

    private static JsonNode json(String problem, String algorithm, String... more) throws IOException {
        Ended ended = bench(
                problem,
                algorithm,
                Stream.concat(Stream.of(more), Stream.of("--format", "json")).toArray(String[]::new));
        assertEquals(0, ended.code(), ended.err());
        assertEquals("", ended.err());
        return new ObjectMapper().readTree(ended.out());
    }

    /** \(\varphi_t = 2^{-t}\): all numbers are sums of powers of four, exact in double precision. */
    @Test
    void aRunThatCanBeDoneByHand() throws IOException {
        JsonNode row = json(parabola, halving, "--iterations", "4", "--seeds", "3")
                .get("rows")
                .get(0);
        assertTrue(row.get("epsilon").isNull());
        assertEquals("RAN", row.get("status").asText());
        assertEquals(3, row.get("stops").get("COMPLETED").asInt());
        assertEquals(4, row.get("iterations").asInt());
        // An outer iteration draws n(2K + 2) = 4 lower and n(K + 1) = 2 upper gradients.
        assertEquals(24, row.get("samples").asInt());
        assertEquals(16, row.get("counts").get("LOWER_GRADIENT").asInt());
        assertEquals(8, row.get("counts").get("UPPER_GRADIENT").asInt());
        JsonNode norms = row.get("squaredHypergradientNorm");
        for (String statistic : new String[] {"median", "interquartileMean", "lower95", "upper95"}) {
            assertEquals(5.0 / 128, norms.get("tail").get(statistic).asDouble(), statistic);
        }
        assertEquals(85.0 / 256, norms.get("average").get("median").asDouble());
        assertEquals(1.0 / 256, norms.get("last").get("median").asDouble());
        assertEquals(1.0 / 256, norms.get("best").get("median").asDouble());
        assertEquals(1.0 / 512, row.get("objectiveGap").get("median").asDouble());
        for (JsonNode run : row.get("runs")) {
            double t = -Math.log(run.get("random").asDouble()) / Math.log(4);
            assertTrue(t >= 0 && t < 4 && t == Math.rint(t), run.toString());
        }
    }

    @Test
    void theCsvSaysTheSame() throws IOException {
        Path file = folder.resolve("rows.csv");
        assertEquals(
                0,
                bench(parabola, halving, "--iterations", "4", "--seeds", "2", "--to", file.toString())
                        .code());
        List<String> lines = Files.readAllLines(file);
        assertEquals(2, lines.size());
        List<String> names = List.of(lines.get(0).split(","));
        List<String> cells = List.of(lines.get(1).split(",", -1));
        assertEquals(names.size(), cells.size());
        assertEquals("0.0390625", cells.get(names.indexOf("tailSquaredNormMedian")));
        assertEquals("0.001953125", cells.get(names.indexOf("objectiveGapMedian")));
        assertEquals("24.0", cells.get(names.indexOf("samples")));
        assertEquals("", cells.get(names.indexOf("epsilon")));
        Ended again = bench(parabola, halving, "--iterations", "4", "--to", file.toString());
        assertEquals(2, again.code());
        assertTrue(again.err().contains("must not exist yet"), again.err());
    }

    @Test
    void theTextHasUnitsInItsHeaders() {
        String text =
                bench(parabola, halving, "--iterations", "4", "--seeds", "2").out();
        for (String header : new String[] {
            "tail mean ‖∇Φ‖²",
            "average ‖∇Φ‖²",
            "random iterate ‖∇Φ‖²",
            "last ‖∇Φ‖²",
            "best ‖∇Φ‖²",
            "last Φ−Φ(φ̄), global φ̄"
        }) {
            assertTrue(text.contains(header), text);
        }
        assertTrue(text.contains("3.3203e-01 (3.3203e-01)"), text);
        assertTrue(text.contains("lower gradients"), text);
        assertFalse(bench(parabola, halving, "--iterations", "4", "--seeds", "2", "--quiet")
                .out()
                .contains("lower gradients"));
    }

    /** η = 10¹⁶⁰ throws φ to −5·10¹⁵⁹ and then beyond double precision. */
    @Test
    void divergenceIsCountedWithItsFirstStepAndIsInfinite() throws IOException {
        String wild = write("wild.yaml", HALVING.replace("outerStep: 1\n", "outerStep: 1e160\n"));
        JsonNode row = json(parabola, wild, "--iterations", "9", "--seeds", "2")
                .get("rows")
                .get(0);
        assertEquals(2, row.get("stops").get("DIVERGED").asInt());
        assertEquals(2, row.get("firstDivergedAt").asInt());
        assertTrue(row.get("squaredHypergradientNorm").get("tail").get("median").isNull());
        assertEquals(
                1.0,
                row.get("squaredHypergradientNorm").get("best").get("median").asDouble());
        String text = bench(parabola, wild, "--iterations", "9", "--seeds", "2").out();
        assertTrue(text.contains("2 of 2 runs DIVERGED, the first after outer iteration 2"), text);
        assertTrue(text.contains("∞ (∞)"), text);
    }

    @Test
    void aBudgetEndsRuns() throws IOException {
        JsonNode row = json(parabola, halving, "--budget", "13", "--seeds", "2", "--price", "lower-gradient=2")
                .get("rows")
                .get(0);
        assertEquals(2, row.get("stops").get("BUDGET_SPENT").asInt());
        assertEquals(18, row.get("samples").asInt());
        assertEquals(24, row.get("cost").asInt());
    }

    /** Halved from 1 in a box from 0.3 on: ½, then cut at t = 1, 2, 3 of T = 4. */
    @Test
    void projectionsAreSaid() throws IOException {
        String boxed = write("boxed.yaml", HALVING.replace("-1", "-1-projected") + "boxLower: 0.3\n");
        JsonNode row =
                json(parabola, boxed, "--iterations", "4", "--seeds", "1").at("/rows/0");
        assertEquals(1, row.get("tailProjected").asInt());
        String run = row.get("runs").toString();
        assertTrue(run.contains("\"projections\":3,\"tailProjections\":2,\"tail\":null"), run);
    }

    /** T = 8/ε, n = 0.5 ε⁻², K = 2 ln(1/ε), each rounded up. */
    @Test
    void aScheduleIsFollowedAtEveryTarget() throws IOException {
        JsonNode rows = json("quadratic/claims", scheduled, "--epsilon", "0.25,0.5", "--seeds", "2")
                .get("rows");
        assertEquals(2, rows.size());
        assertEquals(0.5, rows.get(0).get("epsilon").asDouble());
        assertEquals(16, rows.get(0).get("iterations").asInt());
        assertEquals(2, rows.get(0).get("hyperparameters").get("batch").asInt());
        assertEquals(32, rows.get(1).get("iterations").asInt());
        assertEquals(8, rows.get(1).get("hyperparameters").get("batch").asInt());
        assertEquals(3, rows.get(1).get("hyperparameters").get("innerSteps").asInt());
        JsonNode own = json("quadratic/claims", scheduled, "--seeds", "2").get("rows");
        assertEquals(1, own.size());
        assertEquals(0.2, own.get(0).get("epsilon").asDouble());
        assertEquals(40, own.get(0).get("iterations").asInt());
    }

    /** ‖∇Φ‖² = 1 where runs on the parabola start. */
    @Test
    void aTargetThatTheStartMeetsIsSaid() {
        String note = "‖∇Φ‖² at the start is 1.0000e+00, so that it meets the target ε = 1.0 already";
        String text =
                bench(parabola, scheduled, "--epsilon", "1,0.5", "--seeds", "1").out();
        assertTrue(text.contains(note), text);
        assertFalse(bench(parabola, scheduled, "--epsilon", "0.5", "--seeds", "1")
                .out()
                .contains("at the start"));
    }

    @Test
    void everyRunCanBeRepeatedAlone() throws IOException {
        JsonNode row = json("quadratic/claims", halving, "--iterations", "3", "--seeds", "2", "--noise", "0.1,0.1")
                .get("rows")
                .get(0);
        for (JsonNode run : row.get("runs")) {
            Ended alone = Ended.of(
                    "run",
                    "--problem",
                    "quadratic/claims",
                    "--algorithm",
                    halving,
                    "--iterations",
                    "3",
                    "--noise",
                    "0.1,0.1",
                    "--seed",
                    run.get("seed").asText(),
                    "--format",
                    "json");
            JsonNode same = new ObjectMapper().readTree(alone.out());
            assertEquals(run.get("last"), same.get("squaredHypergradientNorm").get("last"));
            assertEquals(run.get("random"), same.get("squaredHypergradientNorm").get("random"));
            assertEquals(run.get("samples"), same.get("samples"));
        }
        assertFalse(
                row.get("runs").get(0).get("last").equals(row.get("runs").get(1).get("last")));
    }

    @Test
    void aNameIsCalibratedAndItsExponentLeavesTheCalibratedTargetOut() throws IOException {
        JsonNode root = json(
                "quadratic/isotropic",
                "aid-cg",
                "--epsilon",
                "0.5,0.25,0.125,0.0625",
                "--seeds",
                "3",
                "--noise",
                "0.25,0.25");
        JsonNode search = root.get("searches").get(0);
        assertEquals(0.5, search.get("epsilon").asDouble());
        assertEquals(24, search.get("trials").asInt());
        assertTrue(search.get("samples").asLong() > 0);
        assertTrue(search.get("constants").has("cT"));
        assertEquals(4, root.get("rows").size());
        JsonNode exponent = root.get("exponents").get(0);
        assertEquals(3, exponent.get("targets").size());
        assertEquals(0.25, exponent.get("targets").get(0).asDouble());
        double r = exponent.get("squaredNorm").get("estimate").asDouble();
        assertTrue(r > 0);
        assertEquals(2 * r, exponent.get("norm").get("estimate").asDouble());
        JsonNode few = json("quadratic/isotropic", "aid-cg", "--epsilon", "0.5,0.25,0.125", "--seeds", "2")
                .get("exponents")
                .get(0);
        assertTrue(few.get("squaredNorm").isNull());
        assertTrue(few.get("reason").asText().contains("it takes 3 targets"), few.toString());
    }

    @Test
    void whatATheoremDoesNotCoverRunsOnlyByForce() throws IOException {
        String problem = "rank-deficient-quadratic/claims";
        String method = write(
                "cg.yaml",
                "{algorithm: aid-cg, batch: 1, innerSteps: 2, solverSteps: 2, lowerStep: 0.05, outerStep: 0.05, iterations: 3}");
        JsonNode row = json(problem, method, "--seeds", "2").get("rows").get(0);
        assertEquals("NOT_APPLICABLE", row.get("status").asText());
        assertTrue(row.get("reason").asText().contains("needs a lower level that is strongly convex"));
        assertEquals(0, row.get("runs").size());
        assertTrue(row.get("samples").isNull());
        assertTrue(bench(problem, method).out().contains("NOT_APPLICABLE: the method needs"));
        JsonNode forced =
                json(problem, method, "--seeds", "2", "--force").get("rows").get(0);
        assertEquals("RAN", forced.get("status").asText());
        assertTrue(forced.get("forced").asBoolean());
        assertEquals(2, forced.get("stops").get("COMPLETED").asInt());
        assertTrue(bench(problem, method, "--force").out().contains("FORCED: the method needs"));
    }

    /** Force supplies no terms. */
    @Test
    void aMissingOracleIsNotApplicableWhateverTheForce() throws IOException {
        JsonNode row = json("quadratic/claims", "saba", "--epsilon", "0.5", "--force")
                .get("rows")
                .get(0);
        assertEquals("NOT_APPLICABLE", row.get("status").asText());
        assertFalse(
                bench("double-well/claims", "saba", "--epsilon", "0.5").out().contains("--force"));
    }

    /** What a method refuses in a run says so in its row, and the other rows stand. */
    @Test
    void aRunThatIsRefusedIsARow() throws IOException {
        JsonNode rows = json(parabola, halving, "--budget-of", "trajectory=5", "--seeds", "2")
                .get("rows");
        assertEquals("REFUSED", rows.get(0).get("status").asText());
        assertTrue(rows.get(0).get("reason").asText().contains("must be of something that the method draws"));
    }

    @Test
    void neitherThreadsNorTheLocaleMatter() {
        String[] options = {"--epsilon", "0.5,0.25,0.125", "--seeds", "3", "--noise", "0.25,0"};
        String expected = bench("quadratic/isotropic", scheduled, options).out();
        String[] single =
                Stream.concat(Stream.of(options), Stream.of("--threads", "1")).toArray(String[]::new);
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG"));
            assertEquals(
                    expected, bench("quadratic/isotropic", scheduled, single).out());
        } finally {
            Locale.setDefault(before);
        }
    }

    /** Cuts at seven places from the first byte to the last; one sweep searches, the next one runs. */
    @Test
    void anInterruptedBenchGoesOnToTheSameOutput() throws IOException {
        Path store = folder.resolve("store");
        String[] options = {"--epsilon", "0.5,0.25", "--seeds", "2", "--noise", "0.25,0"};
        String expected = bench("quadratic/isotropic", "aid-cg", options).out();
        String[] stored = Stream.concat(Stream.of(options), Stream.of("--store", store.toString()))
                .toArray(String[]::new);
        assertEquals(expected, bench("quadratic/isotropic", "aid-cg", stored).out());
        Path cells;
        try (Stream<Path> files = Files.list(store)) {
            cells = files.filter(file -> file.toString().endsWith(".jsonl"))
                    .findFirst()
                    .orElseThrow();
        }
        byte[] whole = Files.readAllBytes(cells);
        for (int place = 0; place <= 6; place++) {
            Files.write(cells, Arrays.copyOf(whole, whole.length / 6 * place));
            Ended ended = bench("quadratic/isotropic", "aid-cg", stored);
            assertEquals(expected, ended.out(), "cut at " + place + "/6");
            assertEquals(0, ended.code());
        }
        Ended again = bench("quadratic/isotropic", "aid-cg", stored);
        assertTrue(again.err().contains("Store: 1 of 1 searches are in"), again.err());
        assertTrue(again.err().contains("Store: 4 of 4 runs are in"), again.err());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "--algorithm HALVING; --iterations (not given) must be given",
                "--algorithm f2bsa; --epsilon (not given) must be given for f2bsa",
                "--algorithm f2bsa --epsilon 2; --epsilon (2) must be numbers in (0, 1]",
                "--algorithm f2bsa --epsilon 0.5,x; --epsilon (0.5,x) must be numbers",
                "--algorithm f2bsa --epsilon 0.5,0.5; --epsilon (0.5) must be given once",
                "--algorithm f2bsa f2bsa --epsilon 0.5; --algorithm (f2bsa) must be given once",
                "--algorithm f2bsa --problem quadratic/claims --epsilon 0.5; --problem (quadratic/claims) must be given once",
                "--algorithm f2bsa --epsilon 0.5 --seeds 0; --seeds (0) must be at least 1",
                "--algorithm f2bsa --epsilon 0.5 --iterations 5; --iterations must come with a file",
                "--algorithm HALVING --iterations 5 --epsilon 0.5; --epsilon (0.5) must come with a method",
                "--algorithm nothing --epsilon 0.5; The algorithm (nothing) must be a file or one of",
                "--algorithm f2bsa --epsilon 0.5 --problem nothing; must be a file or one of",
                "--algorithm f2bsa --epsilon 0.5 --to /dev/null/x.csv; must be a file that can be written",
                "--algorithm f2bsa --epsilon 0.5 --profile calibrate; '--profile'",
                "--algoritm f2bsa; Maybe"
            })
    void badInputGivesTwoAndOneLine(String line, String part) {
        String[] options = line.replace("HALVING", halving).split(" ");
        Ended ended = Ended.of(Stream.concat(Stream.of("bench", "--problem", "quadratic/claims"), Stream.of(options))
                .toArray(String[]::new));
        assertEquals(2, ended.code(), ended.err());
        assertEquals(1, ended.err().lines().count(), ended.err());
        assertTrue(ended.err().contains(part), ended.err());
        assertTrue(ended.err().contains("Maybe"), ended.err());
        assertEquals("", ended.out());
    }
}
