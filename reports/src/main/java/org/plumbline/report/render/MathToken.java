package org.plumbline.report.render;

/**
 * A piece of prose or of mathematics that is not divided further.
 *
 * @param kind what it may stand beside
 * @param text as it was written
 * @param tex as TeX writes it; empty for what TeX is not told of by itself
 * @param start where it begins in the text
 */
record MathToken(Kind kind, String text, String tex, int start) {
    /** What a token may stand beside. */
    enum Kind {
        SPACE,
        WORD,
        NUMBER,
        /** A symbol that stands for something: a letter, ∇, Σ, a fraction such as ½. */
        SYMBOL,
        /** A name such as ln or max, which needs an argument. */
        FUNCTION,
        ROOT,
        /** A relation or a binary operation. */
        OPERATOR,
        OPEN,
        CLOSE,
        /** ‖ or |, which open and close. */
        FENCE,
        /** What stands above or below without a sign that says so: ², ₁, *, ′. */
        SCRIPT,
        /** ^ or _, followed by what stands there. */
        MARK,
        COMMA,
        OTHER
    }

    /** Where the next one begins. */
    int end() {
        return start + text.length();
    }
}
