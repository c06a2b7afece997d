package org.plumbline.theory;

import java.io.Serial;
import java.time.Duration;

/** Work took longer than it may. */
public final class TimedOutException extends RuntimeException {
    /** How the message begins. */
    public static final String WORD = "TIMED_OUT";

    @Serial
    private static final long serialVersionUID = 1;

    /**
     * Says after how long.
     *
     * @param limit what was allowed
     */
    public TimedOutException(Duration limit) {
        super(WORD + " after " + limit.toMillis() / 1000.0 + " s");
    }
}
