package org.plumbline.report.cli;

import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says in one line what is wrong with the input. */
final class Refusals {
    private Refusals() {}

    /** Bad usage. */
    static int usage(ParameterException e, String... args) {
        String message = oneLine(e.getMessage());
        CommandLine command = e.getCommandLine();
        List<String> near = e instanceof UnmatchedArgumentException unmatched ? unmatched.getSuggestions() : List.of();
        String name = command.getCommandSpec().qualifiedName();
        String end = message.endsWith(".") ? " " : ". ";
        String advice = message.contains("Maybe")
                ? ""
                : near.isEmpty()
                        ? end + "Maybe see '" + name + " --help'."
                        : end + "Maybe " + near.get(0) + ", or see '" + name + " --help'.";
        print(command, message + advice);
        return Main.REFUSED;
    }

    /** Bad input, or a defect of the program; a defect keeps its stack trace. */
    static int execution(Exception e, CommandLine command, ParseResult parsed) {
        if (e instanceof IllegalArgumentException) {
            print(command, oneLine(e.getMessage()));
            return Main.REFUSED;
        }
        PrintWriter err = command.getErr();
        err.println("plumbline: this is a defect of the program, please report it:");
        e.printStackTrace(err);
        err.flush();
        return Main.DIFFERS;
    }

    private static void print(CommandLine command, String line) {
        command.getErr().println("plumbline: " + line);
        command.getErr().flush();
    }

    private static String oneLine(String message) {
        return message == null ? "the input is refused" : message.strip().replaceAll("\\s+", " ");
    }
}
