package org.plumbline.random;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SeedTreeTest {
    @Test
    void aSeedDependsOnItsPathAlone() {
        SeedTree root = SeedTree.of(7);
        long alone = root.child("run", 3).seed();
        root.child("another").stream().nextLong();
        assertEquals(alone, root.child("run", 3).seed());
    }

    /** The first 8 bytes of SHA-256 of "1/3:run/1:3", computed outside Java; a change would alter every experiment. */
    @Test
    void theDerivationIsFrozen() {
        assertEquals(2975482345049058533L, SeedTree.of(1).child("run", 3).seed());
    }

    @Test
    void siblingsAndLevelsDoNotCollide() {
        Set<Long> seeds = new HashSet<>();
        SeedTree root = SeedTree.of(0);
        for (int i = 0; i < 1000; i++) {
            seeds.add(root.child("a", i).seed());
            seeds.add(root.child("a/" + i).seed());
            seeds.add(root.child("b").child("a", i).seed());
        }
        assertEquals(3000, seeds.size());
    }

    @Test
    void twoStreamsOfOneNodeAreEqualAndOfTwoNodesDiffer() {
        SeedTree node = SeedTree.of(5).child("x");
        assertEquals(node.stream().nextLong(), node.stream().nextLong());
        assertNotEquals(
                node.stream().nextLong(), SeedTree.of(6).child("x").stream().nextLong());
    }
}
