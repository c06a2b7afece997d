package org.plumbline.report.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.plumbline.numeric.RefusedException;
import org.plumbline.report.gate.GateFile;
import org.plumbline.report.gate.PlumblineGate;
import org.plumbline.report.render.JsonText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What the gate compares with. */
@Command(
        name = "baseline",
        description = "Records what the gate compares with.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        subcommands = BaselineCommand.Update.class)
final class BaselineCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "What to do must be given: " + spec.subcommands().keySet() + ".");
    }

    /** Runs the cases of a file and writes what they did into it. */
    @Command(
            name = "update",
            description = "Runs the cases of a file and writes what they did into it, so that the difference can be"
                    + " reviewed and committed. Nothing else in the file changes.",
            mixinStandardHelpOptions = true,
            versionProvider = Version.class)
    static final class Update implements Callable<Integer> {
        @Spec
        private CommandSpec spec;

        @Mixin
        private CommonOptions common;

        @Parameters(paramLabel = "FILE", description = "A file of cases.")
        private Path file;

        @Override
        public Integer call() throws Exception {
            return common.withPlugins(this::update);
        }

        /** A record that says the same keeps its date, so that the difference shows what moved and nothing else. */
        private int update() {
            GateFile before = GateFile.read(file);
            if (!Files.isWritable(file)) {
                throw unwritable();
            }
            GateFile.Update update = before.with(
                    PlumblineGate.records(before, LocalDate.now(ZoneOffset.UTC).toString()));
            try {
                Files.writeString(file, update.text());
            } catch (IOException e) {
                throw unwritable();
            }
            say(update.moved());
            return Main.AS_RECORDED;
        }

        private void say(List<String> moved) {
            PrintWriter out = spec.commandLine().getOut();
            if (common.json()) {
                out.print(JsonText.of(Map.of("recorded", moved)));
            } else {
                moved.forEach(name -> out.println("Recorded: " + name));
                out.println(
                        moved.isEmpty()
                                ? file + " is as it was: every case does what is recorded of it."
                                : file + " has " + moved.size() + " new records. Review the difference and commit it.");
            }
            out.flush();
        }

        private RefusedException unwritable() {
            return new RefusedException(file + " must be a file that can be written. Maybe check its permissions.");
        }
    }
}
