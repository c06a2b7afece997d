package org.plumbline.report.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.plumbline.report.SampleSaboteurs;
import org.plumbline.theory.saboteur.Saboteur;
import picocli.CommandLine;

class SaboteursOptionTest {
    @TempDir
    Path folder;

    private Ended verify(List<Saboteur> catalogue, String... more) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine command = Main.commandLine(new VerifyCommand(() -> catalogue));
        command.setOut(new PrintWriter(out));
        command.setErr(new PrintWriter(err));
        String[] args = new String[more.length + 3];
        args[0] = "--saboteurs";
        args[1] = "--out";
        args[2] = folder.resolve("report").toString();
        System.arraycopy(more, 0, args, 3, more.length);
        return new Ended(command.execute(args), out.toString(), err.toString());
    }

    @Test
    void caughtSaboteursGiveZero() throws IOException {
        Ended ended = verify(List.of(SampleSaboteurs.caught()));
        assertEquals(0, ended.code(), ended.err());
        assertTrue(ended.out().contains("Saboteurs: 1 caught, 0 survived"), ended.out());
        assertTrue(Files.readString(folder.resolve("report/plan.json")).contains("\"clumsy\""));
    }

    @Test
    void aSurvivorGivesOneAndStandsFirstEverywhere() throws IOException {
        Ended ended = verify(List.of(SampleSaboteurs.caught(), SampleSaboteurs.survivor()), "--quiet");
        assertEquals(1, ended.code());
        assertTrue(ended.out().startsWith("saboteur quiet  SURVIVED"), ended.out());
        JsonNode root = new ObjectMapper()
                .readTree(folder.resolve("report/results.json").toFile());
        assertEquals("quiet", root.get("saboteurs").get(0).get("id").asText());
        assertEquals(0, root.get("saboteurs").get(0).get("caughtBy").size());
        assertEquals(
                "SAMPLE-9", root.get("saboteurs").get(1).get("caughtBy").get(0).asText());
        assertEquals(
                "REFUTED",
                root.get("saboteurs").get(1).get("traps").get(0).get("ending").asText());
        assertTrue(Files.readString(folder.resolve("report/TEST-plumbline.xml")).contains("failures=\"1\""));
    }

    @Test
    void theyRunBesideChosenClaims() {
        Ended ended = verify(List.of(SampleSaboteurs.caught()), "--claim", "SAMPLE-1");
        assertEquals(0, ended.code(), ended.out());
        assertTrue(ended.out().contains("SAMPLE-1@alpha  SUPPORTED, as expected"), ended.out());
        assertTrue(ended.out().contains("Saboteurs: 1 caught, 0 survived"), ended.out());
    }

    /** Broken variants are tests of claims, and no claims. */
    @Test
    void theirDrawsAreNotInTheLedger() throws IOException {
        verify(List.of(SampleSaboteurs.caught()));
        JsonNode root = new ObjectMapper()
                .readTree(folder.resolve("report/results.json").toFile());
        assertEquals(0, root.get("ledger").size());
        assertEquals(0, root.get("claims").size());
    }
}
