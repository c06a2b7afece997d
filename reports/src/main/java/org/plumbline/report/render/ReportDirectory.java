package org.plumbline.report.render;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.plumbline.numeric.RefusedException;

/**
 * The folder of a report. Everything is written into a new folder beside it, which then takes its place: a failure
 * leaves the earlier report as it was, and never half a report.
 */
public final class ReportDirectory implements AutoCloseable {
    private static final AtomicLong STAGES = new AtomicLong();

    private final Path target;
    private final Path stage;
    private final AtStop tidyUp;
    private boolean kept;

    private ReportDirectory(Path target, Path stage) {
        this.target = target;
        this.stage = stage;
        this.tidyUp = new AtStop(() -> deleteAtStop(stage));
    }

    /**
     * Reserves a place, so that a run does not find out at its end that its report has none.
     *
     * @param folder where the report will be: absent, empty, or an earlier report
     * @return the place, to be closed
     * @throws RefusedException if the folder cannot be written, or holds something that is no report
     */
    public static ReportDirectory reserve(Path folder) {
        try {
            Path target = Files.exists(folder)
                    ? folder.toRealPath()
                    : folder.toAbsolutePath().normalize();
            if (!replaceable(target)) {
                throw new RefusedException("The output folder (" + folder
                        + ") must be absent, empty, or an earlier report, for it is replaced as a whole."
                        + " Maybe choose another --out.");
            }
            Path parent = target.getParent();
            Files.createDirectories(parent);
            removeLeftovers(parent, "." + target.getFileName() + ".new-");
            String name = "." + target.getFileName() + ".new-"
                    + ProcessHandle.current().pid() + "-" + STAGES.incrementAndGet();
            return new ReportDirectory(target, Files.createDirectory(parent.resolve(name)));
        } catch (IOException e) {
            throw new RefusedException("The output folder (" + folder
                    + ") must be a folder that can be written. Maybe choose another --out.");
        }
    }

    /** What processes left that were killed: their number is in the name. */
    private static void removeLeftovers(Path parent, String begin) throws IOException {
        List<Path> left;
        try (Stream<Path> content = Files.list(parent)) {
            left = content.filter(path -> path.getFileName().toString().startsWith(begin))
                    .filter(path ->
                            isOfADeadProcess(path.getFileName().toString().substring(begin.length())))
                    .toList();
        }
        left.forEach(ReportDirectory::deleteIfPossible);
    }

    private static boolean isOfADeadProcess(String numbers) {
        return numbers.matches("\\d{1,18}-\\d+")
                && ProcessHandle.of(Long.parseLong(numbers.split("-", -1)[0])).isEmpty();
    }

    /** All that a report consists of; a folder that holds anything else is somebody's own. */
    private static final Set<String> OURS = Set.of(
            ReportFiles.PAGE,
            ReportFiles.MARKDOWN,
            ReportFiles.SUMMARY,
            ReportFiles.LATEX,
            ReportFiles.RESULTS,
            ReportFiles.TESTS,
            "plan.json",
            "data",
            "charts");

    private static boolean replaceable(Path target) throws IOException {
        if (!Files.exists(target)) {
            return true;
        }
        if (!Files.isDirectory(target) || target.getParent() == null) {
            return false;
        }
        try (Stream<Path> content = Files.list(target)) {
            List<Path> all = content.toList();
            boolean ours = all.stream()
                    .allMatch(path -> OURS.contains(path.getFileName().toString()));
            return Files.isWritable(target)
                    && (all.isEmpty() || (ours && Files.isRegularFile(target.resolve(ReportFiles.RESULTS))));
        }
    }

    /**
     * Writes one file beside the earlier report.
     *
     * @param path its path in the report
     * @param content its bytes
     */
    public void write(String path, byte[] content) {
        try {
            Path file = stage.resolve(path);
            Files.createDirectories(file.getParent());
            Files.write(file, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Writes all files, and puts the new report in the place of the earlier one.
     *
     * @param files content by path
     * @return the folder of the report
     * @throws RefusedException if the place cannot be taken; the new report is kept beside it then, and named
     */
    public Path publish(Map<String, byte[]> files) {
        files.forEach(this::write);
        Path old = stage.resolveSibling(stage.getFileName() + ".old");
        try {
            boolean replaces = Files.exists(target);
            if (replaces) {
                Files.move(target, old);
            }
            try {
                Files.move(stage, target);
            } catch (IOException e) {
                if (replaces) {
                    Files.move(old, target);
                }
                throw e;
            }
        } catch (IOException e) {
            kept = true;
            tidyUp.close();
            throw new RefusedException(
                    "The output folder (" + target + ") must be one that can be replaced, and is not ("
                            + e.getClass().getSimpleName() + "). The report stands in " + stage
                            + ". Maybe choose a folder inside it as --out.");
        }
        deleteIfPossible(old);
        return target;
    }

    /** The new report stands by now; what is left of the old one is no reason to fail. */
    private static void deleteIfPossible(Path folder) {
        try {
            delete(folder);
        } catch (IOException e) {
            folder.toFile().deleteOnExit();
        }
    }

    /** A thread may still write there; what it leaves, the next run removes. */
    private static void deleteAtStop(Path folder) {
        try {
            delete(folder);
        } catch (IOException | UncheckedIOException e) {
            // There is nobody left to do better.
        }
    }

    /** Removes what was written and not published. */
    @Override
    public void close() {
        tidyUp.close();
        try {
            if (!kept) {
                delete(stage);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> content = Files.walk(folder)) {
            for (Path path : content.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
