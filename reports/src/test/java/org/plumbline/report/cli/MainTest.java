package org.plumbline.report.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.plumbline.report.Samples;
import org.plumbline.report.regression.Durations;
import org.plumbline.theory.Profile;

class MainTest {
    @TempDir
    Path folder;

    private static Ended run(String... args) {
        return Ended.of(args);
    }

    private Ended verify(String... more) {
        String[] fixed = {"verify", "--out", folder.resolve("report").toString()};
        return run(Stream.concat(Stream.of(fixed), Stream.of(more)).toArray(String[]::new));
    }

    @Test
    void recordedVerdictsGiveZeroAndTheReportsPath() {
        Ended ended = verify("--claim", "SAMPLE-1", "--claim", "SAMPLE-3", "--threads", "2");
        assertEquals(0, ended.code(), ended.err());
        assertTrue(ended.out().contains("Plan: profile quick, master seed 250317644, 3 claims, 4 cells, 2 threads"));
        assertTrue(ended.out().contains("SAMPLE-1@beta   NOT_SUPPORTED, as expected"), ended.out());
        assertTrue(ended.out()
                .contains("Verdicts: 1 SUPPORTED, 1 NOT_SUPPORTED, 0 INCONCLUSIVE, 1 NOT_RUN, 0 NOT_APPLICABLE"));
        assertTrue(ended.out().strip().endsWith("index.html"));
        assertTrue(Files.exists(folder.resolve("report/plan.json")));
        assertTrue(Files.exists(folder.resolve("report/index.html")));
    }

    @Test
    void differingVerdictGivesOneAfterTheReportIsWritten() {
        Ended ended = verify("--claim", "SAMPLE-2");
        assertEquals(1, ended.code());
        assertTrue(ended.out().contains("SAMPLE-2  INCONCLUSIVE, DIFFERS: expected SUPPORTED"), ended.out());
        assertTrue(Files.exists(folder.resolve("report/index.html")));
    }

    @Test
    void verdictWithoutRecordDiffers() {
        Ended ended = verify("--claim", "SAMPLE-3", "--profile", "full");
        assertEquals(1, ended.code());
        assertTrue(ended.out().contains("DIFFERS: expected (not recorded)"));
    }

    @Test
    void recordWritesWhatWasMeasuredBesideTheVerdicts() throws IOException {
        Path file = Files.writeString(folder.resolve("expectations.yaml"), Samples.EXPECTED);
        Ended ended = verify("--claim", "SAMPLE-1", "--record", file.toString());
        assertEquals(0, ended.code(), ended.err());
        String text = Files.readString(file);
        assertTrue(text.contains("SAMPLE-1@alpha: {verdict: SUPPORTED, why: \"built to agree\", effect: "), text);
        assertTrue(text.contains("SAMPLE-3: {verdict: NOT_RUN, why: \"nothing is measured\"}"), text);
    }

    /** A file of another form would stay as it is in silence. */
    @Test
    void recordSaysWhatFoundNoPlace() throws IOException {
        Path file = Files.writeString(folder.resolve("expectations.yaml"), "quick: {}\n");
        Ended ended = verify("--claim", "SAMPLE-1@alpha", "--record", file.toString());
        assertTrue(ended.err().contains("Not recorded, as " + file), ended.err());
        assertTrue(ended.err().contains("SAMPLE-1@alpha"), ended.err());
        assertEquals("quick: {}\n", Files.readString(file));
    }

    /** Before anything is run, and in one line. */
    @Test
    void durationsAreWrittenBesideThoseOfOtherClaims() throws IOException {
        Path file = folder.resolve("durations.yaml");
        Files.writeString(file, "quick: {OTHER-1: 7}\n");
        assertEquals(
                0, verify("--claim", "SAMPLE-1", "--durations", file.toString()).code());
        Durations now = Durations.parse(Files.readString(file), Profile.QUICK);
        assertEquals(7, now.of("OTHER-1"));
        assertTrue(now.of("SAMPLE-1@alpha") > 0, Files.readString(file));
    }

