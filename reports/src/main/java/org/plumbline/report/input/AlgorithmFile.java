package org.plumbline.report.input;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.plumbline.algorithm.AlgorithmSpec;
import org.plumbline.algorithm.Algorithms;
import org.plumbline.algorithm.BilevelAlgorithm;
import org.plumbline.numeric.RefusedException;
import org.plumbline.problem.Fields;

/**
 * A method with all its hyper-parameters, as a user chose them: in a file, by name with settings, or in a file of which
 * settings override some values. The format is documented in {@code docs/algorithm-files.md}.
 *
 * @param spec what is registered of the method
 * @param method the method, ready to run
 * @param iterations T, where the file gives it or its schedule does
 * @param epsilon the target, where a schedule gives the hyper-parameters
 */
public record AlgorithmFile(
        AlgorithmSpec spec, BilevelAlgorithm method, OptionalLong iterations, OptionalDouble epsilon) {
    private static final String KEY = "algorithm";
    private static final String SETTINGS = "--set";

    /**
     * A registered method if there is one of that name, and else a file.
     *
     * @param fileOrName a name such as "algorithm-1", or a path
     * @param settings values by key that go before those of the file, as they would be written in it
     * @return the method
     * @throws RefusedException if it is neither, or a value breaks a rule: one line with place, key, value, rule, advice
     */
    public static AlgorithmFile resolve(String fileOrName, Map<String, String> settings) {
        if (isRegistered(fileOrName) || !isFile(fileOrName)) {
            return new AlgorithmReader(Algorithms.named(fileOrName), List.of(layer(settings))).read();
        }
        return read(Fields.read(Path.of(fileOrName)), settings);
    }

    /**
     * Whether a text names a registered method, which goes before a file of that name.
     *
     * @param fileOrName a name such as "algorithm-1", or a path
     * @return true for a name
     */
    public static boolean isRegistered(String fileOrName) {
        return Algorithms.all().stream().anyMatch(spec -> spec.card().name().equals(fileOrName));
    }

    /**
     * Whether a file takes its hyper-parameters from its method's theorem.
     *
     * @param fileOrName a path
     * @return false also for what is not a file
     */
    public static boolean isScheduled(String fileOrName) {
        return !isRegistered(fileOrName)
                && isFile(fileOrName)
                && Fields.read(Path.of(fileOrName)).has(AlgorithmReader.SCHEDULE);
    }

    /**
     * Reads the text of an algorithm file.
     *
     * @param text YAML or JSON
     * @param source the file's name
     * @return the method
     * @throws RefusedException if it breaks a rule: one line with file, key, value, rule, advice
     */
    public static AlgorithmFile parse(String text, String source) {
        return read(Fields.parse(text, source), Map.of());
    }

    private static AlgorithmFile read(Fields file, Map<String, String> settings) {
        return read(registered(file), file, settings);
    }

    /**
     * The registered method that a file names.
     *
     * @param file the keys of an algorithm file, which may be a part of another one
     * @return what is registered of it
     * @throws RefusedException if it names none
     */
    public static AlgorithmSpec registered(Fields file) {
        List<String> names =
                Algorithms.all().stream().map(spec -> spec.card().name()).toList();
        return Algorithms.named(file.choice(KEY, names));
    }

    /**
     * Reads the keys of an algorithm file for a method that need not be registered.
     *
     * @param spec the method, whatever the file calls it
     * @param file the keys, which may be a part of another file
     * @param settings values by key that go before those of the file
     * @return the method
     * @throws RefusedException if a value breaks a rule
     */
    public static AlgorithmFile read(AlgorithmSpec spec, Fields file, Map<String, String> settings) {
        file.text(KEY);
        List<Fields> layers = settings.isEmpty() ? List.of(file) : List.of(layer(settings), file);
        return new AlgorithmReader(spec, layers).read();
    }

    /** Settings are read like a file of one line, so that they obey the same rules. */
    private static Fields layer(Map<String, String> settings) {
        return Fields.parse(
                settings.entrySet().stream()
                        .map(entry -> entry.getKey() + ": " + entry.getValue())
                        .collect(Collectors.joining(", ", "{", "}")),
                SETTINGS);
    }

    private static boolean isFile(String name) {
        try {
            return Files.exists(Path.of(name));
        } catch (InvalidPathException e) {
            return false;
        }
    }

    /**
     * The name under which the method is registered.
     *
     * @return such as "algorithm-1"
     */
    public String name() {
        return spec.card().name();
    }

    /**
     * The hyper-parameters of the method.
     *
     * @return numbers, truth values and words by name, in the order of the record
     */
    public Map<String, Object> values() {
        Map<String, Object> values = new LinkedHashMap<>();
        for (var component : method.getClass().getRecordComponents()) {
            try {
                component.getAccessor().setAccessible(true);
                Object value = component.getAccessor().invoke(method);
                values.put(component.getName(), value instanceof Enum<?> word ? word.name() : value);
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(
                        "The record " + method.getClass().getName() + " cannot be read.", e);
            }
        }
        return values;
    }
}
