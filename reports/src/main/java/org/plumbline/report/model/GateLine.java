package org.plumbline.report.model;

/**
 * How one quantity of one case compares with what is recorded.
 *
 * @param name of the case
 * @param quantity such as "trace"
 * @param ending the verdict
 * @param account what moved, by how much, and since when; a sentence without a full stop
 */
public record GateLine(String name, String quantity, Ending ending, String account) {
    /** The verdict of a line. */
    public enum Ending {
        /** Equal: bit for bit on the arithmetic on which it was recorded. */
        SAME(true),
        /** Not the same, and within the margin. */
        EQUIVALENT(true),
        /** Fewer samples or a smaller exponent. */
        BETTER(true),
        /** Not the same, where only the same will do. */
        CHANGED(false),
        /** More samples or a larger exponent. */
        WORSE(false),
        /** Too uncertain to call equivalent. */
        UNDECIDED(false),
        /** Nothing is recorded, or of another case. */
        MISSING(false),
        /** The method could not be run. */
        FAILED(false);

        private final boolean passes;

        Ending(boolean passes) {
            this.passes = passes;
        }

        /**
         * Whether the gate stays open.
         *
         * @return false for a regression, and for what cannot be told from one
         */
        public boolean passes() {
            return passes;
        }
    }

    /**
     * Whether the gate stays open.
     *
     * @return as its verdict says
     */
    public boolean passes() {
        return ending.passes();
    }

    /**
     * As it is printed.
     *
     * @return one line
     */
    public String text() {
        return name + "  " + quantity + "  " + ending + ": " + account;
    }
}
