package org.plumbline.report.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Trajectories of agents in finite processes on the command line, and what batches of them share. */
class PathSharingOptionTest {
    private static Ended run(String problem, String... sampling) {
        List<String> arguments = new ArrayList<>(List.of(
                "run",
                "--problem",
                problem,
                "--algorithm",
                "algorithm-1-coupled",
                "--force",
                "--set",
                "sigma=0.5,batch=20,innerSteps=2,lowerStep=0.5,outerStep=0.05,iterations=3",
                "--format",
                "json"));
        arguments.addAll(List.of(sampling));
        return Ended.of(arguments.toArray(String[]::new));
    }

    private static JsonNode result(String problem, String... sampling) throws IOException {
        Ended ended = run(problem, sampling);
        assertEquals(0, ended.code(), ended.err());
        return new ObjectMapper().readTree(ended.out());
    }

    /** Reweighted trajectories serve both chains: five a batch and iteration become three. */
    @Test
    void reweightedTrajectoriesAreDrawnOnce() throws IOException {
        JsonNode numbers = result("soft-mdp/claims", "--trajectories", "12");
        JsonNode reweighted = result("soft-mdp/claims", "--trajectories", "12", "--sharing", "reweighted");
        assertEquals("trajectories of 12 steps", numbers.get("sampling").asText());
        assertEquals(
                "trajectories of 12 steps, reweighted",
                reweighted.get("sampling").asText());
        assertNotEquals(numbers.get("phi").toString(), reweighted.get("phi").toString());
        // Two inner steps and the outer one; the chains start together, so that the first batch serves both anyhow.
        assertEquals(20 * 3 * 3, reweighted.get("counts").get("TRAJECTORY").asLong());
        assertEquals(20 * (3 * 6 - 1), numbers.get("counts").get("TRAJECTORY").asLong());
    }

    @Test
    void pairsOfSampledTrajectoriesAreLabelled() throws IOException {
        JsonNode result = result("preference/mdp-current-policy", "--trajectories", "12");
        assertEquals("COMPLETED", result.get("stop").asText());
        assertTrue(result.get("counts").get("LABEL").asLong() > 0);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "soft-mdp/claims; --sharing reweighted; --sharing (reweighted) must go with --trajectories",
                "soft-mdp/claims; --trajectories 5 --sharing all; --sharing (all) must be common-numbers or reweighted",
                "quadratic/claims; --trajectories 5; must go with a problem that has an agent",
                "preference/mdp-aligned; --trajectories 5; must compare trajectories of the current policy",
                "lqr-reward-design/claims; --trajectories 5 --sharing reweighted; The sharing (REWEIGHTED) must be"
            })
    void whatCannotBeSharedIsRefusedInOneLine(String problem, String sampling, String part) {
        Ended ended = run(problem, sampling.split(" "));
        assertEquals(2, ended.code());
        assertTrue(ended.err().contains(part), ended.err());
        assertEquals(1, ended.err().lines().count());
    }
}
