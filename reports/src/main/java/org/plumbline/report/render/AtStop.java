package org.plumbline.report.render;

/** What is done if the program is stopped from outside, as by Ctrl-C; nothing once it is closed. */
public final class AtStop implements AutoCloseable {
    private final Thread hook;

    /**
     * From now on, until it is closed.
     *
     * @param action is to be short, and to cope with threads that still run
     */
    public AtStop(Runnable action) {
        hook = new Thread(action, "at stop");
        Runtime.getRuntime().addShutdownHook(hook);
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // It is being stopped, and the action is under way.
        }
    }
}
