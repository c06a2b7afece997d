package org.plumbline.report.trial;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** The time of a run without that of measuring it. */
final class Stopwatch {
    /** No clock: same inputs give the same bytes. */
    static final Stopwatch NONE = new Stopwatch(null, 0);

    private static final double NANOS = TimeUnit.SECONDS.toNanos(1);

    private final LongSupplier clock;
    private long start;
    private long stopped;

    private Stopwatch(LongSupplier clock, long start) {
        this.clock = clock;
        this.start = start;
        this.stopped = start;
    }

    static Stopwatch started(LongSupplier nanos) {
        return new Stopwatch(nanos, nanos.getAsLong());
    }

    /** Stops for a measurement. */
    void stop() {
        if (clock != null) {
            stopped = clock.getAsLong();
        }
    }

    /** Goes on as if there had been no measurement. */
    void resume() {
        if (clock != null) {
            start += clock.getAsLong() - stopped;
        }
    }

    /** Up to the last stop; NaN without a clock. */
    double seconds() {
        return clock == null ? Double.NaN : (stopped - start) / NANOS;
    }
}
