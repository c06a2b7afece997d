package org.plumbline.report.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.plumbline.oracle.Draw;

/** What docs/algorithm-files.md shows works as it stands, and what it lists is all there is. */
class DocumentedRunsTest {
    @TempDir
    Path folder;

    private static String guide() throws IOException {
        Path file = Stream.of(Path.of("docs/algorithm-files.md"), Path.of("../docs/algorithm-files.md"))
                .filter(Files::exists)
                .findFirst()
                .orElseThrow();
        return String.join("\n", Files.readAllLines(file)) + "\n";
    }

    private static List<String> blocks(String language) throws IOException {
        return Pattern.compile("```" + language + "\\n(.*?)```", Pattern.DOTALL)
                .matcher(guide())
                .results()
                .map(match -> match.group(1))
                .toList();
    }

    /** The first column of the tables of a section. */
    private static List<String> keys(String section) throws IOException {
        String text = guide().split("\n## " + section + "\n", 2)[1].split("\n## ", 2)[0];
        return Pattern.compile("(?m)^\\| `([^`]+)` \\|")
                .matcher(text)
                .results()
                .map(match -> match.group(1))
                .toList();
    }

    @Test
    void everyFileRuns() throws IOException {
        List<String> files = new ArrayList<>(blocks("yaml"));
        files.addAll(blocks("json"));
        assertEquals(3, files.size());
        for (int i = 0; i < files.size(); i++) {
            Path file = Files.writeString(folder.resolve("example" + i), files.get(i));
            Ended ended = Ended.of(
                    "run", "--problem", "quadratic/claims", "--algorithm", file.toString(), "--noise", "0.1,0");
            assertEquals(0, ended.code(), ended.err());
            assertTrue(ended.out().contains("COMPLETED after") || ended.out().contains("NOT_APPLICABLE: "));
        }
    }

    @Test
    void everyCommandRuns() throws IOException {
        Path method =
                Files.writeString(folder.resolve("method.yaml"), blocks("yaml").get(0));
        List<String> commands = blocks("sh").get(0).lines().toList();
        assertEquals(7, commands.size());
        for (String command : commands) {
            String line = command.replaceFirst("^java -jar reports/target/plumbline.jar ", "")
                    .replace("method.yaml", method.toString())
                    .replace("rows.csv", folder.resolve("rows.csv").toString());
            Ended ended = Ended.of(line.split(" "));
            assertEquals(0, ended.code(), line + ": " + ended.err());
            assertEquals("", ended.err(), line);
        }
        assertTrue(Files.exists(folder.resolve("rows.csv")));
    }

    @Test
    void theKeysOfTheJsonAreThoseThatAreDocumented() throws IOException {
        Path method =
                Files.writeString(folder.resolve("method.yaml"), blocks("yaml").get(0));
        Path rows = folder.resolve("rows.csv");
        Ended ended = Ended.of(
                "run",
                "--problem",
                "quadratic/claims",
                "--algorithm",
                method.toString(),
                "--iterations",
                "3",
                "--to",
                rows.toString(),
                "--format",
                "json");
        JsonNode root = new ObjectMapper().readTree(ended.out());
        List<String> found = new ArrayList<>();
        root.fieldNames().forEachRemaining(found::add);
        assertEquals(keys("JSON"), found);
        root.get("squaredHypergradientNorm").fieldNames().forEachRemaining(DocumentedRunsTest::assertDocumented);
        root.get("knownOptimum").fieldNames().forEachRemaining(DocumentedRunsTest::assertDocumented);
        root.get("rows").get(0).fieldNames().forEachRemaining(DocumentedRunsTest::assertDocumented);
        assertEquals(blocks("csv").get(0), Files.readAllLines(rows).get(0) + "\n");
    }

    private static void assertDocumented(String key) {
        try {
            assertTrue(guide().contains("`" + key + "`"), key);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void everyKindOfDrawIsNamed() throws IOException {
        for (Draw kind : Draw.values()) {
            String name = kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
            assertTrue(guide().contains("`" + name + "`"), name);
        }
    }
}
