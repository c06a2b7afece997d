package org.plumbline.problem;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.plumbline.numeric.RefusedException;

/** Files in UTF-8 of a size that somebody may have written. */
public final class TextFile {
    /** Dense data of order 1000 with all digits are 20 MB; what is longer is no file that somebody wrote. */
    static final int MOST_BYTES = 1 << 25;

    private TextFile() {}

    /**
     * The text of a file.
     *
     * @param file UTF-8
     * @return its text
     * @throws RefusedException if it is missing, unreadable, too long or something else than text
     */
    public static String read(Path file) {
        String name = OneLine.unbroken(file.toString());
        byte[] bytes;
        if (Files.isDirectory(file)) {
            throw new RefusedException(name + " (a directory) must be a file. Maybe name a file in it.");
        }
        try (InputStream stream = Files.newInputStream(file)) {
            bytes = stream.readNBytes(MOST_BYTES + 1);
        } catch (NoSuchFileException e) {
            throw new RefusedException(
                    name + " (no such file) must be a file. Maybe check the name, or use a path from "
                            + Path.of("").toAbsolutePath() + ".");
        } catch (IOException e) {
            throw new RefusedException(
                    name + " (cannot be read) must be a readable file. Maybe check its permissions.");
        }
        if (bytes.length > MOST_BYTES) {
            throw new RefusedException(name + " (more than " + MOST_BYTES
                    + " bytes) must be smaller. Maybe use 'generate' in place of data.");
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new RefusedException(name + " (not UTF-8) must be text in UTF-8. Maybe save it in that encoding.");
        }
    }
}
