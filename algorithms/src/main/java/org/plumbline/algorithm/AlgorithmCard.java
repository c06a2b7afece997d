package org.plumbline.algorithm;

import java.util.List;
import org.plumbline.source.Citation;

/**
 * Everything that is said of a method without running it.
 *
 * @param name in files and reports, such as "algorithm-1"
 * @param description what it is, in one sentence
 * @param parameters its hyper-parameters, in the order of the record
 * @param oracles the oracles that it needs, in words
 * @param requirement what its theorem presumes of a problem
 * @param rate its published complexity, in the units of the source
 * @param schedule its hyper-parameters as functions of the target
 * @param citation where the method is defined
 */
public record AlgorithmCard(
        String name,
        String description,
        List<Parameter> parameters,
        String oracles,
        Requirement requirement,
        Rate rate,
        TheoremSchedule schedule,
        Citation citation) {
    /** Oracles of a first-order method. */
    public static final String GRADIENTS = "stochastic gradients of f and g";
    /** Oracles of a method with second derivatives. */
    public static final String PRODUCTS = "stochastic gradients of f and g, Hessian- and Jacobian-vector products of g";

    /** Oracles of a method that acts in a finite decision process. */
    public static final String TRAJECTORIES =
            "stochastic gradients of f and g, trajectories of any policy, the agent's reward";
    /** Oracles of a method that knows a finite decision process. */
    public static final String MODEL =
            "stochastic gradients of f and g, the transition probabilities, the agent's reward";

    /** Copies the list. */
    public AlgorithmCard {
        parameters = List.copyOf(parameters);
    }
}
