package org.plumbline.theory.claim.penalty;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.plumbline.problem.Problems;

/** PEN-2 on an instance that somebody brings along. */
class ProxyLiesBelowTest {
    @Test
    void itIsAClaimWhereTheModulusIsDeclared() {
        ProxyLiesBelow audit = new ProxyLiesBelow();
        assertEquals(
                "PEN-2@quadratic/isotropic",
                audit.on(Problems.named("quadratic/isotropic")).get(0).card().id());
        assertEquals(List.of(), audit.on(Problems.named("preference/mdp-current-policy")));
    }
}
