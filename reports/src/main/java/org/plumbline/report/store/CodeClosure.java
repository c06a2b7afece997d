package org.plumbline.report.store;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The code that classes can reach: they themselves, every class of this project that these name, and so on. A class that looks
 * up services reaches all that are registered. Objects behind interfaces are not seen here, so that the roots must have the classes of
 * those that come from elsewhere; what code creates itself it names.
 */
final class CodeClosure {
    static final String OURS = "org/plumbline/";
    private static final String SERVICE_LOADER = "java/util/ServiceLoader";
    private static final int DIGITS = 16;

    private final ClassLoader loader;
    private final String surroundings;
    private final Map<String, Optional<ClassFacts>> facts = new ConcurrentHashMap<>();
    private final Map<Set<String>, String> hashes = new ConcurrentHashMap<>();

    /**
     * Nothing read yet.
     *
     * @param loader where class files are
     * @param surroundings what all code depends on besides: virtual machine, libraries, plug-ins
     */
    CodeClosure(ClassLoader loader, String surroundings) {
        this.loader = loader;
        this.surroundings = surroundings;
    }

    /** The hash of what some classes reach, 16 hexadecimal digits. */
    String hash(Set<String> roots) {
        return hashes.computeIfAbsent(Set.copyOf(roots), this::computed);
    }

    private String computed(Set<String> roots) {
        MessageDigest hash = Fingerprints.sha256();
        hash.update(surroundings.getBytes(StandardCharsets.UTF_8));
        for (String name : reached(roots)) {
            hash.update(name.getBytes(StandardCharsets.UTF_8));
            hash.update(facts(name).orElseThrow().digest());
        }
        return HexFormat.of().formatHex(hash.digest()).substring(0, DIGITS);
    }

    /** The names of this project's classes that are reached, in order. */
    Set<String> reached(Set<String> roots) {
        Set<String> reached = new TreeSet<>();
        Deque<String> open = new ArrayDeque<>(roots);
        while (!open.isEmpty()) {
            String name = open.pop();
            Optional<ClassFacts> here = reached.contains(name) ? Optional.empty() : facts(name);
            if (here.isPresent()) {
                reached.add(name);
                open.addAll(here.get().names());
                if (here.get().names().contains(SERVICE_LOADER)) {
                    here.get().names().forEach(service -> open.addAll(providers(service)));
                }
            }
        }
        return reached;
    }

    /** Empty for classes of others: they belong to the surroundings. */
    private Optional<ClassFacts> facts(String name) {
        return facts.computeIfAbsent(name, this::read);
    }

    private Optional<ClassFacts> read(String name) {
        if (!name.startsWith(OURS)) {
            return Optional.empty();
        }
        try (InputStream in = loader.getResourceAsStream(name + ".class")) {
            return in == null ? Optional.empty() : Optional.of(ClassFacts.of(in.readAllBytes()));
        } catch (IOException e) {
            throw new UncheckedIOException("the class file of " + name, e);
        }
    }

    private Set<String> providers(String service) {
        Set<String> providers = new TreeSet<>();
        try {
            String resource = "META-INF/services/" + service.replace('/', '.');
            for (URL url : Collections.list(loader.getResources(resource))) {
                try (BufferedReader lines =
                        new BufferedReader(new InputStreamReader(url.openStream(), StandardCharsets.UTF_8))) {
                    lines.lines()
                            .map(line -> line.replaceFirst("#.*", "").strip())
                            .filter(line -> !line.isEmpty())
                            .forEach(line -> providers.add(line.replace('.', '/')));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the providers of " + service, e);
        }
        return providers;
    }
}
