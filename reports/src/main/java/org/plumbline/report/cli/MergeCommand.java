package org.plumbline.report.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.plumbline.report.store.Stores;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Joins stores of finished cells. */
@Command(
        name = "merge",
        description = "Joins stores of finished cells, as verify --shard leaves them on several machines.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
final class MergeCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(
            names = "--store",
            paramLabel = "DIR",
            required = true,
            description = "The store that takes the cells of the others; made where there is none.")
    private Path target;

    @Parameters(paramLabel = "DIR", arity = "1..*", description = "The stores to add; they stay as they are.")
    private List<Path> sources;

    @Override
    public Integer call() {
        for (Path source : sources) {
            Stores.Joined joined = Stores.join(source, target);
            spec.commandLine()
                    .getOut()
                    .println(source + ": " + joined.added() + " cells added, " + joined.known() + " known"
                            + (joined.corrupt() == 0 ? "" : ", " + joined.corrupt() + " corrupt lines left out"));
        }
        spec.commandLine().getOut().flush();
        return Main.AS_RECORDED;
    }
}
