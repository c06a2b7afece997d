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
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.plumbline.algorithm.Algorithms;
import org.plumbline.problem.Problems;
import org.plumbline.theory.Claims;

/**
 * Hashes of all code that a result may depend on: the bytes of the running jar, or of the classes of every module where they
 * lie in folders, those of the plug-ins, and the name of the virtual machine, whose elementary functions may differ from
 * another's in the last bit.
 */
final class CodeFingerprint {
    private static final List<Class<?>> MODULES =
            List.of(Problems.class, Algorithms.class, Claims.class, CodeFingerprint.class);

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
                add(place, hash);
            }
            for (Path plugin : plugins) {
                add(plugin, hash);
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
                add(plugin, hash);
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
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            zip.stream()
                    .filter(entry -> entry.getName().endsWith(".class")
                            && !entry.getName().startsWith(CodeClosure.OURS))
                    .sorted(Comparator.comparing(ZipEntry::getName))
                    .forEach(entry -> hash.update(
                            (entry.getName() + ' ' + entry.getCrc() + '\n').getBytes(StandardCharsets.UTF_8)));
        }
    }

    private static Path place(Class<?> module) {
        try {
            return Path.of(
                    module.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException("the place of " + module + " is not a path", e);
        }
    }

    /** Names and bytes of all files, in order of name, so that the order of a folder's listing does not matter. */
    private static void add(Path place, MessageDigest hash) throws IOException {
        if (Files.isRegularFile(place)) {
            hash.update(Files.readAllBytes(place));
            return;
        }
        try (Stream<Path> files = Files.walk(place)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                hash.update(place.relativize(file).toString().getBytes(StandardCharsets.UTF_8));
                hash.update(Files.readAllBytes(file));
            }
        }
    }
}
