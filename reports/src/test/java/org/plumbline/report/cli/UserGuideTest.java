package org.plumbline.report.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.StringTokenizer;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every command of docs/guide.md runs, in its order, with the files that it shows. */
class UserGuideTest {
    private static final Pattern BLOCK = Pattern.compile("(?m)^```(\\w+)(?: ([\\w.-]+))?\\n([\\s\\S]*?)^```");
    private static final String JAR = "java -jar reports/target/plumbline.jar ";
    private static final Set<String> PLACES = Set.of("--out", "--store", "--to", "--from", "--problem", "--algorithm");

    @TempDir
    Path folder;

    private static String guide() throws IOException {
        Path file = Stream.of(Path.of("docs/guide.md"), Path.of("../docs/guide.md"))
                .filter(Files::exists)
                .findFirst()
                .orElseThrow();
        return Files.readString(file).replace("\r\n", "\n");
    }

    /** Names of files and folders stand for those in the folder of the test. */
    private String[] placed(String command, Set<String> files) {
        List<String> placed = new ArrayList<>();
        String option = "";
        for (StringTokenizer words = new StringTokenizer(command); words.hasMoreTokens(); ) {
            String word = words.nextToken();
            boolean place = files.contains(word) || (PLACES.contains(option) && isFolder(option));
            placed.add(place ? folder.resolve(word).toString() : word);
            option = word;
        }
        return placed.toArray(String[]::new);
    }

    private static boolean isFolder(String option) {
        return !option.equals("--problem") && !option.equals("--algorithm");
    }

    @Test
    void everyCommandRuns() throws IOException {
        Set<String> files = new HashSet<>(Set.of("a", "b"));
        int commands = 0;
        for (MatchResult block : BLOCK.matcher(guide()).results().toList()) {
            if (block.group(1).equals("yaml")) {
                Files.writeString(folder.resolve(block.group(2)), block.group(3));
                files.add(block.group(2));
                continue;
            }
            assertEquals("sh", block.group(1));
            for (String line : block.group(3).lines().toList()) {
                assertTrue(line.startsWith(JAR), line);
                Ended ended = Ended.of(placed(line.substring(JAR.length()), files));
                assertEquals(0, ended.code(), line + ": " + ended.err() + ended.out());
                commands++;
            }
        }
        assertEquals(15, commands);
        assertTrue(Files.exists(folder.resolve("merged/index.html")));
        assertTrue(Files.exists(folder.resolve("matrix.csv")));
        assertTrue(Files.readString(folder.resolve("gate.yaml")).contains("digest"));
    }
}
