package org.plumbline.report.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.plumbline.report.Tool;

/** The long format of bench, and what docs/interchange.md says of it. */
class BenchPointsTest {
    @TempDir
    Path folder;

    private Path method;

    @BeforeEach
    void write() throws IOException {
        method = Files.writeString(folder.resolve("method.yaml"), """
                algorithm: algorithm-1
                schedule: theorem
                epsilon: 0.2
                cSigma: 0.5
                cN: 0.5
                cK: 2
                cT: 8
                lowerStep: 0.05
                outerStep: 0.05
                """);
    }

    private Ended bench(String points, String... more) {
        String[] fixed = {
            "bench",
            "--problem",
            "quadratic/claims",
            "double-well/claims",
            "--algorithm",
            method.toString(),
            "--epsilon",
            "0.5,0.25",
            "--seeds",
            "2",
            "--noise",
            "0.25,0.25",
            "--format",
            "json",
            "--long",
            folder.resolve(points).toString()
        };
        Ended ended = Ended.of(Stream.concat(Stream.of(fixed), Stream.of(more)).toArray(String[]::new));
        assertEquals(0, ended.code(), ended.err());
        return ended;
    }

    /** No field here has a comma in quotes but solver_name, in which it stands within brackets. */
    private List<String[]> lines(String points) throws IOException {
        return Files.readAllLines(folder.resolve(points)).stream()
                .map(line -> line.split(",(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)", -1))
                .toList();
    }

    private static String guide() throws IOException {
        Path file = Stream.of(Path.of("docs/interchange.md"), Path.of("../docs/interchange.md"))
                .filter(Files::exists)
                .findFirst()
                .orElseThrow();
        return String.join("\n", Files.readAllLines(file)) + "\n";
    }

    private static String block(String language, int index) throws IOException {
        return Pattern.compile("```" + language + "\\n(.*?)```", Pattern.DOTALL)
                .matcher(guide())
                .results()
                .map(match -> match.group(1))
                .toList()
                .get(index);
    }

    @Test
    void everyRunEndsWhereTheSummarySaysAndNoPointIsThereTwice() throws IOException {
        JsonNode root = new ObjectMapper().readTree(bench("points.csv").out());
        List<String[]> lines = lines("points.csv");
        List<String> header = Arrays.asList(lines.get(0));
        assertEquals(block("csv", 0), String.join(",", header) + "\n", "the documented header");
        Set<String> keys = new HashSet<>();
        List<String[]> ends = new ArrayList<>();
        for (int i = 1; i < lines.size(); i++) {
            String[] line = lines.get(i);
            assertEquals(header.size(), line.length);
            assertTrue(keys.add(line[1] + line[2] + line[4] + " " + line[7]), "a point twice");
            assertEquals("", line[header.indexOf("time")]);
            if (i + 1 == lines.size()
                    || !lines.get(i + 1)[header.indexOf("seed")].equals(line[header.indexOf("seed")])) {
                ends.add(line);
            }
        }
        List<JsonNode> runs = new ArrayList<>();
        root.get("rows").forEach(row -> row.get("runs").forEach(runs::add));
        assertEquals(4, runs.size(), "the theorem does not cover the double well");
        assertEquals(runs.size(), ends.size());
        for (int i = 0; i < runs.size(); i++) {
            JsonNode run = runs.get(i);
            String[] end = ends.get(i);
            assertEquals(run.get("seed").asText(), end[header.indexOf("seed")]);
            assertEquals(run.get("iterations").asText(), end[header.indexOf("stop_val")]);
            assertEquals(run.get("samples").asText(), end[header.indexOf("samples")]);
            assertEquals(
                    run.get("last").asDouble(),
                    Double.parseDouble(end[header.indexOf("objective_squared_hypergradient_norm")]));
            assertEquals(
                    run.get("objectiveGap").asDouble(), Double.parseDouble(end[header.indexOf("objective_value")]));
        }
    }

