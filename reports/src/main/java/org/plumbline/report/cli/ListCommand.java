package org.plumbline.report.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.plumbline.report.render.JsonText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Lists what is registered. */
@Command(
        name = "list",
        description = "Lists what is registered.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
final class ListCommand implements Callable<Integer> {
    /** What can be listed. */
    enum Kind {
        /** Families with their named instances. */
        PROBLEMS,
        /** Methods with their parameters and rates. */
        ALGORITHMS,
        /** Claims with their cards. */
        CLAIMS
    }

    @Spec
    private CommandSpec spec;

    @Mixin
    private CommonOptions common;

    @Parameters(paramLabel = "problems|algorithms|claims", description = "What to list.")
    private Kind kind;

    @Override
    public Integer call() throws Exception {
        return common.withPlugins(this::list);
    }

    private int list() {
        List<Listing> entries = switch (kind) {
            case PROBLEMS -> Listings.problems();
            case ALGORITHMS -> Listings.algorithms();
            case CLAIMS -> Listings.claims();
        };
        PrintWriter out = spec.commandLine().getOut();
        if (common.json()) {
            out.print(JsonText.of(entries.stream().map(Listing::content).toList()));
        } else {
            entries.forEach(entry -> entry.lines().forEach(out::println));
        }
        out.flush();
        return Main.AS_RECORDED;
    }
}
