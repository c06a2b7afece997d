package org.plumbline.theory;

import java.util.Locale;

/** How much is spent on the claims. Each profile has its own recorded expectations. */
public enum Profile {
    /** Minutes on two cores; what {@code mvn verify} runs. */
    QUICK,
    /** Small targets and more seeds; for a study. */
    FULL;

    /**
     * The name on the command line and in files.
     *
     * @return in lower case
     */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
