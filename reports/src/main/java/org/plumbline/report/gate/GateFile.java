package org.plumbline.report.gate;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.plumbline.algorithm.AlgorithmSpec;
import org.plumbline.numeric.RefusedException;
import org.plumbline.problem.Fields;
import org.plumbline.problem.TextFile;
import org.plumbline.report.input.AlgorithmFile;

/**
 * A file of cases with what was recorded of them. The text is kept, as people write the cases into it; only what was recorded is
 * replaced, so that the difference can be reviewed.
 *
 * @param text YAML, block style for the cases
 * @param source the file's name in messages
 * @param entries by name, in the order of the file
 */
public record GateFile(String text, String source, Map<String, Entry> entries) {
    /** The resource's name on the class path. */
    public static final String RESOURCE = "org/plumbline/report/gate.yaml";

    static final String CASES = "cases";
    static final String RECORDED = "recorded";

    /**
     * A case of a file.
     *
     * @param planned what is run
     * @param recorded what it did, or empty before the first record
     */
    public record Entry(GateCase planned, Optional<GateRecord> recorded) {}

    /**
     * A file with other records.
     *
     * @param text the file
     * @param moved names of the cases whose record is another one
     */
    public record Update(String text, List<String> moved) {}

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
        return parse(TextFile.read(file), file.toString());
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
        return parse(TextFile.read(file), file.toString(), Optional.of(spec));
    }

    private static GateFile parse(String text, String source, Optional<AlgorithmSpec> only) {
        Fields file = Fields.parse(text, source);
        if (file.integer("schemaVersion") != 1) {
            throw file.refusal("schemaVersion", "be 1", "write 1");
        }
        Fields cases = file.child(CASES);
        if (cases.keys().isEmpty()) {
            throw file.refusal(CASES, "have at least one case", "write one as docs/gate.md does");
        }
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
        return new GateFile(text, source, entries);
    }

    /**
     * The cases of the class path, which {@code verify} runs: every jar may have a file under {@link #RESOURCE}.
     *
     * @return the files of the class path of the current thread
     * @throws RefusedException if a file breaks a rule, or two have a case of the same name
     */
    public static List<GateFile> recorded() {
        List<GateFile> files = new ArrayList<>();
        Set<String> names = new HashSet<>();
        try {
            for (URL url : Collections.list(
                    Thread.currentThread().getContextClassLoader().getResources(RESOURCE))) {
                try (InputStream in = url.openStream()) {
                    GateFile file = parse(new String(in.readAllBytes(), StandardCharsets.UTF_8), url.toString());
                    for (String name : file.entries.keySet()) {
                        if (!names.add(name)) {
                            throw new RefusedException(
                                    "The case " + name + " in " + url
                                            + " must have a name that no other jar uses. Maybe put your project's name before it.");
                        }
                    }
                    files.add(file);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files;
    }

    /**
     * The same file with other records. One that differs from the recorded one in its date alone leaves that as it is.
     *
     * @param records by name of the case; cases that are not named stay as they are
     * @return the text, and what is new in it
     * @throws RefusedException if the file is not laid out so that a record has lines of its own
     */
    public Update with(Map<String, GateRecord> records) {
        Map<String, List<String>> moved = new LinkedHashMap<>();
        records.forEach((name, record) -> {
            if (!entries.get(name).recorded().filter(record::saysTheSame).isPresent()) {
                moved.put(name, record.lines());
            }
        });
        String edited = GateText.with(text, moved)
                .filter(result -> holds(result, moved))
                .orElseThrow(() -> new RefusedException(source + " must have every case, and every key of a case, at"
                        + " the start of a line of its own. Maybe write cases as docs/gate.md does, without braces."));
        return new Update(edited, List.copyOf(moved.keySet()));
    }

    /** Reads back what was written, as a layout may be one that nobody thought of. */
    private boolean holds(String result, Map<String, List<String>> records) {
        try {
            GateFile read = parse(result, source);
            return read.entries.keySet().equals(entries.keySet())
                    && records.entrySet().stream()
                            .allMatch(each -> read.entries
                                    .get(each.getKey())
                                    .recorded()
                                    .filter(record -> record.lines().equals(each.getValue()))
                                    .isPresent());
        } catch (RefusedException e) {
            return false;
        }
    }
}
