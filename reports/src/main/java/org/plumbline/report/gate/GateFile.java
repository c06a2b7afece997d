package org.plumbline.report.gate;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.plumbline.algorithm.AlgorithmSpec;
import org.plumbline.numeric.RefusedException;
import org.plumbline.oracle.Draw;
import org.plumbline.problem.Fields;
import org.plumbline.problem.TextFile;
import org.plumbline.report.input.AlgorithmFile;

/**
 * A file of cases with what was recorded of them. The text is kept, as people write the cases into it; only what was recorded is
 * replaced, so that the difference can be reviewed.
 *
 * @param text YAML, block style for the cases
 * @param entries by name, in the order of the file
 */
public record GateFile(String text, Map<String, Entry> entries) {
    private static final String CASES = "cases";
    private static final String RECORDED = "recorded";
    private static final Pattern CASE = Pattern.compile(" {2}([^ #].*?):\\s*");
    private static final String INDENT = " ".repeat(6);

    /**
     * A case of a file.
     *
     * @param planned what is run
     * @param recorded what it did, or empty before the first record
     */
    public record Entry(GateCase planned, Optional<GateRecord> recorded) {}

    /** Keeps the order. */
    public GateFile {
        entries = new LinkedHashMap<>(entries);
    }

    /**
     * Reads a file.
     *
     * @param file YAML
     * @return its cases
     * @throws RefusedException if it cannot be read or breaks a rule
     */
    public static GateFile read(Path file) {
        return parse(text(file), file.toString());
    }

    /**
     * Reads a text.
     *
     * @param text YAML
     * @param source its name in messages
     * @return its cases
     * @throws RefusedException if it breaks a rule
     */
    public static GateFile parse(String text, String source) {
        return parse(text, source, Optional.empty());
    }

    /** Only the cases of one method, which takes the place of the registered one of its name. */
    static GateFile of(AlgorithmSpec spec, Path file) {
        return parse(text(file), file.toString(), Optional.of(spec));
    }

    private static String text(Path file) {
        return TextFile.read(file);
    }

    private static GateFile parse(String text, String source, Optional<AlgorithmSpec> only) {
        Fields file = Fields.parse(text, source);
        if (file.integer("schemaVersion") != 1) {
            throw file.refusal("schemaVersion", "be 1", "write 1");
        }
        Fields cases = file.child(CASES);
        Map<String, Entry> entries = new LinkedHashMap<>();
        boolean skipped = false;
        for (String name : cases.keys()) {
            Fields part = cases.child(name);
            Fields method = part.child("method");
            if (only.isPresent() && !only.get().card().name().equals(method.text("algorithm"))) {
                skipped = true;
                continue;
            }
            AlgorithmSpec spec = only.orElseGet(() -> AlgorithmFile.registered(method));
            GateCase planned = GateCase.read(name, part, method, spec);
            Optional<GateRecord> recorded =
                    part.has(RECORDED) ? Optional.of(GateRecord.read(part.child(RECORDED), planned)) : Optional.empty();
            entries.put(name, new Entry(planned, recorded));
        }
        if (!skipped) {
            file.refuseUnused();
        }
        return new GateFile(text, entries);
    }

    /**
     * The cases.
     *
     * @return in the order of the file
     */
    public Collection<Entry> cases() {
        return entries.values();
    }

    /**
     * The same file with other records.
     *
     * @param records by name of the case
     * @return the text; cases that are not named stay as they are
     */
    public String with(Map<String, GateRecord> records) {
        List<String> lines = new ArrayList<>();
        Optional<GateRecord> pending = Optional.empty();
        boolean inRecord = false;
        for (String line : text.lines().toList()) {
            Matcher start = CASE.matcher(line);
            boolean ends = !line.isBlank() && !line.startsWith("    ");
            if (ends) {
                pending.ifPresent(record -> lines.addAll(rendered(record)));
                pending = start.matches() ? Optional.ofNullable(records.get(start.group(1))) : Optional.empty();
                inRecord = false;
            } else if (line.startsWith("    ") && !line.startsWith("     ")) {
                inRecord = pending.isPresent() && line.strip().equals(RECORDED + ":");
            }
            if (!inRecord) {
                lines.add(line);
            }
        }
        pending.ifPresent(record -> lines.addAll(rendered(record)));
        return String.join("\n", lines) + "\n";
    }

    private static List<String> rendered(GateRecord record) {
        List<String> lines = new ArrayList<>();
        lines.add("    " + RECORDED + ":");
        lines.add(INDENT + "since: \"" + record.since() + "\"");
        lines.add(INDENT + "arithmetic: \"" + record.arithmetic() + "\"");
        lines.add(INDENT + "digest: \"" + record.digest() + "\"");
        Map<Draw, Double> cost = new EnumMap<>(Draw.class);
        cost.putAll(record.cost());
        lines.add(INDENT + "cost: "
                + cost.entrySet().stream()
                        .map(each -> each.getKey().name() + ": " + each.getValue())
                        .collect(Collectors.joining(", ", "{", "}")));
        lines.add(INDENT + "iterations: "
                + record.trace().stream().map(GateRecord.Point::iteration).toList());
        lines.add(INDENT + "phi:");
        record.trace().forEach(point -> lines.add(INDENT + "  - " + Arrays.toString(point.phi())));
        lines.add(INDENT + "samples:");
        for (double[] row : record.samples()) {
            lines.add(INDENT + "  - "
                    + Arrays.stream(row)
                            .mapToObj(value -> Long.toString((long) value))
                            .toList());
        }
        lines.add(INDENT + "exponents: " + Arrays.toString(record.exponents()));
        return lines;
    }
}
