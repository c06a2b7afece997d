package org.plumbline.report.verify;

/** Exceptions of claims, in one line of a report. */
final class Failure {
    private Failure() {}

    /** The message, or the kind where there is none. */
    static String message(Throwable e) {
        String message = e.getMessage();
        return message == null || message.isBlank()
                ? e.getClass().getSimpleName()
                : message.strip().replaceAll("\\s+", " ");
    }
}
