package org.plumbline.theory.panel;

/** How the constants of a method follow the target. */
enum Mode {
    /** Found once, at the largest target; the theorem's exponents do the rest. */
    THEOREM("theorem's schedule"),
    /** Found anew at every target, with the same effort each time. */
    TUNED("tuned at every target");

    private final String words;

    Mode(String words) {
        this.words = words;
    }

    String words() {
        return words;
    }
}
