package org.plumbline.report.cli;

import java.io.PrintWriter;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;

/** Says how far a run is: a line that renews itself on a terminal, and elsewhere a line every few seconds. */
final class Progress implements LongConsumer {
    private static final long TERMINAL_PAUSE = TimeUnit.MILLISECONDS.toNanos(200);
    private static final long PLAIN_PAUSE = TimeUnit.SECONDS.toNanos(5);
    private static final int BAR = 30;

    private final PrintWriter out;
    private final long total;
    private final String things;
    private final boolean terminal;
    private long last = System.nanoTime();
    private boolean open;

    Progress(PrintWriter out, long total, String things, boolean terminal) {
        this.out = out;
        this.total = total;
        this.things = things;
        this.terminal = terminal;
    }

    @Override
    public synchronized void accept(long finished) {
        long now = System.nanoTime();
        boolean end = finished == total;
        open = terminal && !end;
        if (terminal && (end || now - last >= TERMINAL_PAUSE)) {
            int full = (int) (BAR * finished / Math.max(1, total));
            out.print("\r[" + "#".repeat(full) + ".".repeat(BAR - full) + "] " + finished + "/" + total + " " + things
                    + (end ? "\n" : ""));
            out.flush();
            last = now;
        } else if (!terminal && now - last >= PLAIN_PAUSE) {
            out.println("  " + finished + " of " + total + " " + things);
            out.flush();
            last = now;
        }
    }

    /** Ends the line of a run that stops before its total. */
    synchronized void end() {
        if (open) {
            out.println();
            out.flush();
            open = false;
        }
    }
}
