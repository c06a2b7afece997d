package org.plumbline.report.store;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a file of cells holds.
 *
 * @param state whether its first line is the header
 * @param end the number of bytes up to the end of the last whole line
 * @param corrupt the numbers, from 1, of lines before that one that are not as they were written
 * @param torn the number of the first line after that one, or 0 if nothing follows it
 */
record StoredCells(State state, long end, List<Long> corrupt, long torn) {
    /** What the first line is. */
    enum State {
        /** The header of this schema. */
        OURS,
        /** A part of a line: nothing was stored. */
        EMPTY,
        /** Something else. */
        FOREIGN
    }

    /** Is told of every whole record, in order. */
    @FunctionalInterface
    interface Visitor {
        /**
         * Takes a record.
         *
         * @param cell the record
         * @param offset of its line in the file, in bytes
         * @param length of its line with its line feed, in bytes
         */
        void at(CellRecord cell, long offset, int length) throws IOException;
    }

    static StoredCells read(Path file, Visitor visitor) throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
            return read(in, visitor);
        }
    }

    static StoredCells read(InputStream in, Visitor visitor) throws IOException {
        byte[] first = line(in);
        if (!StoreHeader.isOurs(first)) {
            boolean whole = first.length > 0 && first[first.length - 1] == '\n';
            return new StoredCells(whole ? State.FOREIGN : State.EMPTY, 0, List.of(), 0);
        }
        List<Long> passed = new ArrayList<>();
        List<Long> pending = new ArrayList<>();
        long position = first.length;
        long end = position;
        long number = 1;
        for (byte[] line = line(in); line.length > 0; line = line(in)) {
            number++;
            Optional<CellRecord> cell = CellRecord.of(line);
            if (cell.isPresent()) {
                visitor.at(cell.get(), position, line.length);
            }
            position += line.length;
            if (cell.isPresent()) {
                passed.addAll(pending);
                pending.clear();
                end = position;
            } else {
                pending.add(number);
            }
        }
        return new StoredCells(State.OURS, end, passed, pending.isEmpty() ? 0 : pending.get(0));
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
