package org.plumbline.report.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.plumbline.problem.BilevelProblem;
import org.plumbline.problem.Problems;
import org.plumbline.report.regression.Calibrations;
import org.plumbline.report.regression.Expectations;
import org.plumbline.theory.Claim;
import org.plumbline.theory.Claims;
import org.plumbline.theory.Profile;
import org.plumbline.theory.Settings;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which claims are checked, on which instance, at which targets and on which master seed, and what is expected of them. */
final class ClaimOptions {
    static final String JAR = "java -jar reports/target/plumbline.jar";

    @Option(
            names = "--claim",
            paramLabel = "ID",
            arity = "1..*",
            description = "Only these claims, or all claims of these audits.")
    private List<String> names = new ArrayList<>();

    @Option(
            names = "--problem",
            paramLabel = "FILE|ID",
            description = "Check the audits that fit any instance on this one; theory's predictions are expected.")
    private String problem;

    @Option(
            names = "--epsilon",
            paramLabel = "E,E,…",
            description =
                    "Other targets of E‖∇Φ‖² ≤ ε for the chosen claims, from large to small; recorded verdicts are"
                            + " compared, effects and costs are not.")
    private String epsilon;

    @Mixin
    private SeedOption seed;

    List<Claim> claims() {
        List<Claim> chosen = ClaimSelection.of(problem == null ? Claims.all() : onProblem(), names);
        return epsilon == null ? chosen : Targets.of(epsilon, names, chosen);
    }

    private List<Claim> onProblem() {
        BilevelProblem resolved = Problems.resolve(problem);
        return names.isEmpty() ? Claims.on(resolved) : Claims.onRequest(resolved);
    }

    Settings settings(Profile profile) {
        return new Settings(profile, seed.value());
    }

    /** Whether no claim was named, and no instance, so that every registered claim is meant. */
    boolean isEveryClaim() {
        return names.isEmpty() && problem == null;
    }

    /** Whether they are what is recorded: on the recorded master seed, instances and targets. */
    boolean isAsRecorded() {
        return seed.isDefault() && problem == null && epsilon == null;
    }

    /** Empty where every claim is on an instance of its own. */
    String problem() {
        return problem == null ? "" : problem;
    }

    Expectations expectations(Profile profile, List<Claim> claims) {
        Expectations recorded = problem == null ? Expectations.recorded(profile) : Expectations.predicted(claims);
        return epsilon == null ? recorded : recorded.verdictsOnly();
    }

    /** How often a claim errs is known of its own instance and targets. */
    Calibrations calibrations() {
        return problem == null && epsilon == null ? Calibrations.recorded() : Calibrations.none();
    }

    /** What cells depend on beside their keys. */
    String context(Profile profile) {
        return profile.label() + '|' + seed.value() + (problem == null ? "" : '|' + StoreOption.identity(problem));
    }

    /** The command that checks a claim again, up to its name. */
    String rerunPrefix(Profile profile, List<Path> plugins) {
        StringBuilder command =
                new StringBuilder(JAR).append(" verify --profile ").append(profile.label());
        if (!seed.isDefault()) {
            command.append(" --seed ").append(seed.value());
        }
        if (problem != null) {
            command.append(" --problem ").append(problem);
        }
        if (epsilon != null) {
            command.append(" --epsilon ").append(epsilon);
        }
        plugins.forEach(jar -> command.append(" --plugin ").append(jar));
        return command.toString();
    }
}
