package org.plumbline.report.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.plumbline.report.SampleAudits;
import org.plumbline.report.gate.GateFile;
import picocli.CommandLine;

/** verify with all claims, on a class path on which these are the sample claims alone, and the cases are of our choice. */
class GateInVerifyTest {
    private static final String AUDITS = "META-INF/services/org.plumbline.theory.Audit";

    private static final String CASES = """
            schemaVersion: 1
            cases:
              mine:
                problem: quadratic/claims
                method: {algorithm: algorithm-1, cSigma: 0.5, cN: 1, cK: 2, cT: 5, lowerStep: 0.09, outerStep: 0.1}
                noise: [1, 0.5]
                epsilons: [0.5, 0.25, 0.125]
                seeds: 5
            """;

    @TempDir
    Path folder;

    private Path first;
    private Path second;

    @BeforeEach
    void record() throws IOException {
        first = Files.writeString(folder.resolve("first.yaml"), CASES);
        assertEquals(0, Ended.of("baseline", "update", first.toString()).code());
        second = Files.writeString(
                folder.resolve("second.yaml"), Files.readString(first).replace("mine:", "yours:"));
        // Another name is another draw.
        assertEquals(0, Ended.of("baseline", "update", second.toString()).code());
    }

    /** Everything as it is but two resources. */
    private static final class Chosen extends ClassLoader {
        private final List<URL> audits = new ArrayList<>();
        private final List<URL> gates = new ArrayList<>();

        Chosen(ClassLoader parent, Path folder, Path... gates) throws IOException {
            super(parent);
            Path services = folder.resolve("audits");
            Files.writeString(services, SampleAudits.TwoInstances.class.getName() + "\n");
            audits.add(services.toUri().toURL());
            for (Path gate : gates) {
                this.gates.add(gate.toUri().toURL());
            }
        }

        @Override
        public Enumeration<URL> getResources(String name) throws IOException {
            return switch (name) {
                case AUDITS -> Collections.enumeration(audits);
                case GateFile.RESOURCE -> Collections.enumeration(gates);
                default -> super.getResources(name);
            };
        }
    }

    private Ended verify(List<Path> gates, String... more) throws IOException {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine command = Main.commandLine(new VerifyCommand(List::of))
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err));
        List<String> args =
                new ArrayList<>(List.of("--out", folder.resolve("report").toString()));
        args.addAll(List.of(more));
        try {
            thread.setContextClassLoader(new Chosen(before, folder, gates.toArray(Path[]::new)));
            return new Ended(command.execute(args.toArray(String[]::new)), out.toString(), err.toString());
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private JsonNode results() throws IOException {
        return new ObjectMapper().readTree(folder.resolve("report/results.json").toFile());
    }

    @Test
    void theCasesOfAllJarsAreRun() throws IOException {
        Ended ended = verify(List.of(first, second));
        assertTrue(ended.out().contains("Gate: 12 lines pass, 0 do not"), ended.out() + ended.err());
        assertEquals(12, results().get("gate").size());
        assertEquals("yours", results().get("gate").get(6).get("case").asText());
        JsonNode plan =
                new ObjectMapper().readTree(folder.resolve("report/plan.json").toFile());
        assertEquals("[\"mine\",\"yours\"]", plan.get("gate").toString());
    }

    /** One more differs than without it, and it is named first. */
    @Test
    void aRegressionDiffersAndEndsWithOne() throws IOException {
        String text = Files.readString(first);
        Files.writeString(first, text.replaceFirst("- \\[[0-9]+, ", "- [7, "));
        Ended ended = verify(List.of(first), "--quiet");
        assertEquals(1, ended.code());
        assertTrue(ended.out().startsWith("gate mine  samples to ‖∇Φ‖² ≤ 0.5  "), ended.out());
        assertTrue(ended.out().contains("Gate: 5 lines pass, 1 do not"), ended.out());
        long recorded = results().get("expectedWithoutClaim").size();
        assertTrue(ended.out().contains("Differing from what is recorded: " + (recorded + 1) + "."), ended.out());
    }

    @Test
    void itIsNotRunOnAnotherSeedOrForSomeClaims() throws IOException {
        for (String[] more : new String[][] {{"--seed", "7"}, {"--claim", "SAMPLE-1"}}) {
            Ended ended = verify(List.of(first), more);
            assertFalse(ended.out().contains("Gate: "), ended.out());
            assertEquals(0, results().get("gate").size());
        }
    }

    @Test
    void aCaseThatTwoJarsHaveIsRefusedBeforeAnythingIsRun() throws IOException {
        Ended ended = verify(List.of(first, first));
        assertEquals(2, ended.code());
        assertEquals(1, ended.err().lines().count(), ended.err());
        assertTrue(ended.err().contains("The case mine in "), ended.err());
        assertEquals("", ended.out());
    }
}
