package org.plumbline.report.cli;

import java.io.PrintWriter;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.plumbline.problem.BilevelProblem;
import org.plumbline.problem.Evaluation;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Prints the ground truth of a problem at a point. */
@Command(
        name = "evaluate",
        description = "Prints the ground truth of a problem at a point.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
final class EvaluateCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private CommonOptions common;

    @Mixin
    private ProblemOption problem;

    @Option(names = "--phi", required = true, paramLabel = "v,v,…", description = "The upper variable; @FILE reads it.")
    private String phi;

    @Option(
            names = "--lambda",
            paramLabel = "v,v,…",
            description = "A lower variable; adds the losses there; @FILE reads it.")
    private String lambda;

    @Option(names = "--sigma", paramLabel = "S", description = "The penalty parameter; adds the penalty proxy.")
    private String sigma;

    @Override
    public Integer call() throws Exception {
        return common.withPlugins(this::evaluate);
    }

    private int evaluate() {
        BilevelProblem resolved = problem.resolve();
        double[] upper = NumberList.parse("--phi", phi);
        Optional<double[]> lower = Optional.ofNullable(lambda).map(text -> NumberList.parse("--lambda", text));
        OptionalDouble penalty =
                sigma == null ? OptionalDouble.empty() : OptionalDouble.of(NumberList.single("--sigma", sigma));
        Map<String, Object> content = Evaluation.of(resolved, upper, penalty, lower);
        PrintWriter out = spec.commandLine().getOut();
        if (common.json()) {
            out.println(Evaluation.json(content));
        } else {
            text("", content, out);
        }
        out.flush();
        return Main.AS_RECORDED;
    }

    private static void text(String indent, Map<?, ?> content, PrintWriter out) {
        int width = content.keySet().stream()
                .mapToInt(key -> key.toString().length())
                .max()
                .orElse(0);
        content.forEach((key, value) -> {
            if (value instanceof Map<?, ?> nested) {
                out.println(indent + key);
                text(indent + "  ", nested, out);
            } else {
                out.println(indent + key + " ".repeat(width + 2 - key.toString().length()) + words(value));
            }
        });
    }

    private static String words(Object value) {
        if (value instanceof double[] vector) {
            return Arrays.stream(vector).mapToObj(Double::toString).collect(Collectors.joining("  "));
        }
        if (value instanceof List<?> list) {
            return list.stream().map(EvaluateCommand::words).collect(Collectors.joining("  "));
        }
        return value == null ? "unknown" : value.toString();
    }
}
