package org.plumbline.report.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Runs that go astray, in {@code run}. */
class DivergedRunTest {
    /** Returns of three steps are finite at a gain that does not stabilise, where g is infinite. */
    @Test
    void aRunThatLeavesTheStabilisingGainsDiverges() throws IOException {
        String[] command = {
            "run",
            "--problem",
            "lqr-reward-design/claims",
            "--iterations",
            "2",
            "--trajectories",
            "3",
            "--estimator",
            "returns",
            "--seed",
            "7",
            "--algorithm",
            "algorithm-1",
            "--set",
            "sigma=0.2,batch=20,innerSteps=3,lowerStep=0.06,outerStep=0.02"
        };
        JsonNode root = new ObjectMapper()
                .readTree(Ended.of(Stream.concat(Stream.of(command), Stream.of("--format", "json"))
                                .toArray(String[]::new))
                        .out());
        assertEquals("DIVERGED", root.get("stop").asText());
        assertEquals(2, root.get("divergedAt").asLong());
        assertEquals(2, root.get("leftDomainAt").asLong());
        String text = Ended.of(command).out();
        assertTrue(text.contains("DIVERGED after 2 outer iterations: a chain left the domain of g"), text);
    }

    @Test
    void divergenceIsARowWithItsStep() throws IOException {
        String[] wild = {
            "run",
            "--problem",
            "quadratic/claims",
            "--algorithm",
            "algorithm-1",
            "--set",
            "sigma=0.1,batch=1,innerSteps=5,lowerStep=1e30,outerStep=1,iterations=100"
        };
        Ended text = Ended.of(wild);
        assertEquals(0, text.code(), text.err());
        assertTrue(text.out().contains("DIVERGED after"), text.out());
        JsonNode root = new ObjectMapper()
                .readTree(Ended.of(Stream.concat(Stream.of(wild), Stream.of("--format", "json"))
                                .toArray(String[]::new))
                        .out());
        JsonNode last = root.get("rows").get(root.get("rows").size() - 1);
        assertFalse(last.get("measured").asBoolean());
        assertEquals(root.get("divergedAt"), last.get("t"));
        assertTrue(last.get("squaredHypergradientNorm").isNull());
        assertTrue(last.get("samples").asLong() > 0);
    }

    /** Whatever the family, a run that goes astray ends as a result and not as a defect. */
    @ParameterizedTest
    @CsvSource({
        "sine-composite/claims",
        "karimi/claims",
        "pl-game/claims",
        "chain/claims",
        "lqr-reward-design/claims",
        "lqr-imitation/claims",
        "soft-mdp/claims",
        "preference/mdp-current-policy",
        "rank-deficient-quadratic/claims"
    })
    void noFamilyMakesAWildRunADefect(String problem) {
        for (String step : new String[] {"1", "1e6", "1e100"}) {
            Ended ended = Ended.of(
                    "run",
                    "--problem",
                    problem,
                    "--algorithm",
                    "algorithm-1",
                    "--force",
                    "--set",
                    "sigma=0.1,batch=1,innerSteps=2,lowerStep=" + step + ",outerStep=" + step + ",iterations=6");
            assertEquals(0, ended.code(), problem + ", step " + step + ": " + ended.err());
        }
    }
}
