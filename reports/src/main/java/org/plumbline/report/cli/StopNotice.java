package org.plumbline.report.cli;

import java.io.PrintWriter;
import java.util.function.Supplier;

/** What a run says and tidies up when it is stopped from outside, as by Ctrl-C; nothing if it comes to its end. */
final class StopNotice implements AutoCloseable {
    private final Thread hook;

    /** Said nowhere yet. */
    StopNotice(PrintWriter err, Supplier<String> account, Runnable tidyUp) {
        hook = new Thread(
                () -> {
                    tidyUp.run();
                    err.println();
                    err.println(account.get());
                    err.flush();
                },
                "stop notice");
    }

    /** From now on, until it is closed. */
    void begin() {
        Runtime.getRuntime().addShutdownHook(hook);
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // It is being stopped, and says so.
        }
    }
}
