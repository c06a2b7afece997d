package org.plumbline.report.documents;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.plumbline.example.RewrittenAlgorithm.Change;
import org.plumbline.example.RewrittenAlgorithm.Spec;
import org.plumbline.report.cli.Main;
import org.plumbline.report.gate.GateFile;
import org.plumbline.report.gate.GateRecord;
import org.plumbline.report.gate.PlumblineGate;
import org.plumbline.report.model.Baseline;
import org.plumbline.report.model.GateLine;
import org.plumbline.theory.statistics.Equivalence;

/** What docs/gate.md quotes is what the code says. */
class GateGuideTest {
    private static final String GUIDE = "docs/gate.md";
    private static final String BASELINE = "reports/src/main/resources/org/plumbline/report/gate.yaml";

    @TempDir
    Path folder;

    private static List<String> blocks(String language) {
        return Pattern.compile("```" + language + "\\n(.*?)```", Pattern.DOTALL)
                .matcher(Documents.text(GUIDE))
                .results()
                .map(match -> match.group(1))
                .toList();
    }

    /** Without the quoted block a maintainer finds in the message what to paste. */
    @ParameterizedTest
    @CsvSource({"0, STALE_COPY, algorithm-1 on the sine composite", "1, OTHER_ROUNDING, algorithm-1 on the quadratic"})
    void theQuotedLinesAreThoseOfTheGate(int block, Change change, String name) throws IOException {
        Path baseline = Files.writeString(folder.resolve("gate.yaml"), Documents.text(BASELINE));
        GateRecord record =
                GateFile.read(baseline).entries().get(name).recorded().orElseThrow();
        List<GateLine> lines = PlumblineGate.lines(new Spec(change), baseline).stream()
                .filter(line -> line.name().equals(name))
                .toList();
        String quoted = blocks("text").get(block);
        if (record.arithmetic().equals(Baseline.here())) {
            String text = lines.stream().map(line -> line.text() + "\n").reduce("", String::concat);
            assertEquals(text, quoted);
        } else {
            // Rounding is another one, and it may be that nothing of it shows: that anything worse does not pass
            // remains.
            assertEquals(change == Change.STALE_COPY, lines.stream().anyMatch(line -> !line.passes()));
        }
    }

    @Test
    void theExampleIsTheCommittedCaseAndTheTestIsTheFile() {
        String example = blocks("yaml").get(0);
        assertEquals(1, GateFile.parse(example, GUIDE).entries().size());
        assertTrue(Documents.text(BASELINE).contains(example.substring(example.indexOf("  algorithm-1"))));
        assertEquals(
                Documents.text("reports/src/test/java/org/plumbline/example/AlgorithmGateTest.java"),
                blocks("java").get(0));
    }

    @Test
    void everyCommandRuns() throws IOException {
        Path file = Files.writeString(folder.resolve("gate.yaml"), Documents.text(BASELINE));
        Path other = Files.copy(file, folder.resolve("new.yaml"));
        List<String> commands = blocks("sh").get(0).lines().toList();
        assertEquals(3, commands.size());
        for (String command : commands) {
            String line = command.replaceFirst("^java -jar reports/target/plumbline.jar ", "")
                    .replace("new.yaml", other.toString())
                    .replaceFirst(" gate.yaml", " " + file);
            var program = Main.commandLine();
            var out = new StringWriter();
            program.setOut(new PrintWriter(out));
            assertEquals(0, program.execute(line.split(" ")), line + ": " + out);
        }
        // Elsewhere the update has something to write.
        boolean here = GateFile.read(other).entries().values().stream()
                .allMatch(entry -> entry.recorded().orElseThrow().arithmetic().equals(Baseline.here()));
        assertEquals(here, Files.readString(file).equals(Files.readString(other)));
    }

    @Test
    void everyVerdictIsExplained() {
        List<String> rows = Documents.text(GUIDE)
                .lines()
                .filter(line -> line.matches("\\| [A-Z]+ \\| (yes|no) \\|.*"))
                .map(line -> line.replaceFirst("\\| ([A-Z]+) \\| (yes|no) \\|.*", "$1 $2"))
                .toList();
        assertEquals(
                Arrays.stream(GateLine.Ending.values())
                        .map(ending -> ending + (ending.passes() ? " yes" : " no"))
                        .toList(),
                rows);
    }

    @Test
    void theTolerancesAreThoseOfTheCode() {
        String guide = Documents.text(GUIDE);
        Stream.of(
                        "by " + PlumblineGate.ELSEWHERE + " of their largest entry",
                        "a factor of " + PlumblineGate.FACTOR + ".",
                        "Exponent: " + PlumblineGate.DRIFT + "**",
                        "tests of level " + Equivalence.ALPHA)
                .forEach(quoted -> assertTrue(guide.contains(quoted), quoted));
    }

    @Test
    void theKeysOfTheResultsAreDocumented() {
        for (String key : List.of("case", "quantity", "verdict", "account")) {
            assertFalse(Documents.text(GUIDE).indexOf("| `" + key + "` |") < 0, key);
        }
    }
}
