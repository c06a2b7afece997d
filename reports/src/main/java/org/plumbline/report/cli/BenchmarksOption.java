package org.plumbline.report.cli;

import java.nio.file.Path;
import java.util.List;
import org.plumbline.report.input.BenchmarkFile;
import org.plumbline.theory.Table;
import picocli.CommandLine.Option;

/** Which measurements of speed a report shows. */
final class BenchmarksOption {
    @Option(
            names = "--benchmarks",
            paramLabel = "FILE",
            description = "Show what the benchmarks of a build measured, which wrote it there (default: nothing).")
    private Path file;

    /** Read before anything runs, so that a mistake costs no time. */
    List<Table> read() {
        return file == null ? List.of() : BenchmarkFile.read(file).tables();
    }
}
