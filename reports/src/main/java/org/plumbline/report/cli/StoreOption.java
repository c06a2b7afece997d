package org.plumbline.report.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.plumbline.numeric.RefusedException;
import org.plumbline.report.render.AtStop;
import org.plumbline.report.store.CellCode;
import org.plumbline.report.store.FileStore;
import org.plumbline.report.store.Fingerprints;
import org.plumbline.report.verify.FreshSink;
import org.plumbline.report.verify.MemorySink;
import org.plumbline.theory.CellSink;
import picocli.CommandLine.Option;

/** The option that keeps finished cells on disk; without it they live as long as the program. */
final class StoreOption implements AutoCloseable {
    @Option(
            names = "--store",
            paramLabel = "DIR",
            description = "Keep finished cells there, and take those that are there already, so that an interrupted run"
                    + " goes on where it stopped (default: keep nothing).")
    private Path folder;

    @Option(
            names = "--fresh",
            description = "Run every cell again, whatever the store has; what it finds replaces that.")
    private boolean fresh;

    private FileStore opened;

    private CellCode code;

    private AtStop notice;

    /** Opens the store, if there is to be one; until it is closed, a run that is stopped says what it leaves. */
    StoreOption open(CommonOptions common) {
        if (folder != null) {
            requireOutside(common.out);
            opened = FileStore.open(folder);
            code = new CellCode(common.plugins);
        }
        notice = new AtStop(() -> System.err.println(System.lineSeparator() + stopped()));
        return this;
    }

    /** A report replaces its folder, and would take a store in it along. */
    private void requireOutside(Path report) {
        if (folder.toAbsolutePath()
                .normalize()
                .startsWith(report.toAbsolutePath().normalize())) {
            throw new RefusedException("--store (" + folder + ") must not be in the folder of the report (" + report
                    + "), which is replaced as a whole. Maybe choose a folder beside it.");
        }
    }

    boolean isChosen() {
        return folder != null;
    }

    boolean isUsed() {
        return opened != null;
    }

    Path folder() {
        return folder;
    }

    /** Where cells are kept. Their keys need not say what is in the context. */
    CellSink sink(String context) {
        if (!isUsed()) {
            return new MemorySink();
        }
        CellSink stored = opened.in(context, code);
        return fresh ? new FreshSink(stored) : stored;
    }

    /** What there is of a run that is stopped. */
    private String stopped() {
        return isChosen()
                ? "Stopped. Finished cells are in " + folder + "; the same command goes on from there."
                : "Stopped. Nothing was kept; with --store DIR finished cells would be.";
    }

    /** Says what happened to the store since the last time. */
    void say(PrintWriter err) {
        if (isUsed()) {
            opened.takeNotices().forEach(err::println);
            err.flush();
        }
    }

    /** Keys of cells name an instance by its id, which two files may share: a file counts by its bytes. */
    static String identity(String fileOrId) {
        try {
            Path file = Path.of(fileOrId);
            return Files.isRegularFile(file) ? Fingerprints.ofFile(file) : fileOrId;
        } catch (IOException | InvalidPathException e) {
            return fileOrId;
        }
    }

    @Override
    public void close() {
        if (notice != null) {
            notice.close();
        }
        if (isUsed()) {
            opened.close();
            opened = null;
        }
    }
}
