package org.plumbline.theory.panel;

import java.util.List;
import org.plumbline.algorithm.AlgorithmSpec;

/**
 * A method that enters a panel.
 *
 * @param spec the method
 * @param effort what is spent on it: the same search for all, more fresh runs where a verdict rests on them
 * @param tuned whether it is also tuned at every target
 */
public record Entrant(AlgorithmSpec spec, Effort effort, boolean tuned) {
    String name() {
        return spec.card().name();
    }

    List<Mode> modes() {
        return tuned ? List.of(Mode.values()) : List.of(Mode.THEOREM);
    }
}
