package org.plumbline.report.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.plumbline.report.gate.GateFile;
import org.plumbline.report.gate.PlumblineGate;
import org.plumbline.report.model.GateLine;
import org.plumbline.report.render.JsonText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Holds methods against a recorded baseline. */
@Command(
        name = "compare",
        description = "Compares what methods did when a baseline was recorded with what they do now, or with another"
                + " record: traces, costs an iteration, samples to targets, exponents. Exit code 1 on a regression.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
final class CompareCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private CommonOptions common;

    @Parameters(index = "0", paramLabel = "BASELINE", description = "A file of cases with what is recorded of them.")
    private Path baseline;

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "NEW",
            description = "Another record of the same cases (default: they are run).")
    private Path other;

    @Override
    public Integer call() throws Exception {
        return common.withPlugins(this::compare);
    }

    private int compare() {
        GateFile before = GateFile.read(baseline);
        List<GateLine> lines = other == null
                ? PlumblineGate.lines(before, common.threads())
                : PlumblineGate.lines(before, GateFile.read(other));
        List<GateLine> broken = lines.stream().filter(line -> !line.passes()).toList();
        PrintWriter out = spec.commandLine().getOut();
        if (common.json()) {
            Map<String, Object> root = new LinkedHashMap<>();
            root.put("asRecorded", broken.isEmpty());
            root.put("lines", lines.stream().map(CompareCommand::content).toList());
            out.print(JsonText.of(root));
        } else {
            (common.quiet ? broken : lines).forEach(line -> out.println(line.text()));
            out.println(
                    broken.isEmpty()
                            ? "No regression against " + baseline + "."
                            : "Regressions against " + baseline + ": " + broken.size() + " of " + lines.size()
                                    + " lines.");
        }
        out.flush();
        return broken.isEmpty() ? Main.AS_RECORDED : Main.DIFFERS;
    }

    private static Map<String, Object> content(GateLine line) {
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("case", line.name());
        content.put("quantity", line.quantity());
        content.put("verdict", line.ending().name());
        content.put("passes", line.passes());
        content.put("account", line.account());
        return content;
    }
}
