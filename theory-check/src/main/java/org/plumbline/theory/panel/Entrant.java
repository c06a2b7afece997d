package org.plumbline.theory.panel;

import java.util.List;
import org.plumbline.algorithm.AlgorithmSpec;

/**
 * A method that enters a panel.
 *
 * @param spec the method
 * @param effort what is spent on it: the same trials for all; where a verdict rests on a method, more targets, over which its
 *     constants must carry too, and more fresh runs
 * @param tuned whether it is also tuned at every target, and how much its constants matter is measured
 */
public record Entrant(AlgorithmSpec spec, Effort effort, boolean tuned) {
    String name() {
        return spec.card().name();
    }

    List<Mode> modes() {
        return tuned ? List.of(Mode.values()) : List.of(Mode.THEOREM);
    }
}
