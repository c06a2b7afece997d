package org.plumbline.report.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.plumbline.report.gate.GateFile;
import org.plumbline.report.gate.GateRecord;
import org.plumbline.report.gate.PlumblineGate;
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
        private int update() throws IOException {
            GateFile before = GateFile.read(file);
            Map<String, GateRecord> moved = new LinkedHashMap<>();
            PlumblineGate.records(before, LocalDate.now(ZoneOffset.UTC).toString())
                    .forEach((name, record) -> {
                        boolean same = before.entries()
                                .get(name)
                                .recorded()
                                .filter(record::saysTheSame)
                                .isPresent();
                        if (!same) {
                            moved.put(name, record);
                        }
                    });
            Files.writeString(file, before.with(moved));
            spec.commandLine()
                    .getOut()
                    .println("Recorded in " + file + ": "
                            + (moved.isEmpty() ? "nothing, as all is the same" : moved.keySet()));
            spec.commandLine().getOut().flush();
            return Main.AS_RECORDED;
        }
    }
}
