package org.plumbline.numeric;

/** Data that break a rule. The message is the one line that a person sees: name, value, rule, advice. */
public class RefusedException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    /**
     * Refuses data.
     *
     * @param message one line with name, value, rule and advice
     */
    public RefusedException(String message) {
        super(message);
    }
}
