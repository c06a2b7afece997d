package org.plumbline.report.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import picocli.CommandLine;

/**
 * A command line that was executed.
 *
 * @param code the exit code
 * @param out what it printed
 * @param err what it printed beside
 */
record Ended(int code, String out, String err) {
    static Ended of(String... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine command = Main.commandLine();
        command.setOut(new PrintWriter(out));
        command.setErr(new PrintWriter(err));
        int code = command.execute(args);
        return new Ended(code, out.toString(), err.toString());
    }
}
