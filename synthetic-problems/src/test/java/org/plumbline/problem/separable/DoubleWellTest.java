package org.plumbline.problem.separable;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.opentest4j.AssertionFailedError;
import org.plumbline.numeric.RefusedException;
import org.plumbline.oracle.Constant;
import org.plumbline.oracle.Constants;
import org.plumbline.problem.BilevelProblemContract;
import org.plumbline.problem.Instance;
import org.plumbline.problem.ProblemText;
import org.plumbline.problem.Problems;

class DoubleWellTest {
    /** Roots are polished to the last digits, where k' is below 1e-15. */
    @ParameterizedTest
    @ValueSource(doubles = {0.001, 0.1, 0.2, 0.38})
    void thereAreTwoWellsOfDifferentDepth(double tilt) {
        DoubleWellLoss loss = new DoubleWellLoss(tilt);
        double deep = loss.bottom();
        double shallow = loss.shallowWell();
        assertEquals(0, loss.k1(deep), 1e-14);
        assertEquals(0, loss.k1(shallow), 1e-14);
        assertTrue(loss.k2(deep) > 0 && loss.k2(shallow) > 0);
        assertTrue(deep < -1 && shallow > 1 / Math.sqrt(3) && shallow < 1);
        assertTrue(loss.k(shallow) > loss.k(deep));
        assertEquals(
                0,
                new DoubleWellFamily()
                        .catalogue().get(0).constants().all().stream()
                                .filter(c -> c.symbol().equals(Constants.MU))
                                .count());
    }

    @Test
    void aGeneratedInstanceIsThatOfItsSeed() {
        String recipe = "family: double-well\ngenerate: {size: {lower: 3, upper: 2}, tilt: 0.1, seed: %d}\n";
        String first = ProblemText.of(Problems.parse(recipe.formatted(1), "a.yaml"));
        assertTrue(first.contains("tilt: 0.1"), first);
        assertEquals(first, ProblemText.of(Problems.parse(recipe.formatted(1), "b.yaml")));
        assertNotEquals(first, ProblemText.of(Problems.parse(recipe.formatted(2), "c.yaml")));
        assertThrows(
                RefusedException.class,
                () -> Problems.parse(recipe.formatted(1).replace("tilt: 0.1", "condition: 5"), "d.yaml"));
    }

    /** Whatever μ it is labelled with, the check that all families pass refuses it: the ratio is 0 at the shallow well. */
    @ParameterizedTest
    @ValueSource(doubles = {1, 1e-3, 1e-6})
    void thePlCheckRefusesItUnderEveryLabel(double mu) {
        Instance honest = (Instance) Problems.named("double-well/claims");
        List<Constant> constants = new ArrayList<>(honest.constants().all());
        constants.add(new Constant(Constants.MU, "a false label", mu, Double.POSITIVE_INFINITY, "everywhere"));
        Instance labelled = new Instance(
                honest.family(),
                honest.id(),
                honest.box(),
                honest.start(),
                new Constants(constants),
                honest.lowerLevel(),
                honest.region(),
                honest.truth(),
                honest.data());
        BilevelProblemContract contract = () -> labelled;
        assertThrows(AssertionFailedError.class, contract::thePlInequalityHoldsAtTheWorstPointThatASearchFinds);
    }

    @Test
    void nothingIsCertified() {
        var truth = Problems.named("double-well/claims").truth();
        assertTrue(truth.sigmaBar().isEmpty());
        assertTrue(truth.penalisedModulus(0).isEmpty()
                && truth.penalisedModulus(0.1).isEmpty());
    }
}
