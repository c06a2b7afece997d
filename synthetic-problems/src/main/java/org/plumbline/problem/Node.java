package org.plumbline.problem;

import java.util.List;
import java.util.Map;

/** One value of a file, as it was written. */
sealed interface Node {
    /**
     * Where the value begins.
     *
     * @return the line, from 1
     */
    int line();

    /**
     * The value as a message shows it.
     *
     * @return one short line
     */
    String shown();

    /** What the writing of a scalar makes of it. */
    enum Kind {
        /** Written as a number; it need not be a finite decimal. */
        NUMBER,
        /** A word, or anything in quotes. */
        TEXT,
        /** true or false. */
        FLAG,
        /** null, or no value at all. */
        NOTHING
    }

    /**
     * A number, a word, a truth value or nothing.
     *
     * @param kind what it is
     * @param text how it was written
     * @param line where it stands
     */
    record Scalar(Kind kind, String text, int line) implements Node {
        @Override
        public String shown() {
            return kind == Kind.NOTHING ? "no value" : OneLine.of(text);
        }
    }

    /**
     * A list.
     *
     * @param nodes its entries
     * @param line where it begins
     */
    record Items(List<Node> nodes, int line) implements Node {
        @Override
        public String shown() {
            return "a list of " + nodes.size();
        }
    }

    /**
     * Keys with values.
     *
     * @param nodes in the order of the file
     * @param line where it begins
     */
    record Entries(Map<String, Node> nodes, int line) implements Node {
        @Override
        public String shown() {
            return "a mapping of " + nodes.size() + " keys";
        }
    }
}
