package org.plumbline.problem;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/** An instance can be saved as a problem file and read back, bit by bit. */
@FunctionalInterface
public interface FileContract extends ProblemUnderTest {
    /**
     * The family that reads what the problem says of itself.
     *
     * @return the registered family, unless the test overrides it
     */
    default ProblemFamily family() {
        return Problems.families().stream()
                .filter(family -> family.name().equals(problem().family()))
                .findFirst()
                .orElseThrow();
    }

    @Test
    default void aSavedProblemIsReadBackBitByBit() {
        BilevelProblem problem = problem();
        String text = ProblemText.of(problem);
        BilevelProblem copy = reread(text);
        assertEquals(text, ProblemText.of(copy));
        assertEquals(problem.constants(), copy.constants());
        assertArrayEquals(problem.start().phi(), copy.start().phi());
        assertArrayEquals(problem.start().lambda(), copy.start().lambda());
        for (Point x : points("saved", 5)) {
            String before = evaluation(problem, x);
            assertEquals(before, evaluation(copy, x), () -> "at φ = " + Arrays.toString(x.phi()));
        }
    }

    private BilevelProblem reread(String text) {
        Fields fields = Fields.parse(text, "saved.yaml");
        assertEquals(problem().family(), fields.text("family"));
        BilevelProblem copy = family().read(problem().id(), fields);
        fields.refuseUnused();
        return copy;
    }

    private String evaluation(BilevelProblem problem, Point x) {
        double sigma = sigmas()[sigmas().length - 1];
        return Evaluation.json(Evaluation.of(problem, x.phi(), OptionalDouble.of(sigma), Optional.of(x.lambda())));
    }
}
