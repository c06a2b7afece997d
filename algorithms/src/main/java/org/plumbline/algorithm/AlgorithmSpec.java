package org.plumbline.algorithm;

import java.util.List;
import org.plumbline.source.Citation;

/** What a method registers, through {@link java.util.ServiceLoader}: everything that a list of methods shows. */
public interface AlgorithmSpec {
    /**
     * The name in files and reports.
     *
     * @return such as "algorithm-1"
     */
    String name();

    /**
     * What the method is, in one sentence.
     *
     * @return for lists
     */
    String description();

    /**
     * The hyper-parameters.
     *
     * @return in the order of the constructor
     */
    List<Parameter> parameters();

    /**
     * The oracles that it needs.
     *
     * @return in words
     */
    String oracles();

    /**
     * The class of lower levels for which its theorem is stated.
     *
     * @return in words
     */
    String lowerLevel();

    /**
     * Its published sample complexity.
     *
     * @return with units and source
     */
    Rate rate();

    /**
     * Where the method is defined.
     *
     * @return with the place
     */
    Citation citation();
}
