package org.plumbline.report.store;

import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.plumbline.theory.CellSink;

/**
 * The classes of the objects that a piece of work holds on to: what it calls through interfaces. Fields, arrays and the collections
 * of the platform are followed; data of libraries are not, as they call nothing of ours.
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
        boolean plain = object == null
                || object instanceof String
                || object instanceof Number
                || object instanceof Boolean
                || object instanceof Character;
        if (!plain && seen.add(object)) {
            open.push(object);
        }
    }

    private void look(Object object) {
        Class<?> type = object.getClass();
        if (isFromOutside(type)) {
            opaque = true;
        } else if (type.isArray()) {
            lookIntoArray(object, type);
        } else if (isOurs(type.getName())) {
            names.add(host(type.getName()).replace('.', '/'));
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
        } else if (type.isHidden()) {
            // A function of the platform around one of ours, such as the negation of a predicate.
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

    private static boolean isOurs(String name) {
        return name.startsWith("org.plumbline.");
    }

    /** The class in whose file the code of a lambda is. */
    private static String host(String name) {
        int lambda = name.indexOf(LAMBDA);
        return lambda < 0 ? name : name.substring(0, lambda);
    }

    private static List<Field> fields(Class<?> type) {
        return FIELDS.computeIfAbsent(type, t -> {
            List<Field> fields = new ArrayList<>();
            for (Class<?> c = t; c != null && isOurs(c.getName()); c = c.getSuperclass()) {
                for (Field field : c.getDeclaredFields()) {
                    if (!field.getType().isPrimitive() && !Modifier.isStatic(field.getModifiers())) {
                        field.setAccessible(true);
                        fields.add(field);
                    }
                }
            }
            return fields;
        });
    }

    private static Object value(Field field, Object object) {
        try {
            return field.get(object);
        } catch (IllegalAccessException e) {
            throw new AssertionError("made accessible", e);
        }
    }
}
