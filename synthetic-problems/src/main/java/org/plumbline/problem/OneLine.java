package org.plumbline.problem;

/** Foreign text inside a message: short, and without anything that would break the line. */
final class OneLine {
    private static final int LONGEST = 60;

    private OneLine() {}

    /**
     * Text for a message.
     *
     * @param text any
     * @return at most 60 characters, control characters and line ends replaced by a space
     */
    static String of(String text) {
        String plain = unbroken(text);
        return plain.length() <= LONGEST ? plain : plain.substring(0, LONGEST - 1) + "…";
    }

    /**
     * Text without line ends, at its full length: for file names, which one wants to copy.
     *
     * @param text any
     * @return control characters and line ends replaced by a space
     */
    static String unbroken(String text) {
        StringBuilder line = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean breaks = Character.isISOControl(c) || c == '\u2028' || c == '\u2029';
            line.append(breaks ? ' ' : c);
        }
        return line.toString();
    }
}
