package org.plumbline.report.cli;

import java.io.Console;

/** Whether somebody watches. */
final class Terminal {
    private Terminal() {}

    /**
     * True if both input and output are a terminal. From Java 22 on there is a console without a terminal as well, and
     * a method that tells, which Java 17 does not have.
     */
    @SuppressWarnings("SystemConsoleNull")
    static boolean present() {
        Console console = System.console();
        try {
            return console != null
                    && (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (NoSuchMethodException e) {
            return true;
        } catch (ReflectiveOperationException e) {
            return false;
        }
    }
}