    @Test
    void sameInputsGiveTheSameBytesAndOnlyTheTimeMayDiffer() throws IOException {
        bench("one.csv", "--threads", "1", "--store", folder.resolve("cells").toString());
        bench("two.csv", "--threads", "2");
        bench("kept.csv", "--store", folder.resolve("cells").toString());
        bench("timed.csv", "--with-time", "--store", folder.resolve("cells").toString());
        String bytes = Files.readString(folder.resolve("one.csv"));
        assertEquals(bytes, Files.readString(folder.resolve("two.csv")));
        assertEquals(bytes, Files.readString(folder.resolve("kept.csv")));
        int time = Arrays.asList(lines("one.csv").get(0)).indexOf("time");
        List<String[]> timed = lines("timed.csv");
        List<String> without = new ArrayList<>();
        for (int i = 0; i < timed.size(); i++) {
            String[] line = timed.get(i).clone();
            if (i > 0) {
                assertTrue(Double.parseDouble(line[time]) >= 0, line[time]);
                line[time] = "";
            }
            without.add(String.join(",", line));
        }
        assertEquals(bytes, String.join("\n", without) + "\n");
    }

    @Test
    void whatCannotBeMeantIsRefused() {
        Ended ended =
                Ended.of("bench", "--problem", "quadratic/claims", "--algorithm", method.toString(), "--with-time");
        assertEquals(2, ended.code());
        assertTrue(ended.err().contains("--with-time must come with --long"), ended.err());
    }

    @Test
    void theDocumentedReadersNameColumns() throws IOException {
        bench("points.csv");
        List<String> header = Arrays.asList(lines("points.csv").get(0));
        String columns = Pattern.compile("\"(?:[a-z]+_[a-z_]+|samples)\"")
                .matcher(guide())
                .results()
                .map(match -> match.group().replace("\"", ""))
                .filter(name -> !header.contains(name))
                .distinct()
                .toList()
                .toString();
        assertEquals("[]", columns);
    }

    @Test
    void plainPythonRunsWhereItIs() throws IOException, InterruptedException {
        bench("points.csv");
        String script = block("python", 0);
        assertEquals(3, script.lines().count());
        Tool python = new Tool(folder, "python3", "-c");
        python.assumePresent("0");
        String printed = python.print(script);
        assertTrue(printed.contains("algorithm-1[given="), printed);
    }

    @Test
    void pandasFindsTheBestSoFarWhereItIs() throws IOException, InterruptedException {
        bench("points.csv");
        Tool pandas = new Tool(folder, "python3", "-c");
        pandas.assumePresent("import pandas");
        assertBestSoFar(pandas.print(block("python", 1) + "print(points['best'].sum())"));
    }

    @Test
    void rFindsTheBestSoFarWhereItIs() throws IOException, InterruptedException {
        bench("points.csv");
        Tool r = new Tool(folder, "Rscript", "-e");
        r.assumePresent("0");
        assertBestSoFar(r.print(block("r", 0) + "cat(format(sum(points[[\"best\"]], na.rm = TRUE), digits = 15))"));
    }

    /** The sum over all points of the least Φ − Φ(φ̄) of their run so far; points without one are in no sum. */
    private void assertBestSoFar(String printed) throws IOException {
        List<String[]> lines = lines("points.csv");
        List<String> header = Arrays.asList(lines.get(0));
        int value = header.indexOf("objective_value");
        String run = "";
        double best = 0;
        double sum = 0;
        for (String[] line : lines.subList(1, lines.size())) {
            String own = line[1] + '|' + line[2] + '|' + line[header.indexOf("idx_rep")];
            best = own.equals(run) ? best : Double.POSITIVE_INFINITY;
            run = own;
            if (!line[value].isEmpty()) {
                best = Math.min(best, Double.parseDouble(line[value]));
                sum += best;
            }
        }
        assertTrue(sum > 0);
        // Printed with 15 digits.
        assertEquals(sum, Double.parseDouble(printed.strip()), 1e-12 * sum);
    }
}
