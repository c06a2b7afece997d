package org.plumbline.numeric;

/**
 * Data that a computation refuses, because what is asked for does not exist for them or cannot be computed in double
 * precision. The message is one line, fit for the user who supplied the data: name, value, rule, advice.
 */
public final class RefusedException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    /**
     * A refusal.
     *
     * @param message one line, as the user will read it
     */
    public RefusedException(String message) {
        super(message);
    }

    /**
     * A refusal that another failure led to.
     *
     * @param message one line, as the user will read it
     * @param cause the other failure
     */
    public RefusedException(String message, Throwable cause) {
        super(message, cause);
    }
}
