package org.plumbline.report.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * The program. Exit codes: 0 as recorded, 1 something differs from the recorded expectation, 2 bad usage or input, with
 * one line that says what and what to do.
 */
@Command(
        name = "plumbline",
        description = "Checks claims of bilevel optimisation theory.",
        subcommands = {
            VerifyCommand.class,
            EvaluateCommand.class,
            CertifyCommand.class,
            RunCommand.class,
            BenchCommand.class,
            SaveCommand.class,
            ListCommand.class,
            CompareCommand.class,
            BaselineCommand.class,
            ReportCommand.class,
            MergeCommand.class,
            AutoComplete.GenerateCompletion.class
        },
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
public final class Main implements Runnable {
    /** Everything came out as recorded. */
    public static final int AS_RECORDED = 0;
    /** Something differs from the recorded expectation, or the program failed. */
    public static final int DIFFERS = 1;
    /** Bad usage or bad input. */
    public static final int REFUSED = 2;

    @Spec
    private CommandSpec spec;

    /** The bare program. */
    public Main() {}

    /**
     * Runs the program and ends the process.
     *
     * @param args the command line
     */
    public static void main(String... args) {
        System.setProperty("java.awt.headless", "true");
        Locale.setDefault(Locale.ROOT);
        CommandLine commandLine = commandLine();
        commandLine.setOut(new PrintWriter(System.out, true, StandardCharsets.UTF_8));
        commandLine.setErr(new PrintWriter(System.err, true, StandardCharsets.UTF_8));
        System.exit(commandLine.execute(args));
    }

    /**
     * The program without a process around it, for tests.
     *
     * @return a command line whose streams may be replaced
     */
    public static CommandLine commandLine() {
        return commandLine(new Main());
    }

    /** Any command, read as the program reads its own. */
    static CommandLine commandLine(Object command) {
        return new CommandLine(command)
                .setExpandAtFiles(false)
                .setAbbreviatedOptionsAllowed(false)
                .setOverwrittenOptionsAllowed(false)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF))
                .setParameterExceptionHandler(Refusals::usage)
                .setExecutionExceptionHandler(Refusals::execution);
    }

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "A command must be given: " + spec.subcommands().keySet() + ".");
    }
}
