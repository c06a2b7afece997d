package org.plumbline.report.cli;

import org.plumbline.theory.Settings;
import picocli.CommandLine.Option;

/** The option of every command that draws random numbers. */
final class SeedOption {
    @Option(
            names = "--seed",
            paramLabel = "S",
            defaultValue = "" + Settings.DEFAULT_SEED,
            description = "The master seed (default: ${DEFAULT-VALUE}, for which the expectations are recorded).")
    private long seed;

    long value() {
        return seed;
    }

    boolean isDefault() {
        return seed == Settings.DEFAULT_SEED;
    }
}