    /** Those of another instance would stand under the names of ours; and nothing is run for a file that cannot take it. */
    @Test
    void durationsAreRefusedBeforeAnythingRuns() throws IOException {
        Path file = folder.resolve("durations.yaml");
        for (String[] more : new String[][] {
            {"--seed", "7"},
            {"--problem", "quadratic/claims"},
            {"--shard", "1/2", "--store", "s"},
            {"--profile", "calibrate"}
        }) {
            String[] all = Stream.concat(
                            Stream.of("--claim", "SAMPLE-1", "--durations", file.toString()), Stream.of(more))
                    .toArray(String[]::new);
            Ended ended = verify(all);
            assertEquals(2, ended.code(), ended.out());
        }
        Files.writeString(file, "quick: fast\n");
        Ended broken = verify("--claim", "SAMPLE-1", "--durations", file.toString());
        assertEquals(2, broken.code());
        assertEquals(1, broken.err().strip().lines().count(), broken.err());
        assertFalse(broken.out().contains("Plan:"), broken.out());
        assertEquals("quick: fast\n", Files.readString(file));
        assertEquals(
                2,
                verify("--claim", "SAMPLE-1", "--durations", folder.toString()).code());
    }

    @Test
    void recordIsRefusedWhereNothingCouldBeComparedWithIt() throws IOException {
        Path file = Files.writeString(folder.resolve("expectations.yaml"), Samples.EXPECTED);
        Ended seed = verify("--claim", "SAMPLE-1", "--seed", "7", "--record", file.toString());
        assertEquals(2, seed.code());
        assertTrue(seed.err().contains("--record (" + file + ") must go with the recorded master seed"), seed.err());
        Ended missing = verify("--claim", "SAMPLE-1", "--record", "nowhere.yaml");
        assertEquals(2, missing.code());
        assertTrue(missing.err().contains("--record (nowhere.yaml) must be an expectations file"), missing.err());
        assertEquals(Samples.EXPECTED, Files.readString(file));
    }

    /** What is generated can be handed on as data. */
    @Test
    void aGeneratedInstanceIsSavedAndReadBack() throws IOException {
        Path file = Files.writeString(
                folder.resolve("recipe.yaml"),
                "family: quadratic\ngenerate: {size: {lower: 3, upper: 2}, condition: 10, seed: 7}\n");
        Path saved = folder.resolve("saved.yaml");
        assertEquals(
                0,
                run("save", "--problem", file.toString(), "--to", saved.toString())
                        .code());
        String[] point = {"--phi", "0.3,-0.7", "--sigma", "0.1", "--format", "json"};
        assertEquals(evaluate(file, point), evaluate(saved, point));
        Ended again = run("save", "--problem", file.toString(), "--to", saved.toString());
        assertEquals(2, again.code());
        assertTrue(again.err().contains("must not exist yet"), again.err());
    }

    /** A command line does not hold a million numbers. */
    @Test
    void pointsAreReadFromFiles() throws IOException {
        Path phi = Files.writeString(folder.resolve("phi.txt"), "0.3\n-0.7, 0.1\n");
        Ended listed = run("evaluate", "--problem", "quadratic/claims", "--phi", "0.3,-0.7,0.1");
        Ended read = run("evaluate", "--problem", "quadratic/claims", "--phi", "@" + phi);
        assertEquals(0, read.code(), read.err());
        assertEquals(listed.out(), read.out());
        Ended missing = run("evaluate", "--problem", "quadratic/claims", "--phi", "@" + folder.resolve("none"));
        assertEquals(2, missing.code());
        assertTrue(missing.err().contains("must name a readable text file"), missing.err());
    }

    private static String evaluate(Path file, String... point) {
        String[] fixed = {"evaluate", "--problem", file.toString()};
        Ended ended = run(Stream.concat(Stream.of(fixed), Stream.of(point)).toArray(String[]::new));
        assertEquals(0, ended.code(), ended.err());
        return ended.out();
    }

    /** A reviewer's own instance: the audits that need no calibrated constants run on it, and theory is what is expected. */
    @Test
    void anInstanceFromAFileIsAudited() throws IOException {
        Path file = Files.writeString(folder.resolve("mine.yaml"), """
                family: quadratic
                H: [[2, 0.5], [0.5, 1]]
                C: [[1], [2]]
                upper: {target: [1, -1], rho: 0.5, linear: manufactured}
                """);
        Ended ended = verify("--problem", file.toString(), "--claim", "GRAD-1", "--claim", "PEN-1");
        assertEquals(0, ended.code(), ended.err() + ended.out());
        assertTrue(ended.out().contains("GRAD-1@quadratic/mine  SUPPORTED, as expected"), ended.out());
    }

