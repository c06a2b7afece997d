package org.plumbline.report.store;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.plumbline.algorithm.Algorithms;
import org.plumbline.problem.Problems;
import org.plumbline.theory.Claims;

/**
 * Hashes of all code that a result may depend on: of what is in the running jar, or in the folders of every module's classes, of the
 * plug-ins, and of the name of the virtual machine, whose elementary functions may differ from another's in the last bit.
 */
final class CodeFingerprint {
    private static final List<Class<?>> MODULES =
            List.of(Problems.class, Algorithms.class, Claims.class, CodeFingerprint.class);

    /** It names the commit, and a commit is no change of code. */
    private static final String VERSION = "org/plumbline/report/version.properties";

    private CodeFingerprint() {}

    /**
     * The fingerprint of the running program.
     *
     * @param plugins jars beside it
     * @return 64 hexadecimal digits
     */
    static String of(List<Path> plugins) {
        MessageDigest hash = Fingerprints.sha256();
        Set<Path> places = new LinkedHashSet<>();
        MODULES.forEach(module -> places.add(place(module)));
        try {
            for (Path place : places) {
                addOwn(place, hash);
            }
            for (Path plugin : plugins) {
                hash.update(Files.readAllBytes(plugin));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the program's own classes", e);
        }
        addMachine(hash);
        return HexFormat.of().formatHex(hash.digest());
    }

    /**
     * The fingerprint of all but this project's own classes: of libraries, plug-ins and the virtual machine.
     *
     * @param plugins jars beside the program
     * @return 64 hexadecimal digits
     */
    static String surroundings(List<Path> plugins) {
        MessageDigest hash = Fingerprints.sha256();
        try {
            for (Path library : libraries()) {
                addLibrary(library, hash);
            }
            for (Path plugin : plugins) {
                hash.update(Files.readAllBytes(plugin));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the program's libraries", e);
        }
        addMachine(hash);
        return HexFormat.of().formatHex(hash.digest());
    }

    private static void addMachine(MessageDigest hash) {
        for (String property : new String[] {"java.vm.name", "java.vm.version", "java.vm.vendor", "os.arch"}) {
            hash.update((property + '=' + System.getProperty(property) + '\n').getBytes(StandardCharsets.UTF_8));
        }
    }

    private static List<Path> libraries() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .map(Path::of)
                .filter(Files::isRegularFile)
                .toList();
    }

    /** The classes of others in a jar, which may be the program's own: by their names and the checks that the jar has of them. */
    private static void addLibrary(Path jar, MessageDigest hash) throws IOException {
        addEntries(jar, name -> name.endsWith(".class") && !name.startsWith(CodeClosure.OURS), hash);
    }

    private static Path place(Class<?> module) {
        try {
            return Path.of(
                    module.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException("the place of " + module + " is not a path", e);
        }
    }

    /** Names and checks of what is in the program's jar, or names and bytes of what is in a folder, in order of name. */
    static void addOwn(Path place, MessageDigest hash) throws IOException {
        if (Files.isRegularFile(place)) {
            addEntries(place, entry -> !entry.equals(VERSION), hash);
            return;
        }
        try (Stream<Path> files = Files.walk(place)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                String name = place.relativize(file).toString().replace(File.separatorChar, '/');
                if (!name.equals(VERSION)) {
                    hash.update(name.getBytes(StandardCharsets.UTF_8));
                    hash.update(Files.readAllBytes(file));
                }
            }
        }
    }

    private static void addEntries(Path jar, Predicate<String> chosen, MessageDigest hash) throws IOException {
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            zip.stream()
                    .filter(entry -> chosen.test(entry.getName()))
                    .sorted(Comparator.comparing(ZipEntry::getName))
                    .forEach(entry -> hash.update(
                            (entry.getName() + ' ' + entry.getCrc() + '\n').getBytes(StandardCharsets.UTF_8)));
        }
    }
}
