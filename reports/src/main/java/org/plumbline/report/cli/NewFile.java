package org.plumbline.report.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.plumbline.numeric.RefusedException;

/** A file that a command writes for its user, and that must not exist yet. */
final class NewFile {
    private NewFile() {}

    /** Refuses before a long run what would be refused after it. */
    static void requirePlace(String option, Path file) {
        if (Files.exists(file)) {
            throw exists(option, file);
        }
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder) || !Files.isWritable(folder)) {
            throw unwritable(option, file);
        }
    }

    static void write(String option, Path file, String text) {
        try {
            Files.writeString(file, text, StandardCharsets.UTF_8, StandardOpenOption.CREATE_NEW);
        } catch (FileAlreadyExistsException e) {
            throw exists(option, file);
        } catch (IOException e) {
            throw unwritable(option, file);
        }
    }

    private static RefusedException unwritable(String option, Path file) {
        return new RefusedException(
                option + " (" + file + ") must be a file that can be written. Maybe make its folder first.");
    }

    private static RefusedException exists(String option, Path file) {
        return new RefusedException(
                option + " (" + file + ") must not exist yet, so that nothing is lost. Maybe choose another name.");
    }
}
