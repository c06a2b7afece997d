package org.plumbline.algorithm;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.plumbline.numeric.RefusedException;

/**
 * Builds a method, a record, from values by the names of its components. Whole numbers are rounded up, so that a schedule
 * may give them unrounded; what is left out takes the default of its {@link Parameter}, which is a literal or the name of
 * another parameter.
 */
public final class Hyperparameters {
    private Hyperparameters() {}

    /**
     * Builds a method.
     *
     * @param type its record
     * @param parameters one a component of the record
     * @param values numbers, truth values, strings
     * @param <A> the method
     * @return the method
     * @throws RefusedException if a name is unknown, a value is missing, of the wrong type or out of its range
     */
    public static <A extends BilevelAlgorithm> A create(
            Class<A> type, List<Parameter> parameters, Map<String, ?> values) {
        RecordComponent[] components = type.getRecordComponents();
        if (components == null) {
            throw new IllegalArgumentException(type + " must be a record, so that its fields have names.");
        }
        refuseUnknown(components, values.keySet());
        Object[] arguments = new Object[components.length];
        Class<?>[] types = new Class<?>[components.length];
        for (int i = 0; i < components.length; i++) {
            types[i] = components[i].getType();
            String name = components[i].getName();
            arguments[i] = convert(name, find(name, parameters, values), types[i]);
        }
        try {
            var constructor = type.getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return constructor.newInstance(arguments);
        } catch (InvocationTargetException e) {
            throw new RefusedException(advised(String.valueOf(e.getCause().getMessage())));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("The record " + type.getName() + " cannot be built.", e);
        }
    }

    private static String advised(String message) {
        return message.contains("Maybe") ? message : message + " Maybe see 'list algorithms' for the ranges.";
    }

    private static void refuseUnknown(RecordComponent[] components, Set<String> names) {
        Set<String> known = new LinkedHashSet<>();
        Arrays.stream(components).forEach(component -> known.add(component.getName()));
        for (String name : names) {
            if (!known.contains(name)) {
                throw new RefusedException(
                        "The hyper-parameter " + name + " must be one of " + known + ". Maybe see 'list algorithms'.");
            }
        }
    }

    private static Object find(String name, List<Parameter> parameters, Map<String, ?> values) {
        if (values.containsKey(name)) {
            return values.get(name);
        }
        Optional<Parameter> parameter =
                parameters.stream().filter(p -> p.name().equals(name)).findFirst();
        String fallback = parameter.map(Parameter::defaultValue).orElse(Parameter.REQUIRED);
        if (fallback.equals(Parameter.REQUIRED)) {
            throw new RefusedException("The hyper-parameter " + name + " must be given"
                    + parameter
                            .map(p -> " (" + p.meaning() + ", " + p.range() + ")")
                            .orElse("") + ".");
        }
        boolean another = parameters.stream().anyMatch(p -> p.name().equals(fallback));
        return another ? find(fallback, parameters, values) : fallback;
    }

    private static Object convert(String name, Object value, Class<?> type) {
        if (type.isEnum()) {
            return constant(name, value, type);
        }
        if (type == boolean.class) {
            String text = String.valueOf(value);
            if (!text.equals("true") && !text.equals("false")) {
                throw wrong(name, value, "be true or false");
            }
            return Boolean.valueOf(text);
        }
        double number = number(name, value);
        if (type == double.class) {
            return number;
        }
        long whole = Math.max(1, ceiling(number));
        if (number < 0 || number > 9e18 || (type == int.class && whole > Integer.MAX_VALUE)) {
            throw wrong(name, value, "be a whole number from 1 to " + (type == int.class ? Integer.MAX_VALUE : 9e18));
        }
        if (type == int.class) {
            return (int) whole;
        }
        return whole;
    }

    private static Object constant(String name, Object value, Class<?> type) {
        String wanted = String.valueOf(value).toUpperCase(Locale.ROOT).replace('-', '_');
        for (Object constant : type.getEnumConstants()) {
            if (((Enum<?>) constant).name().equals(wanted)) {
                return constant;
            }
        }
        throw wrong(name, value, "be one of " + Arrays.toString(type.getEnumConstants()));
    }

    private static double number(String name, Object value) {
        if (value instanceof Number number) {
            return number.doubleValue();
        }
        try {
            return Double.parseDouble(String.valueOf(value));
        } catch (NumberFormatException e) {
            throw wrong(name, value, "be a number");
        }
    }

    private static RefusedException wrong(String name, Object value, String rule) {
        return new RefusedException("The hyper-parameter " + name + " (" + value + ") must " + rule
                + ". Maybe see 'list algorithms' for the ranges.");
    }

    /** Rounding noise below a part in 10¹² must not buy another sample: 8 stays 8 when computed as 8.000000000000002. */
    static long ceiling(double x) {
        return (long) Math.ceil(x - 1e-12 * Math.abs(x));
    }
}
