package org.plumbline.report.cli;

import org.plumbline.problem.BilevelProblem;
import org.plumbline.problem.Problems;
import picocli.CommandLine.Option;

/** The option of every command that is about one instance. */
final class ProblemOption {
    @Option(
            names = "--problem",
            required = true,
            paramLabel = "FILE|ID",
            description = "A problem file, or a name from 'list problems'.")
    private String problem;

    BilevelProblem resolve() {
        return Problems.resolve(problem);
    }
}
