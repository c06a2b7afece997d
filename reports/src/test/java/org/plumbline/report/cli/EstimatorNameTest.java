package org.plumbline.report.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The option of {@code run} that says how trajectories become gradients. */
class EstimatorNameTest {
    private static Ended onTrajectories(String estimator) {
        return Ended.of(
                "run",
                "--problem",
                "lqr-reward-design/claims",
                "--algorithm",
                "algorithm-1",
                "--set",
                "sigma=0.5,batch=50,innerSteps=1,lowerStep=0.01,outerStep=0.01,iterations=2",
                "--trajectories",
                "6",
                "--estimator",
                estimator,
                "--format",
                "json");
    }

    /** Six estimators, six runs on the same trajectories; the default is the first of them. */
    @Test
    void theEstimatorDecidesWhatTrajectoriesBecome() throws IOException {
        Set<String> ends = new HashSet<>();
        for (String estimator :
                List.of("lstd", "lstd-squares", "td:0.1,20", "td-squares:0.1,20", "returns", "returns-baseline")) {
            JsonNode root =
                    new ObjectMapper().readTree(onTrajectories(estimator).out());
            assertEquals("COMPLETED", root.get("stop").asText(), estimator);
            assertEquals(
                    "trajectories of 6 steps, " + estimator,
                    root.get("sampling").asText());
            ends.add(root.get("phi").toString());
        }
        assertEquals(6, ends.size());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "sarsa; --estimator (sarsa) must be lstd, lstd-squares, returns, returns-baseline, td:STEP",
                "td:0.1; --estimator (td:0.1) must have a positive step and a whole number of sweeps",
                "td-squares:0,5; Maybe use td-squares:0.1,100",
                "td:0,5; must have a positive step",
                "td:0.1,1.5; a whole number of sweeps",
                "td:0.1,x; --estimator"
            })
    void anEstimatorThatDoesNotExistIsRefused(String estimator, String part) {
        Ended ended = onTrajectories(estimator);
        assertEquals(2, ended.code());
        assertTrue(ended.err().contains(part), ended.err());
        assertEquals(1, ended.err().lines().count());
    }
}
