package org.plumbline.report.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MachineTest {
    /** What is cited with a number, docs/faq.md. */
    @Test
    void factsSayWhichCodeAndWhichLibrariesItWas() {
        Map<String, String> facts = Machine.now(2, Duration.ofSeconds(3)).facts();
        String commit = facts.get("commit");
        assertTrue(commit.equals("unknown") || commit.matches("[0-9a-f]{40}(, with changes)?"), commit);
        assertTrue(facts.get("libraries").matches("Commons Math \\d.*, KaTeX \\d.*"), facts.get("libraries"));
        assertFalse(facts.toString().contains("${"), facts.toString());
        assertEquals("3.0 s", facts.get("duration"));
    }
}
