package org.plumbline.report.documents;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The documents beside the code, whether a test runs in its module or in the project's root. */
public final class Documents {
    private Documents() {}

    /** A file of the project, whether a test runs in its module or in the project's root. */
    static Path file(String path) {
        Path start = Path.of("").toAbsolutePath();
        return Stream.iterate(start, directory -> directory != null, Path::getParent)
                .map(directory -> directory.resolve(path))
                .filter(Files::exists)
                .findFirst()
                .orElseThrow(() -> new AssertionError("No " + path + " in " + start + " or above."));
    }

    /**
     * A document with line ends that do not depend on the checkout.
     *
     * @param path from the project's root
     * @return its text
     */
    public static String text(String path) {
        return text(file(path));
    }

    /** A document with line ends that do not depend on the checkout. */
    static String text(Path file) {
        try {
            return String.join("\n", Files.readAllLines(file)) + "\n";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
