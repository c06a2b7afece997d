package org.plumbline.theory.saboteur;

import java.util.List;
import java.util.stream.Stream;

/** The catalogue of broken variants. */
public final class Saboteurs {
    private Saboteurs() {}

    /**
     * All saboteurs, theme by theme.
     *
     * @return the catalogue
     */
    public static List<Saboteur> all() {
        return Stream.of(
                        PenaltySaboteurs.all(),
                        ScheduleSaboteurs.all(),
                        OracleSaboteurs.all(),
                        ProblemSaboteurs.all(),
                        HypergradientSaboteurs.all())
                .flatMap(List::stream)
                .toList();
    }
}
