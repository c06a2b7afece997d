package org.plumbline.report.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.plumbline.algorithm.Algorithms;
import org.plumbline.problem.Problems;
import org.plumbline.theory.Claims;

/**
 * A hash of all code that a result depends on: the bytes of the running jar, or of the classes of every module where they
 * lie in folders, those of the plug-ins, and the name of the virtual machine, whose elementary functions may differ from
 * another's in the last bit.
 */
public final class CodeFingerprint {
    private static final List<Class<?>> MODULES =
            List.of(Problems.class, Algorithms.class, Claims.class, CodeFingerprint.class);

    private CodeFingerprint() {}

    /**
     * The fingerprint of the running program.
     *
     * @param plugins jars beside it
     * @return 64 hexadecimal digits
     */
    public static String of(List<Path> plugins) {
        MessageDigest hash = sha256();
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
        for (String property : new String[] {"java.vm.name", "java.vm.version", "java.vm.vendor", "os.arch"}) {
            hash.update((property + '=' + System.getProperty(property) + '\n').getBytes(StandardCharsets.UTF_8));
        }
        return HexFormat.of().formatHex(hash.digest());
    }

    /**
     * The hash of one file.
     *
     * @param file any file
     * @return 64 hexadecimal digits
     * @throws IOException if it cannot be read
     */
    public static String ofFile(Path file) throws IOException {
        return HexFormat.of().formatHex(sha256().digest(Files.readAllBytes(file)));
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

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }
}
