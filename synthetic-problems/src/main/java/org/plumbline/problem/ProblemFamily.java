package org.plumbline.problem;

import java.util.List;

/**
 * What a family registers, through {@link java.util.ServiceLoader}: its name, how it reads an instance from a file,
 * and the instances that the suite knows by name.
 */
public interface ProblemFamily {
    /**
     * The name in files and reports.
     *
     * @return such as "quadratic"
     */
    String name();

    /**
     * What the family is, in one sentence.
     *
     * @return for lists
     */
    String description();

    /**
     * Reads an instance.
     *
     * @param id the name that the instance gets
     * @param fields the file's content; every key must be used, and the family key is already consumed
     * @return the instance
     * @throws org.plumbline.numeric.RefusedException if the content breaks a rule, with key, value, rule and advice
     */
    BilevelProblem read(String id, Fields fields);

    /**
     * The named instances.
     *
     * @return freshly built, deterministic
     */
    List<BilevelProblem> catalogue();
}