    @Test
    void jsonIsOneValueAndNothingElse() throws IOException {
        Ended ended = verify("--claim", "SAMPLE-1@alpha", "--format", "json");
        assertEquals(0, ended.code());
        JsonNode root = new ObjectMapper().readTree(ended.out());
        assertEquals("SUPPORTED", root.get("claims").get(0).get("verdict").asText());
        assertEquals(1, root.get("verdicts").get("SUPPORTED").asInt());
        assertEquals("", ended.err());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "verify --claim SAMPEL-1; Maybe SAMPLE-1",
                "verify --claim X; --claim (X) must name a claim",
                "verify --claim SAMPLE-1 --out /dev/null/x; The output folder (/dev/null/x) must",
                "verify --claim SAMPLE-1 --out /dev/null; The output folder (/dev/null) must",
                "verify --claim SAMPLE-1 --out /; must be absent, empty, or an earlier report",
                "verify --claim SAMPLE-1 --out src; must be absent, empty, or an earlier report",
                "verify --profil quick; Maybe --profile",
                "verify --profile slow; Invalid value for option '--profile'",
                "verify --threads 0; --threads (0) must be at least 1",
                "verify --threads two; '--threads'",
                "verify --seed 1.5; '--seed'",
                "verify --plugin absent.jar --claim SAMPLE-1; The plug-in (absent.jar) must be a readable jar",
                "evaluate --phi 1,2; Missing required option",
                "evaluate --problem absent.yaml --phi 1; absent.yaml",
                "evaluate --problem quadratic/claims --phi 1,x; --phi (1,x) must be numbers",
                "evaluate --problem quadratic/claims --phi 1,NaN; --phi (1,NaN) must be numbers",
                "evaluate --problem quadratic/claims --phi 1,2,3 --sigma -1; sigma",
                "list; Missing required parameter",
                "list everything; everything",
                "frobnicate; frobnicate",
                "'' ; A command must be given"
            })
    void badInputGivesTwoAndOneLine(String line, String part) {
        Ended ended = line.isBlank() ? run() : run(line.strip().split(" "));
        assertEquals(2, ended.code(), ended.err());
        assertEquals(1, ended.err().lines().count(), ended.err());
        assertTrue(ended.err().contains(part), ended.err());
        assertEquals("", ended.out());
        assertFalse(ended.err().contains("Exception"), ended.err());
    }

    @ParameterizedTest
    @CsvSource({"--help", "--version", "verify --help", "list --help", "evaluate --help"})
    void helpAndVersionGiveZero(String line) {
        Ended ended = run(line.split(" "));
        assertEquals(0, ended.code());
        assertFalse(ended.out().isBlank());
        assertFalse(ended.out().contains("${"), ended.out());
    }

    @Test
    void evaluatePrintsTheContract() throws IOException {
        Ended text = run("evaluate", "--problem", "sine-composite/claims", "--phi", "0.1,-0.2", "--sigma", "0.1");
        Ended json = run(
                "evaluate",
                "--problem",
                "sine-composite/claims",
                "--phi",
                "0.1,-0.2",
                "--sigma",
                "0.1",
                "--format",
                "json");
        assertEquals(0, text.code(), text.err());
        assertTrue(text.out().contains("penaltyObjective"));
        JsonNode root = new ObjectMapper().readTree(json.out());
        assertEquals("sine-composite", root.get("family").asText());
        assertTrue(root.get("hypergradient").isArray());
    }

    @ParameterizedTest
    @CsvSource({"problems, quadratic", "algorithms, algorithm-1", "claims, SAMPLE-1@alpha"})
    void everythingRegisteredIsListed(String kind, String name) throws IOException {
        assertTrue(run("list", kind).out().contains(name));
        Ended json = run("list", kind, "--format", "json");
        assertTrue(new ObjectMapper().readTree(json.out()).isArray());
        assertTrue(json.out().contains(name));
    }

    /** Methods say which class of lower levels they need, so problems say which they have, in the same words. */
    @ParameterizedTest
    @CsvSource({
        "quadratic/claims, strongly convex",
        "sine-composite/claims, 'PL, with one minimiser and a nonsingular Hessian there'",
        "lqr-reward-design/claims, 'PL, with one minimiser and a nonsingular Hessian there'",
        "soft-mdp/claims, PL",
        "double-well/claims, not declared to be PL"
    })
    void aListedProblemSaysOfWhichClassItsLowerLevelIs(String id, String words) throws IOException {
        String line = run("list", "problems")
                .out()
                .lines()
                .filter(text -> text.strip().startsWith(id + " "))
                .findFirst()
                .orElseThrow();
        assertTrue(line.endsWith("; lower level: " + words), line);
        JsonNode families = new ObjectMapper()
                .readTree(run("list", "problems", "--format", "json").out());
        List<String> listed = new ArrayList<>();
        for (JsonNode family : families) {
            for (JsonNode instance : family.get("instances")) {
                if (instance.get("id").asText().equals(id)) {
                    listed.add(instance.get("lowerLevel").asText());
                }
            }
        }
        assertEquals(List.of(words), listed);
    }
}
