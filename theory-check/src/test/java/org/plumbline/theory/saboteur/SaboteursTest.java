package org.plumbline.theory.saboteur;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.plumbline.theory.Cell;
import org.plumbline.theory.CellSink;
import org.plumbline.theory.Certified;
import org.plumbline.theory.Claim;
import org.plumbline.theory.ClaimCard;
import org.plumbline.theory.Claims;
import org.plumbline.theory.Evidence;
import org.plumbline.theory.Profile;
import org.plumbline.theory.Settings;
import org.plumbline.theory.Sweep;

/** What holds of the catalogue before it is run, and the cheapest of its traps. */
class SaboteursTest {
    private static final Settings SETTINGS = new Settings(Profile.QUICK, 7);
    private static final List<Saboteur> ALL = Saboteurs.all();
    private static final List<Claim> REGISTERED = Claims.all();

    @Test
    void thereAreTwentyAtLeastAndTheirNamesAreDistinct() {
        Set<String> ids = ALL.stream().map(Saboteur::id).collect(Collectors.toSet());
        assertEquals(ALL.size(), ids.size());
        assertTrue(ids.size() >= 20, () -> ids.size() + " saboteurs");
    }

    /** Card, rule, thresholds and grid of a registered claim: nothing is made for a saboteur. */
    @TestFactory
    Stream<DynamicTest> everyTrapIsARegisteredClaimTwice() {
        return traps((saboteur, trap) -> {
            ClaimCard registered = REGISTERED.stream()
                    .map(Claim::card)
                    .filter(card -> card.id().equals(trap.claim()))
                    .findFirst()
                    .orElseThrow();
            assertEquals(registered, trap.sound().card());
            assertEquals(registered, trap.broken().card());
        });
    }

    /**
     * So the sound half costs nothing where the claim runs, and the broken one finds none of its results. Beside a claim there may be
     * runs for its error budget, which decide nothing and stand in no trap.
     */
    @TestFactory
    Stream<DynamicTest> theSoundHalfSharesItsCellsAndTheBrokenOneHasItsOwn() {
        return traps((saboteur, trap) -> {
            Claim registered = REGISTERED.stream()
                    .filter(claim -> claim.card().id().equals(trap.claim()))
                    .findFirst()
                    .orElseThrow();
            Set<String> sound = keys(trap.sound());
            Set<String> deciding = keys(registered);
            deciding.removeIf(key -> key.startsWith("budget|"));
            assertEquals(deciding, sound);
            Set<String> broken = keys(trap.broken());
            assertEquals(sound.size(), broken.size());
            broken.forEach(key -> assertFalse(sound.contains(key), key));
        });
    }

    /** Two saboteurs before one claim must not be taken for each other. */
    @Test
    void noTwoBrokenHalvesShareACell() {
        Set<String> seen = new HashSet<>();
        for (Saboteur saboteur : ALL) {
            for (Trap trap : saboteur.planted()) {
                keys(trap.broken()).forEach(key -> assertTrue(seen.add(key), key));
            }
        }
    }

    /** The others take seconds each, and run in verify. */
    @TestFactory
    Stream<DynamicTest> cheapTrapsCatch() {
        Set<String> cheap = Set.of("COST-1@quadratic", "GRAD-1@quadratic", "GRAD-1@aid-cg", "BIAS-3@soft-mdp");
        return ALL.stream()
                .flatMap(saboteur -> saboteur.planted().stream()
                        .filter(trap -> cheap.contains(trap.claim()))
                        .map(trap -> DynamicTest.dynamicTest(saboteur.id() + " by " + trap.claim(), () -> {
                            Trap.Ending ending = Trap.ending(evidence(trap.sound()), evidence(trap.broken()));
                            assertTrue(ending.caught(), ending.label());
                        })));
    }

    private interface Check {
        void of(Saboteur saboteur, Trap trap);
    }

    private static Stream<DynamicTest> traps(Check check) {
        return ALL.stream()
                .flatMap(saboteur -> saboteur.planted().stream()
                        .map(trap -> DynamicTest.dynamicTest(
                                saboteur.id() + " by " + trap.claim(), () -> check.of(saboteur, trap))));
    }

    private static Set<String> keys(Claim claim) {
        return new Certified(claim).plan(SETTINGS).stream().map(Cell::key).collect(Collectors.toSet());
    }

    private static Evidence evidence(Claim claim) {
        Certified certified = new Certified(claim);
        return certified.judge(SETTINGS, Sweep.run(certified.plan(SETTINGS), 1, CellSink.NONE, done -> {}));
    }
}
