package org.plumbline.report.store;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * A line of JSON with a check of its own bytes: <code>{"crc32c":"89abcdef","cell":…}</code> and a line feed. CRC-32C finds
 * every error that is confined to 32 bits in a row, and all but one in 2³² of the others.
 */
final class SealedLine {
    private static final int DIGITS = 8;

    private SealedLine() {}

    /** Seals a JSON value without line feeds under a name. */
    static byte[] seal(String name, byte[] json) {
        byte[] head = head(name, json);
        byte[] line = Arrays.copyOf(head, head.length + json.length + 2);
        System.arraycopy(json, 0, line, head.length, json.length);
        line[line.length - 2] = '}';
        line[line.length - 1] = '\n';
        return line;
    }

    /** The JSON value of a line with its line feed, or empty if it is not as it was sealed. */
    static Optional<byte[]> open(String name, byte[] line) {
        int start = head(name, new byte[0]).length;
        if (line.length < start + 2) {
            return Optional.empty();
        }
        byte[] json = Arrays.copyOfRange(line, start, line.length - 2);
        return Arrays.equals(line, seal(name, json)) ? Optional.of(json) : Optional.empty();
    }

    private static byte[] head(String name, byte[] json) {
        CRC32C check = new CRC32C();
        check.update(json);
        String digits = Long.toHexString(check.getValue());
        return ("{\"crc32c\":\"" + "0".repeat(DIGITS - digits.length()) + digits + "\",\"" + name + "\":")
                .getBytes(StandardCharsets.UTF_8);
    }
}
