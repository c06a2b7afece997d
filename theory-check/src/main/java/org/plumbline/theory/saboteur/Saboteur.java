package org.plumbline.theory.saboteur;

import java.util.List;

/**
 * A variant with one thing broken, and the claims that are expected to notice.
 *
 * @param id its name, such as "sigma-not-divided"
 * @param description what is broken, in a sentence
 * @param traps claims with the broken variant inside, at least one
 */
public record Saboteur(String id, String description, List<Trap> traps) {
    /** Copies the list. */
    public Saboteur {
        traps = List.copyOf(traps);
        if (id.isBlank() || description.isBlank() || traps.isEmpty()) {
            throw new IllegalArgumentException(
                    "The saboteur (" + id + ") must have a name, a description and at least one trap.");
        }
    }

    /**
     * The same traps, their broken halves with cells of their own.
     *
     * @return one a trap, in order
     */
    public List<Trap> planted() {
        return traps.stream()
                .map(trap -> new Trap(trap.sound(), new Planted(id, trap.broken())))
                .toList();
    }
}
