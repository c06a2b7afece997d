package org.plumbline.report.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.plumbline.problem.ProblemText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Writes an instance as a problem file with all its data, generated ones included. */
@Command(
        name = "save",
        description = "Writes an instance as a problem file with all its data, which reads back bit by bit.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
final class SaveCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private CommonOptions common;

    @Mixin
    private ProblemOption problem;

    @Option(names = "--to", paramLabel = "FILE", description = "The new file (default: the output).")
    private Path to;

    @Override
    public Integer call() throws Exception {
        return common.withPlugins(this::save);
    }

    private int save() {
        String text = ProblemText.of(problem.resolve());
        if (to == null) {
            PrintWriter out = spec.commandLine().getOut();
            out.print(text);
            out.flush();
        } else {
            NewFile.write("--to", to, text);
        }
        return Main.AS_RECORDED;
    }
}
