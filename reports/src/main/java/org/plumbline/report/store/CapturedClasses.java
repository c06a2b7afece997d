package org.plumbline.report.store;

import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.plumbline.theory.CellSink;

/**
 * The classes of the objects that a piece of work holds on to: what it calls through interfaces. Fields, also those of libraries,
 * arrays and the collections of the platform are followed. Of the platform's other objects only those that hold nothing are let
 * pass: whatever may hide one of ours makes the work opaque, so that no result is taken for that of other code.
 */
final class CapturedClasses {
    private static final String LAMBDA = "$$Lambda";
    private static final Map<Class<?>, List<Field>> FIELDS = new ConcurrentHashMap<>();

    private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Deque<Object> open = new ArrayDeque<>();
    private final Set<String> names = new TreeSet<>();
    private boolean opaque;

    private CapturedClasses() {}

    /**
     * Looks at an object and all that it holds.
     *
     * @param work the object
     * @return internal names of classes of this project, or empty where something cannot be looked into
     */
    static Optional<Set<String>> of(Object work) {
        CapturedClasses found = new CapturedClasses();
        found.visit(work);
        while (!found.open.isEmpty() && !found.opaque) {
            found.look(found.open.pop());
        }
        return found.opaque ? Optional.empty() : Optional.of(found.names);
    }

    private void visit(Object object) {
        if (object != null && !isPlain(object) && seen.add(object)) {
            open.push(object);
        }
    }

    /** Of the platform, and holding no object that could be one of ours. */
    private static boolean isPlain(Object object) {
        return (object instanceof Number && object.getClass().getName().startsWith("java.lang."))
                || object instanceof String
                || object instanceof Boolean
                || object instanceof Character
                || object instanceof OptionalDouble
                || object instanceof OptionalInt
                || object instanceof OptionalLong
                || object instanceof BitSet
                || object instanceof Pattern
                || object instanceof Path;
    }

    private void look(Object object) {
        Class<?> type = object.getClass();
        if (isFromOutside(type)) {
            opaque = true;
        } else if (type.isArray()) {
            lookIntoArray(object, type);
        } else if (isOfTheProgram(type)) {
            if (isOurs(type.getName())) {
                names.add(host(type.getName()).replace('.', '/'));
            }
            // What a sink keeps are results, which others change meanwhile, and no code.
            if (!(object instanceof CellSink)) {
                fields(type).forEach(field -> visit(value(field, object)));
            }
        } else if (object instanceof Class<?> named) {
            names.add(named.getName().replace('.', '/'));
        } else if (object instanceof Collection<?> collection) {
            collection.forEach(this::visit);
        } else if (object instanceof Map<?, ?> map) {
            map.forEach((key, value) -> {
                visit(key);
                visit(value);
            });
        } else if (object instanceof Optional<?> optional) {
            optional.ifPresent(this::visit);
        } else if (!references(type).isEmpty()) {
            // Such as a function of the platform around one of ours, or a reference that others may set.
            opaque = true;
        }
    }

    private void lookIntoArray(Object array, Class<?> type) {
        if (!type.getComponentType().isPrimitive()) {
            for (int i = 0; i < Array.getLength(array); i++) {
                visit(Array.get(array, i));
            }
        }
    }

    /** A plug-in, whose classes may call anything. */
    private static boolean isFromOutside(Class<?> type) {
        ClassLoader loader = type.getClassLoader();
        return loader != null
                && loader != CapturedClasses.class.getClassLoader()
                && loader != ClassLoader.getPlatformClassLoader();
    }

    /** Of this project or of a library. */
    private static boolean isOfTheProgram(Class<?> type) {
        return type.getClassLoader() == CapturedClasses.class.getClassLoader();
    }

    private static boolean isOurs(String name) {
        return name.startsWith("org.plumbline.");
    }

    /** The class in whose file the code of a lambda is. */
    private static String host(String name) {
        int lambda = name.indexOf(LAMBDA);
        return lambda < 0 ? name : name.substring(0, lambda);
    }

    /** Of a class of the program: fields that the platform's superclasses may have are theirs. */
    private static List<Field> fields(Class<?> type) {
        return FIELDS.computeIfAbsent(type, t -> {
            List<Field> fields = references(t).stream()
                    .filter(field -> isOfTheProgram(field.getDeclaringClass()))
                    .toList();
            fields.forEach(field -> field.setAccessible(true));
            return fields;
        });
    }

    /** The fields in which objects of a class hold others. */
    private static List<Field> references(Class<?> type) {
        List<Field> references = new ArrayList<>();
        for (Class<?> c = type; c != null; c = c.getSuperclass()) {
            for (Field field : c.getDeclaredFields()) {
                if (!field.getType().isPrimitive() && !Modifier.isStatic(field.getModifiers())) {
                    references.add(field);
                }
            }
        }
        return references;
    }

    private static Object value(Field field, Object object) {
        try {
            return field.get(object);
        } catch (IllegalAccessException e) {
            throw new AssertionError("made accessible", e);
        }
    }
}
