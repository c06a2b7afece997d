package org.plumbline.report.cli;

import java.time.Duration;
import org.plumbline.numeric.RefusedException;
import org.plumbline.theory.TimeLimit;
import picocli.CommandLine.Option;

/** How long one cell may take. */
final class TimeoutOption {
    private static final double MILLIS = 1000;

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            description = "A cell that takes longer, by the clock, ends as TIMED_OUT, and what needs it is not decided"
                    + " (default: none).")
    private Double seconds;

    boolean isGiven() {
        return seconds != null;
    }

    TimeLimit limit() {
        if (seconds == null) {
            return TimeLimit.NONE;
        }
        if (!(seconds >= 1 / MILLIS && seconds <= Integer.MAX_VALUE)) {
            throw new RefusedException("--timeout (" + seconds + ") must be seconds, at least 0.001. Maybe use 600.");
        }
        return TimeLimit.of(Duration.ofMillis(Math.round(seconds * MILLIS)));
    }
}
