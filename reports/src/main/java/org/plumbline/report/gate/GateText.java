package org.plumbline.report.gate;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Puts records into the text of a file of cases. Whole lines are exchanged, from the key of a record to the next key that is not
 * within it; comments and blank lines before that key belong to it, and stay. Line ends are those of the file.
 */
final class GateText {
    private static final int OF_FILE = 1;
    private static final int OF_CASES = 2;
    private static final int OF_CASE = 3;

    private final List<String> lines;
    private final List<Key> keys;
    private final String end;

    /** A key of a mapping, lines and columns from 0. */
    private record Key(String name, int depth, int line, int column) {}

    private GateText(String text) {
        lines = new ArrayList<>(Arrays.asList(text.split("\n", -1)));
        keys = keys(text);
        end = text.contains("\r\n") ? "\r" : "";
    }

    /** The text with other records, by name of the case; empty if a case is not in block style, where lines are its own. */
    static Optional<String> with(String text, Map<String, List<String>> records) {
        GateText edited = new GateText(text);
        // From the end, as lines above a change keep their numbers.
        for (int i = edited.keys.size() - 1; i >= 0; i--) {
            List<String> record =
                    edited.isCase(i) ? records.get(edited.keys.get(i).name()) : null;
            if (record != null && !edited.exchange(i, record)) {
                return Optional.empty();
            }
        }
        return Optional.of(String.join("\n", edited.lines));
    }

    private boolean isCase(int i) {
        if (keys.get(i).depth() != OF_CASES) {
            return false;
        }
        int top = i;
        while (keys.get(top).depth() != OF_FILE) {
            top--;
        }
        return keys.get(top).name().equals(GateFile.CASES);
    }

    private boolean exchange(int planned, List<String> record) {
        List<Integer> own = IntStream.range(planned + 1, next(planned))
                .filter(i -> keys.get(i).depth() == OF_CASE)
                .boxed()
                .toList();
        if (own.isEmpty() || !own.stream().allMatch(this::startsItsLine)) {
            return false;
        }
        Optional<Integer> old = own.stream()
                .filter(i -> keys.get(i).name().equals(GateFile.RECORDED))
                .findFirst();
        int to = endOf(old.orElse(planned));
        int from = old.map(i -> keys.get(i).line()).orElse(to);
        String indent = " ".repeat(keys.get(own.get(0)).column());
        List<String> place = lines.subList(from, to);
        place.clear();
        place.add(indent + GateFile.RECORDED + ":" + end);
        record.forEach(line -> place.add(indent + "  " + line + end));
        return true;
    }

    private boolean startsItsLine(int i) {
        Key key = keys.get(i);
        return lines.get(key.line()).substring(0, key.column()).isBlank();
    }

    /** The next key that is not within this one. */
    private int next(int i) {
        int next = i + 1;
        while (next < keys.size() && keys.get(next).depth() > keys.get(i).depth()) {
            next++;
        }
        return next;
    }

    /** The line behind the last one of a key's value. */
    private int endOf(int i) {
        int next = next(i);
        int line = next < keys.size() ? keys.get(next).line() : lines.size();
        while (isBetween(lines.get(line - 1))) {
            line--;
        }
        return line;
    }

    private static boolean isBetween(String line) {
        return line.isBlank() || line.stripLeading().startsWith("#");
    }

    private static List<Key> keys(String text) {
        List<Key> keys = new ArrayList<>();
        String plain = text.startsWith("\uFEFF") ? text.substring(1) : text;
        try (JsonParser parser = new YAMLFactory().createParser(plain)) {
            int depth = 0;
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
                if (token == JsonToken.FIELD_NAME && depth <= OF_CASE) {
                    var place = parser.currentTokenLocation();
                    keys.add(new Key(parser.currentName(), depth, place.getLineNr() - 1, place.getColumnNr() - 1));
                }
            }
        } catch (IOException e) {
            // JSON with tabs, which has no lines for records either.
            return List.of();
        }
        return keys;
    }
}
