package org.plumbline.report.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.plumbline.algorithm.AlgorithmSpec;
import org.plumbline.algorithm.Algorithms;
import org.plumbline.numeric.RefusedException;
import org.plumbline.report.input.AlgorithmFile;

/**
 * A method as a user enters it.
 *
 * @param given the file or name
 * @param spec what is registered of the method
 * @param kind where its hyper-parameters come from
 * @param files the method with its hyper-parameters, one for each target; empty where a search has to find them
 */
public record Contender(String given, AlgorithmSpec spec, Kind kind, List<AlgorithmFile> files) {
    /** Where hyper-parameters come from. */
    public enum Kind {
        /** A file has them all; targets do not matter. */
        EXPLICIT,
        /** The theorem's schedule, with constants from a file. */
        SCHEDULED,
        /** The theorem's schedule, with constants that the common search finds. */
        CALIBRATED
    }

    /** Copies the list. */
    public Contender {
        files = List.copyOf(files);
    }

    /**
     * Reads what a user entered.
     *
     * @param given a name from the registry, or an algorithm file
     * @param epsilons targets, the largest first; may be empty where a file has its own
     * @return the contender
     * @throws RefusedException if it is neither, if the file breaks a rule, or if a name comes without targets
     */
    public static Contender resolve(String given, List<Double> epsilons) {
        if (AlgorithmFile.isRegistered(given)) {
            if (epsilons.isEmpty()) {
                throw new RefusedException(
                        "--epsilon (not given) must be given for " + given
                                + ", whose constants are searched for a target. Maybe add --epsilon 0.5,0.25, or hand in a file.");
            }
            return new Contender(given, Algorithms.named(given), Kind.CALIBRATED, List.of());
        }
        List<AlgorithmFile> files = new ArrayList<>();
        boolean scheduled = AlgorithmFile.isScheduled(given);
        if (scheduled) {
            epsilons.forEach(epsilon -> files.add(AlgorithmFile.resolve(given, Map.of("epsilon", "" + epsilon))));
        }
        if (files.isEmpty()) {
            files.add(AlgorithmFile.resolve(given, Map.of()));
        }
        return new Contender(given, files.get(0).spec(), scheduled ? Kind.SCHEDULED : Kind.EXPLICIT, files);
    }

    /** The targets of its rows; one without a value where a target does not matter. */
    List<OptionalDouble> targets(List<Double> epsilons) {
        return kind == Kind.CALIBRATED
                ? epsilons.stream().map(OptionalDouble::of).toList()
                : files.stream().map(AlgorithmFile::epsilon).toList();
    }

    /**
     * The name under which the method is registered.
     *
     * @return such as "algorithm-1"
     */
    public String name() {
        return spec.card().name();
    }
}
