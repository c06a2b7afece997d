package org.plumbline.example;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The code in CONTRIBUTING.md is the code that compiles: each of its Java blocks is a file, whole and unchanged. */
class ContributingTest {
    private static final List<String> QUOTED = List.of(
            "ShiftedParabola.java", "ShiftedParabolaTest.java", "SingleLoopPenalty.java", "SingleLoopPenaltyTest.java");
    private static final String SOURCES = "reports/src/test/java/org/plumbline/example/";

    @Test
    void theGuideQuotesTheExampleFilesWhole() throws IOException {
        Path root = root();
        String guide = lines(root.resolve("CONTRIBUTING.md"));
        for (String name : QUOTED) {
            String code = lines(root.resolve(SOURCES + name));
            assertTrue(
                    guide.contains("```java\n" + code + "```\n"),
                    "CONTRIBUTING.md must quote " + SOURCES + name + " as it is. Maybe paste the file again.");
        }
    }

    @Test
    void theGuideHasNoOtherJava() throws IOException {
        try (Stream<String> lines = Files.lines(root().resolve("CONTRIBUTING.md"))) {
            assertEquals(
                    QUOTED.size(),
                    lines.filter(line -> line.strip().startsWith("```java")).count());
        }
    }

    /** With line ends that do not depend on the checkout. */
    private static String lines(Path file) throws IOException {
        return String.join("\n", Files.readAllLines(file)) + "\n";
    }

    /** The directory of CONTRIBUTING.md, whether the test runs in its module or in the project's root. */
    private static Path root() {
        Path start = Path.of("").toAbsolutePath();
        return Stream.iterate(start, directory -> directory != null, Path::getParent)
                .filter(directory -> Files.exists(directory.resolve("CONTRIBUTING.md")))
                .findFirst()
                .orElseThrow(() -> new AssertionError("No CONTRIBUTING.md in " + start + " or above."));
    }
}
