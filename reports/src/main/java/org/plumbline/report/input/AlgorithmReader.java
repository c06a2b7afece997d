package org.plumbline.report.input;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.plumbline.algorithm.AlgorithmSpec;
import org.plumbline.algorithm.Law;
import org.plumbline.algorithm.Parameter;
import org.plumbline.algorithm.TheoremSchedule;
import org.plumbline.numeric.RefusedException;
import org.plumbline.problem.Fields;

/** Reads the hyper-parameters of one method from one or two sources, of which the first goes before the second. */
final class AlgorithmReader {
    static final String SCHEDULE = "schedule";
    private static final String EPSILON = "epsilon";

    /** How refusals from further down, which do not know of files, begin with the name of what they refuse. */
    private static final Pattern REFUSAL =
            Pattern.compile("(?:The hyper-parameter |The constant )?(\\w+) \\(.*\\) must (.*)\\. Maybe (.*)\\.");

    private final AlgorithmSpec spec;
    private final List<Fields> layers;
    private final Map<String, Class<?>> types;

    AlgorithmReader(AlgorithmSpec spec, List<Fields> layers) {
        this.spec = spec;
        this.layers = layers;
        this.types = Stream.of(spec.type().getRecordComponents())
                .collect(Collectors.toMap(component -> component.getName(), component -> component.getType()));
    }

    AlgorithmFile read() {
        for (Fields layer : layers) {
            if (layer.has(SCHEDULE)) {
                layer.choice(SCHEDULE, List.of("theorem"));
            }
        }
        return isGiven(SCHEDULE) ? scheduled() : direct();
    }

    private AlgorithmFile direct() {
        Map<String, Object> values = parameters(Set.of());
        Optional<Object> iterations = value(Law.ITERATIONS, long.class);
        layers.forEach(Fields::refuseUnused);
        return built(
                values,
                iterations.map(t -> OptionalLong.of((long) t)).orElse(OptionalLong.empty()),
                OptionalDouble.empty());
    }

    private AlgorithmFile scheduled() {
        TheoremSchedule schedule = spec.card().schedule();
        Optional<Object> epsilon = value(EPSILON, double.class);
        Map<String, Double> constants = new LinkedHashMap<>();
        Set<String> governed = new LinkedHashSet<>();
        for (Law law : schedule.laws()) {
            value(law.constant(), double.class).ifPresent(c -> constants.put(law.constant(), (double) c));
            governed.add(law.parameter());
        }
        Map<String, Object> values = parameters(governed);
        layers.forEach(Fields::refuseUnused);
        double target = (double) epsilon.orElseThrow(() -> missing(EPSILON, "be given: the target of E‖∇Φ‖² ≤ ε"));
        TheoremSchedule.Point point = located(() -> schedule.at(target, constants));
        values.putAll(point.values());
        return built(values, OptionalLong.of(point.iterations()), OptionalDouble.of(target));
    }

    private AlgorithmFile built(Map<String, Object> values, OptionalLong iterations, OptionalDouble epsilon) {
        for (Parameter parameter : spec.card().parameters()) {
            boolean required = parameter.defaultValue().equals(Parameter.REQUIRED);
            if (required && !values.containsKey(parameter.name())) {
                throw missing(parameter.name(), "be given: " + parameter.meaning() + ", " + parameter.range());
            }
        }
        return new AlgorithmFile(spec, located(() -> spec.create(values)), iterations, epsilon);
    }

    private Map<String, Object> parameters(Set<String> governed) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (Parameter parameter : spec.card().parameters()) {
            if (!governed.contains(parameter.name())) {
                value(parameter.name(), types.get(parameter.name()))
                        .ifPresent(value -> values.put(parameter.name(), value));
            }
        }
        return values;
    }

    /** Reads a value wherever it is given, so that none is left unchecked; the first source decides. */
    private Optional<Object> value(String key, Class<?> type) {
        Optional<Object> first = Optional.empty();
        for (Fields layer : layers) {
            if (layer.has(key)) {
                Object value = value(layer, key, type);
                first = first.isPresent() ? first : Optional.of(value);
            }
        }
        return first;
    }

    private static Object value(Fields layer, String key, Class<?> type) {
        if (type == boolean.class) {
            return layer.flag(key);
        }
        if (type == int.class) {
            return layer.size(key, Integer.MAX_VALUE);
        }
        if (type == long.class) {
            long whole = layer.integer(key);
            if (whole < 1) {
                throw layer.refusal(key, "be at least 1", "use 1");
            }
            return whole;
        }
        return type == double.class ? layer.number(key) : layer.text(key);
    }

    private boolean isGiven(String key) {
        return layers.stream().anyMatch(layer -> layer.has(key));
    }

    private RefusedException missing(String key, String rule) {
        return last().refusal(key, rule, "add it: " + key + " in the file, or --set " + key + "=…");
    }

    /** Puts the place before a refusal that comes from code which does not know of files. */
    private <T> T located(Supplier<T> build) {
        try {
            return build.get();
        } catch (RefusedException e) {
            Matcher refusal = REFUSAL.matcher(e.getMessage());
            if (refusal.matches()) {
                for (Fields layer : layers) {
                    if (layer.has(refusal.group(1))) {
                        throw layer.refusal(refusal.group(1), refusal.group(2), refusal.group(3));
                    }
                }
            }
            return last().build(() -> {
                throw e;
            });
        }
    }

    private Fields last() {
        return layers.get(layers.size() - 1);
    }
}
