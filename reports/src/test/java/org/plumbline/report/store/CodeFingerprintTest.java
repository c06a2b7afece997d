package org.plumbline.report.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CodeFingerprintTest {
    private static final String VERSION = "org/plumbline/report/version.properties";

    @TempDir
    private Path folder;

    private String jar(Map<String, String> content) throws IOException {
        Path jar = folder.resolve("some.jar");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(jar))) {
            for (Map.Entry<String, String> entry : new TreeMap<>(content).entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue().getBytes(StandardCharsets.UTF_8));
            }
        }
        MessageDigest hash = Fingerprints.sha256();
        CodeFingerprint.addOwn(jar, hash);
        return HexFormat.of().formatHex(hash.digest());
    }

    /** A commit of a document would let every cell that reaches all code run again. */
    @Test
    void theCommitIsNoCode() throws IOException {
        String sound = jar(Map.of("a.class", "1", VERSION, "commit=1"));
        assertEquals(sound, jar(Map.of("a.class", "1", VERSION, "commit=2")));
        assertNotEquals(sound, jar(Map.of("a.class", "2", VERSION, "commit=1")));
        assertNotEquals(sound, jar(Map.of("b.class", "1", VERSION, "commit=1")));
        assertNotEquals(sound, jar(Map.of("a.class", "1", "some.properties", "commit=1")));
    }
}
