package org.plumbline.theory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What holds for every registered claim before anything is run. */
class ClaimContractTest {
    private static final Settings SETTINGS = new Settings(Profile.QUICK, Settings.DEFAULT_SEED);

    /** The audits of this stage; a claim that drops out of the catalogue would otherwise go unnoticed. */
    @Test
    void everyAuditIsInTheCatalogue() {
        Set<String> audits = new HashSet<>();
        Claims.all().forEach(claim -> audits.add(claim.card().id().replaceAll("@.*", "")));
        assertEquals(
                Set.of(
                        "PL-1", "PEN-1", "GRAD-1", "VAR-1", "BIAS-1", "BIAS-2", "BIAS-3", "BIAS-4", "RATE-1", "RATE-2",
                        "RATE-3", "RATE-4", "SCALE-1", "IMPL-1", "COST-1", "ABL-1", "FAIL-1", "PRAC-2", "CURVE-1",
                        "CURVE-2", "RL-1", "PRAC-1", "PL-2", "PL-3", "PEN-2", "OUT-1", "COST-2", "LEM-1"),
                audits);
    }

    @Test
    void idsAreDistinct() {
        List<String> ids = Claims.all().stream().map(claim -> claim.card().id()).toList();
        assertEquals(ids.size(), new HashSet<>(ids).size());
    }

    @TestFactory
    Stream<DynamicTest> aPlanIsDeterministicAndNotEmpty() {
        return Claims.all().stream()
                .map(claim -> DynamicTest.dynamicTest(claim.card().id(), () -> {
                    List<String> keys =
                            claim.plan(SETTINGS).stream().map(Cell::key).toList();
                    assertFalse(keys.isEmpty());
                    assertEquals(
                            keys, claim.plan(SETTINGS).stream().map(Cell::key).toList());
                }));
    }

    /** Otherwise a result of one seed would be reported under another. */
    @TestFactory
    Stream<DynamicTest> theMasterSeedChangesEveryRandomCell() {
        Settings other = new Settings(Profile.QUICK, 1);
        return Claims.all().stream()
                .map(claim -> DynamicTest.dynamicTest(claim.card().id(), () -> {
                    Set<String> keys = new HashSet<>(
                            claim.plan(SETTINGS).stream().map(Cell::key).toList());
                    claim.plan(other).forEach(cell -> assertFalse(keys.contains(cell.key()), cell.key()));
                }));
    }

    @TestFactory
    Stream<DynamicTest> theRuleNamesItsVerdictsBeforeTheRun() {
        return Claims.all().stream()
                .map(claim -> DynamicTest.dynamicTest(claim.card().id(), () -> {
                    assertTrue(
                            claim.card().rule().contains("SUPPORTED iff"),
                            claim.card().rule());
                    assertTrue(
                            claim.card().rule().contains("NOT_SUPPORTED"),
                            claim.card().rule());
                    assertTrue(
                            claim.card().negativeControl().contains("NOT_SUPPORTED"),
                            claim.card().negativeControl());
                }));
    }
}
