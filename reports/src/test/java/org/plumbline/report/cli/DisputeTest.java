package org.plumbline.report.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A reviewer's dispute: a named claim on a problem from outside, on a seed of their own. */
class DisputeTest {
    private static final String MINE =
            "family: quadratic\ngenerate: {size: {lower: 3, upper: 2}, condition: 4, seed: 2}\n";

    @TempDir
    Path folder;

    private Ended verify(String problem, String... more) throws IOException {
        Path file = Files.writeString(folder.resolve("mine.yaml"), problem);
        String[] fixed = {
            "verify",
            "--problem",
            file.toString(),
            "--seed",
            "3",
            "--out",
            folder.resolve("report").toString()
        };
        return Ended.of(Stream.concat(Arrays.stream(fixed), Arrays.stream(more)).toArray(String[]::new));
    }

    /** Rates at few targets, where they are cheap; RATE-2 at its largest, where constants are found, and at the four that decide. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "OUT-1 | OUT-1@quadratic |",
                "PL-2 | PL-2@quadratic |",
                "FAIL-1@penalty-quadratic | FAIL-1@penalty-quadratic |",
                "FAIL-1@inner-loop-quadratic | FAIL-1@inner-loop-quadratic |",
                "LEM-1 | LEM-1@quadratic | 0.25,0.2",
                "RATE-2 | RATE-2@quadratic | 0.5,0.015625,0.0078125,0.00390625,0.001953125",
                "RATE-3 | RATE-3@quadratic | 0.125,0.0625,0.03125,0.015625"
            })
    void aClaimIsDecidedOnAProblemFromOutside(String claim, String id, String epsilon) throws IOException {
        String[] targets = epsilon == null ? new String[0] : new String[] {"--epsilon", epsilon};
        Ended ended = verify(
                MINE,
                Stream.concat(Stream.of("--claim", claim), Arrays.stream(targets))
                        .toArray(String[]::new));
        assertEquals(0, ended.code(), ended.out() + ended.err());
        assertTrue(ended.out().contains(id + "  SUPPORTED, as expected"), ended.out());
        if (epsilon != null) {
            String report = Files.readString(folder.resolve("report/report.md"));
            assertTrue(report.contains(epsilon.substring(epsilon.lastIndexOf(',') + 1)), id);
        }
    }

    @Test
    void whatTheInstanceLacksIsNamed() throws IOException {
        String wells =
                "family: double-well\nC: [[1]]\ntilt: 0.2\nupper: {target: [0.5], rho: 0.1, linear: manufactured}\n";
        Ended ended = verify(wells, "--claim", "OUT-1");
        assertEquals(1, ended.code(), ended.err());
        assertTrue(ended.out().contains("OUT-1@double-well  NOT_APPLICABLE"), ended.out());
        assertTrue(Files.readString(folder.resolve("report/report.md")).contains("declares no PL constant of g"));
    }

    @Test
    void aClaimWithoutTargetsSaysWhichHaveSome() throws IOException {
        Ended ended = verify(MINE, "--claim", "OUT-1", "--epsilon", "0.5");
        assertEquals(2, ended.code());
        assertTrue(ended.err().contains("Maybe choose RATE-1, RATE-2, RATE-3 or LEM-1."), ended.err());
    }
}
