package org.plumbline.report.store;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;

/** The first line of a file of cells, which says how the others are to be read, and the file's name. */
final class StoreHeader {
    /** Records of schema 1 had no code in their keys, and a file for every state of the program. */
    private static final byte[] LINE =
            SealedLine.seal("store", "{\"schemaVersion\":2}".getBytes(StandardCharsets.UTF_8));

    private StoreHeader() {}

    static byte[] line() {
        return LINE.clone();
    }

    /** Whether a line with its line feed is the header of this schema, as it was written. */
    static boolean isOurs(byte... line) {
        return Arrays.equals(line, LINE);
    }

    /** The file of results in a store's folder. */
    static Path in(Path folder) {
        return folder.resolve("cells.jsonl");
    }
}
