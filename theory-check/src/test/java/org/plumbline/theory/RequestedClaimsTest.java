package org.plumbline.theory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.plumbline.problem.BilevelProblem;
import org.plumbline.problem.Problems;

/** What holds for claims that are made about an instance from outside only when they are named. */
class RequestedClaimsTest {
    private static final Settings SETTINGS = new Settings(Profile.QUICK, 5);
    private static final BilevelProblem MINE =
            Problems.parse("family: quadratic\ngenerate: {size: {lower: 3, upper: 2}, condition: 4, seed: 2}", "mine");

    private static List<Claim> requested(BilevelProblem problem) {
        Set<String> always =
                Claims.on(problem).stream().map(claim -> claim.card().id()).collect(Collectors.toSet());
        return Claims.onRequest(problem).stream()
                .filter(claim -> !always.contains(claim.card().id()))
                .toList();
    }

    @Test
    void theyAreThese() {
        assertEquals(
                List.of(
                        "FAIL-1@inner-loop-quadratic",
                        "FAIL-1@penalty-quadratic",
                        "LEM-1@quadratic",
                        "OUT-1@quadratic",
                        "PL-2@quadratic",
                        "RATE-1@quadratic",
                        "RATE-2@quadratic",
                        "RATE-3@quadratic"),
                requested(MINE).stream().map(claim -> claim.card().id()).toList());
    }

    /** The conditions of ClaimContractTest; constants that are searched for are the same at every look. */
    @TestFactory
    Stream<DynamicTest> theyKeepTheContractOfClaims() {
        Settings other = new Settings(Profile.QUICK, 6);
        return requested(MINE).stream()
                .map(claim -> DynamicTest.dynamicTest(claim.card().id(), () -> {
                    List<String> keys = keys(claim, SETTINGS);
                    assertFalse(keys.isEmpty());
                    assertEquals(keys, keys(claim, SETTINGS));
                    Set<String> fresh = Set.copyOf(keys(claim, other));
                    assertTrue(keys.stream().noneMatch(fresh::contains));
                    assertFalse(claim.assumptions(SETTINGS).isEmpty());
                    assertTrue(
                            claim.card().rule().contains("SUPPORTED iff"),
                            claim.card().rule());
                    assertTrue(
                            claim.card().rule().contains("NOT_SUPPORTED"),
                            claim.card().rule());
                    assertTrue(claim.card().negativeControl().contains("NOT_SUPPORTED"));
                }));
    }

    private static List<String> keys(Claim claim, Settings settings) {
        return claim.plan(settings).stream().map(Cell::key).toList();
    }

    /** The double well declares no PL constant, so that no claim says anything about it, and nothing is run. */
    @TestFactory
    Stream<DynamicTest> theySayNothingAboutWhatTheyDoNotPresume() {
        return requested(Problems.named("double-well/claims")).stream()
                .map(claim -> DynamicTest.dynamicTest(claim.card().id(), () -> {
                    assertTrue(claim.plan(SETTINGS).isEmpty());
                    assertTrue(claim.assumptions(SETTINGS).isEmpty());
                    Evidence evidence = claim.judge(SETTINGS, new Results(Map.of()));
                    assertEquals(Verdict.NOT_APPLICABLE, evidence.verdict());
                    assertTrue(evidence.reason().contains("declares no PL constant"), evidence.reason());
                }));
    }

    /** μ(σ) of a window ends before σ = 4, where the grid of PL-2 begins. */
    @Test
    void aWindowThatEndsEarlyIsNamed() {
        BilevelProblem karimi = Problems.named("karimi/claims");
        double end = karimi.truth().sigmaBar().orElseThrow();
        assertTrue(end < 4, "σ̄ = " + end);
        Claim claim = requested(karimi).stream()
                .filter(each -> each.card().id().equals("PL-2@karimi"))
                .findFirst()
                .orElseThrow();
        Evidence evidence = claim.judge(SETTINGS, new Results(Map.of()));
        assertEquals(Verdict.NOT_APPLICABLE, evidence.verdict());
        assertTrue(evidence.reason().contains("σ = " + end), evidence.reason());
    }

    /** LEM-1 takes targets that no rate rule could decide on, on the catalogue's instances and on others. */
    @Test
    void theProofIsWatchedAtOtherTargets() {
        for (Claim claim :
                List.of(named(Claims.all(), "LEM-1@sine-composite"), named(requested(MINE), "LEM-1@quadratic"))) {
            Claim moved = claim.at(List.of(0.25, 0.2)).orElseThrow();
            assertTrue(
                    moved.card().rule().contains("[0.25, 0.2] with 4 seeds"),
                    moved.card().rule());
            List<String> keys = keys(moved, SETTINGS);
            assertTrue(keys.stream().anyMatch(key -> key.contains("ε=0.2/")), keys.get(0));
            assertTrue(keys.stream().noneMatch(key -> key.contains("ε=0.125")));
        }
    }

    /** As on the catalogue's own instances; the card is written before the columns are known, and must name the same. */
    @Test
    void coupledBatchesHaveTwoControls() {
        Claim claim = named(requested(MINE), "RATE-3@quadratic")
                .at(List.of(0.5, 0.25, 0.125, 0.0625))
                .orElseThrow();
        List<String> keys = keys(claim, SETTINGS);
        assertTrue(claim.card().negativeControl().contains("independent batches, n ∝ ε^-1.0"));
        assertTrue(claim.card().negativeControl().contains("inner steps coupled only, n ∝ ε^-1.0"));
        for (String coupling : List.of("FULL", "NONE", "INNER")) {
            assertTrue(
                    keys.stream().anyMatch(key -> key.contains("coupling=" + coupling)),
                    () -> coupling + " in " + keys);
        }
    }

    private static Claim named(List<Claim> claims, String id) {
        return claims.stream()
                .filter(claim -> claim.card().id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    /** The search for constants draws samples, too: they are in the ledger of the run, by a cell, and constants in a table. */
    @Test
    void whatTheSearchDrawsIsCounted() {
        Claim claim = named(requested(MINE), "RATE-1@quadratic")
                .at(List.of(0.5, 0.25, 0.125, 0.0625))
                .orElseThrow();
        List<Cell> searched = claim.plan(SETTINGS).stream()
                .filter(cell -> cell.key().startsWith("searched|"))
                .toList();
        assertEquals(1, searched.size());
        CellResult result = searched.get(0).work().get();
        assertTrue(result.counts().samples() > 0);
        assertEquals("search for the constants of algorithm-1", result.method());
    }
}
