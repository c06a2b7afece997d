package org.plumbline.report.cli;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;

/**
 * Says how far a run is: a line that renews itself on a terminal, and elsewhere a line every few seconds. The time that is left
 * presumes that what is to come costs as much as what is done; where costly work comes first, it is less.
 */
final class Progress implements LongConsumer {
    private static final long TERMINAL_PAUSE = TimeUnit.MILLISECONDS.toNanos(200);
    private static final long PLAIN_PAUSE = TimeUnit.SECONDS.toNanos(5);
    private static final int BAR = 30;
    /** What a line that renews itself must cover of the line before. */
    private static final int LONGEST = ", about 00 min 00 s left".length();

    private final PrintWriter out;
    private final long total;
    private final String things;
    private final boolean terminal;
    private final long start = System.nanoTime();
    private long last = start;
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
                    + String.format(Locale.ROOT, "%-" + LONGEST + "s", left(finished, now))
                    + (end ? "\n" : ""));
            out.flush();
            last = now;
        } else if (!terminal && now - last >= PLAIN_PAUSE) {
            out.println("  " + finished + " of " + total + " " + things + left(finished, now));
            out.flush();
            last = now;
        }
    }

    private String left(long finished, long now) {
        return left(finished, total, TimeUnit.NANOSECONDS.toSeconds(now - start));
    }

    /** Such as ", about 2 min 5 s left". */
    static String left(long finished, long total, long elapsedSeconds) {
        if (finished == 0 || finished >= total) {
            return "";
        }
        long seconds = elapsedSeconds * (total - finished) / finished;
        String time = seconds < 60
                ? seconds + " s"
                : seconds < 3600
                        ? seconds / 60 + " min " + seconds % 60 + " s"
                        : seconds / 3600 + " h " + seconds % 3600 / 60 + " min";
        return ", about " + time + " left";
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
