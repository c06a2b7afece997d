package org.plumbline.report.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.Callable;
import org.plumbline.numeric.RefusedException;
import org.plumbline.problem.ProblemText;
import org.plumbline.problem.Problems;
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

    @Option(
            names = "--problem",
            required = true,
            paramLabel = "FILE|ID",
            description = "A problem file, or a name from 'list problems'.")
    private String problem;

    @Option(names = "--to", paramLabel = "FILE", description = "The new file (default: the output).")
    private Path to;

    @Override
    public Integer call() throws Exception {
        return common.withPlugins(this::save);
    }

    private int save() {
        String text = ProblemText.of(Problems.resolve(problem));
        if (to == null) {
            PrintWriter out = spec.commandLine().getOut();
            out.print(text);
            out.flush();
        } else {
            write(text);
        }
        return Main.AS_RECORDED;
    }

    private void write(String text) {
        try {
            Files.writeString(to, text, StandardCharsets.UTF_8, StandardOpenOption.CREATE_NEW);
        } catch (FileAlreadyExistsException e) {
            throw new RefusedException(
                    "--to (" + to + ") must not exist yet, so that nothing is lost. Maybe choose another name.");
        } catch (IOException e) {
            throw new RefusedException(
                    "--to (" + to + ") must be a file that can be written. Maybe make its folder first.");
        }
    }
}
