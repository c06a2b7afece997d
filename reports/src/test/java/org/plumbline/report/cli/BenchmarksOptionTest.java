package org.plumbline.report.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchmarksOptionTest {
    @TempDir
    private Path folder;

    @Test
    void aMissingFileEndsWithCodeTwoBeforeAnythingRuns() {
        Ended ended = Ended.of(
                "verify",
                "--claim",
                "PEN-1@quadratic",
                "--out",
                folder.resolve("out").toString(),
                "--benchmarks",
                folder.resolve("none.json").toString());
        assertEquals(2, ended.code());
        assertTrue(ended.err().contains("--benchmarks ("), ended.err());
        assertFalse(ended.out().contains("Plan:"), ended.out());
    }
}
