package org.plumbline.report.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A problem in a jar from outside is found through the service loader: the example of the contributor's guide, moved to
 * a package that no class path of the suite has, compiled and packed here.
 */
class OutsideJarTest {
    private static final String SOURCE = "src/test/java/org/plumbline/example/ShiftedParabola.java";

    @TempDir
    Path folder;

    private Path jar;

    @BeforeEach
    void build() throws IOException {
        Path source = Files.createDirectories(folder.resolve("source/outside")).resolve("ShiftedParabola.java");
        Path classes = Files.createDirectories(folder.resolve("classes"));
        String code = Files.readString(module().resolve(SOURCE));
        Files.writeString(source, code.replace("package org.plumbline.example;", "package outside;"));
        compile(source, classes);
        Path services = Files.createDirectories(classes.resolve("META-INF/services"));
        Files.writeString(services.resolve("org.plumbline.problem.ProblemFamily"), "outside.ShiftedParabola$Family\n");
        jar = folder.resolve("outside.jar");
        pack(classes, jar);
    }

    /** The directory of the sources, whether the test runs in its module or in the project's root. */
    private static Path module() {
        return Files.exists(Path.of(SOURCE)) ? Path.of("") : Path.of("reports");
    }

    private static void compile(Path source, Path classes) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter messages = new StringWriter();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
            List<String> options = List.of(
                    "-d", classes.toString(), "-classpath", System.getProperty("java.class.path"), "-proc:none");
            boolean done = compiler.getTask(messages, files, null, options, null, files.getJavaFileObjects(source))
                    .call();
            assertTrue(done, messages.toString());
        }
    }

    private static void pack(Path classes, Path jar) throws IOException {
        try (OutputStream out = Files.newOutputStream(jar);
                JarOutputStream packed = new JarOutputStream(out);
                Stream<Path> files = Files.walk(classes)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                packed.putNextEntry(
                        new JarEntry(classes.relativize(file).toString().replace('\\', '/')));
                Files.copy(file, packed);
                packed.closeEntry();
            }
        }
    }

    private static Ended run(String... args) {
        return Ended.of(args);
    }

    @Test
    void theFamilyIsListedWithTheJarAndNotWithout() {
        assertTrue(run("list", "problems", "--plugin", jar.toString()).out().contains("shifted-parabola/example"));
        assertFalse(run("list", "problems").out().contains("shifted-parabola"));
    }

    @Test
    void itsNamedInstanceAndItsFilesAreEvaluated() throws IOException {
        Ended named =
                run("evaluate", "--problem", "shifted-parabola/example", "--phi", "1", "--plugin", jar.toString());
        assertEquals(0, named.code(), named.err());
        Path file =
                Files.writeString(folder.resolve("mine.yaml"), "family: shifted-parabola\ncurvature: 4\nshift: 3\n");
        Ended read = run(
                "evaluate", "--problem", file.toString(), "--phi", "1", "--format", "json", "--plugin", jar.toString());
        assertEquals(0, read.code(), read.err());
        assertTrue(read.out().contains("\"lambdaStar\" : [ 4.0 ]"), read.out());
    }

    /** It would change nothing, in silence. */
    @Test
    void aJarThatNamesNoProviderIsRefused() throws IOException {
        Files.delete(folder.resolve("classes/META-INF/services/org.plumbline.problem.ProblemFamily"));
        Path mute = folder.resolve("mute.jar");
        pack(folder.resolve("classes"), mute);
        Ended ended = run("list", "problems", "--plugin", mute.toString());
        assertEquals(2, ended.code());
        assertTrue(ended.err().contains("META-INF/services"), ended.err());
    }

    @Test
    void itIsSavedAndCertified() {
        String[] problem = {"--problem", "shifted-parabola/example", "--plugin", jar.toString()};
        Ended saved = run(Stream.concat(Stream.of("save"), Stream.of(problem)).toArray(String[]::new));
        assertEquals("family: shifted-parabola\ncurvature: 2.0\nshift: 1.0\n", saved.out());
        Ended certified =
                run(Stream.concat(Stream.of("certify"), Stream.of(problem)).toArray(String[]::new));
        assertEquals(0, certified.code(), certified.out() + certified.err());
    }

    @Test
    void itsClaimsAreAuditedBesideTheOthers() {
        Ended ended = run(
                "verify",
                "--problem",
                "shifted-parabola/example",
                "--claim",
                "PEN-1",
                "--claim",
                "GRAD-1",
                "--out",
                folder.resolve("report").toString(),
                "--plugin",
                jar.toString());
        assertEquals(0, ended.code(), ended.out() + ended.err());
    }
}
