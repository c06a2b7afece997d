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
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What docs/algorithm-files.md shows of bench works as it stands, and what it lists is all there is. */
class DocumentedBenchTest {
    @TempDir
    Path folder;

    private static String guide() throws IOException {
        Path file = Stream.of(Path.of("docs/algorithm-files.md"), Path.of("../docs/algorithm-files.md"))
                .filter(Files::exists)
                .findFirst()
                .orElseThrow();
        return String.join("\n", Files.readAllLines(file)) + "\n";
    }

    private static String section() throws IOException {
        return guide().split("\n## Many runs: `bench`\n", 2)[1];
    }

    private static List<String> blocks(String text, String language) {
        return Pattern.compile("```" + language + "\\n(.*?)```", Pattern.DOTALL)
                .matcher(text)
                .results()
                .map(match -> match.group(1))
                .toList();
    }

    private List<String> commands() throws IOException {
        Path method = Files.writeString(
                folder.resolve("method.yaml"), blocks(guide(), "yaml").get(0));
        Path scheduled = Files.writeString(
                folder.resolve("scheduled.yaml"), blocks(guide(), "yaml").get(1));
        return blocks(section(), "sh")
                .get(0)
                .lines()
                .map(line -> line.replaceFirst("^java -jar reports/target/plumbline.jar ", "")
                        .replace("method.yaml", method.toString())
                        .replace("scheduled.yaml", scheduled.toString())
                        .replace("matrix.csv", folder.resolve("matrix.csv").toString())
                        .replace("--store cells", "--store " + folder.resolve("cells")))
                .toList();
    }

    @Test
    void everyCommandRuns() throws IOException {
        List<String> commands = commands();
        assertEquals(4, commands.size());
        for (String line : commands) {
            Ended ended = Ended.of(line.split(" "));
            assertEquals(0, ended.code(), line + ": " + ended.err());
            assertTrue(ended.out().contains("RAN") || ended.out().contains("‖∇Φ‖²"), line + ": " + ended.out());
        }
        assertEquals(
                blocks(section(), "csv").get(0),
                Files.readAllLines(folder.resolve("matrix.csv")).get(0) + "\n");
    }

    @Test
    void theKeysOfTheJsonAreThoseThatAreDocumented() throws IOException {
        Ended ended = Ended.of(commands().get(2).split(" "));
        JsonNode root = new ObjectMapper().readTree(ended.out());
        List<String> documented = Pattern.compile("(?m)^\\| `([^`]+)` \\|")
                .matcher(section().split("\n### JSON of `bench`\n", 2)[1])
                .results()
                .map(match -> match.group(1))
                .toList();
        List<String> found = new ArrayList<>();
        root.fieldNames().forEachRemaining(found::add);
        root.get("rows").get(0).fieldNames().forEachRemaining(found::add);
        assertEquals(documented, found);
        assertDocumented(root.get("exponents").get(0));
        assertDocumented(root.get("searches").get(0));
        assertDocumented(root.get("rows").get(0).get("squaredHypergradientNorm"));
        assertDocumented(root.get("rows").get(0).get("objectiveGap"));
        assertDocumented(root.get("rows").get(0).get("stops"));
        assertDocumented(root.get("rows").get(0).get("runs").get(0));
    }

    private static void assertDocumented(JsonNode part) throws IOException {
        List<String> keys = new ArrayList<>();
        part.fieldNames().forEachRemaining(keys::add);
        assertTrue(!keys.isEmpty());
        for (String key : keys) {
            assertTrue(section().contains("`" + key + "`"), key);
        }
    }
}
