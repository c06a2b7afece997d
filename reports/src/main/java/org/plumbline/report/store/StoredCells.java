package org.plumbline.report.store;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What a file of cells holds.
 *
 * @param state whether its first line is the header that was asked for
 * @param cells the whole records, in order
 * @param end the number of bytes up to the end of the last whole line
 * @param corrupt the numbers, from 1, of lines before that one that are not as they were written
 * @param torn the number of the first line after that one, or 0 if nothing follows it
 */
record StoredCells(State state, List<CellRecord> cells, long end, List<Long> corrupt, long torn) {
    /** What the first line is. */
    enum State {
        /** The header that was asked for. */
        OURS,
        /** A part of a line: nothing was stored. */
        EMPTY,
        /** Something else. */
        FOREIGN
    }

    /** The header of a file, or empty if it has none. */
    static Optional<StoreHeader> header(Path file) throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            return StoreHeader.of(line(in));
        }
    }

    static StoredCells read(Path file, byte[] header) throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
            return read(in, header);
        }
    }

    static StoredCells read(InputStream in, byte[] header) throws IOException {
        byte[] first = line(in);
        if (!Arrays.equals(first, header)) {
            boolean whole = first.length > 0 && first[first.length - 1] == '\n';
            return new StoredCells(whole ? State.FOREIGN : State.EMPTY, List.of(), 0, List.of(), 0);
        }
        List<CellRecord> cells = new ArrayList<>();
        List<Long> passed = new ArrayList<>();
        List<Long> pending = new ArrayList<>();
        long position = first.length;
        long end = position;
        long number = 1;
        for (byte[] line = line(in); line.length > 0; line = line(in)) {
            number++;
            position += line.length;
            Optional<CellRecord> cell = CellRecord.of(line);
            if (cell.isPresent()) {
                cells.add(cell.get());
                passed.addAll(pending);
                pending.clear();
                end = position;
            } else {
                pending.add(number);
            }
        }
        return new StoredCells(State.OURS, cells, end, passed, pending.isEmpty() ? 0 : pending.get(0));
    }

    /** The bytes up to and with the next line feed, or what is left, or nothing. */
    private static byte[] line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = in.read(); b >= 0; b = in.read()) {
            line.write(b);
            if (b == '\n') {
                break;
            }
        }
        return line.toByteArray();
    }
}
