package org.plumbline.report.render;

import java.util.Map;
import java.util.Set;

/** Reads the part of LaTeX that cells of tables are written in, back to text, and refuses everything else. */
final class LatexReader {
    private static final Map<String, String> TEXT = Map.ofEntries(
            Map.entry("textbackslash", "\\"),
            Map.entry("textasciicircum", "^"),
            Map.entry("textasciitilde", "~"),
            Map.entry("textasciigrave", "`"),
            Map.entry("textless", "<"),
            Map.entry("textgreater", ">"),
            Map.entry("textbar", "|"),
            Map.entry("textquotedbl", "\""),
            Map.entry("textquoteright", "’"),
            Map.entry("textquoteleft", "‘"),
            Map.entry("textquotedblright", "”"),
            Map.entry("textquotedblleft", "“"),
            Map.entry("allowbreak", ""),
            Map.entry("ldots", "…"),
            Map.entry("S", "§"),
            Map.entry("L", "Ł"),
            Map.entry("l", "ł"),
            Map.entry("ss", "ß"),
            Map.entry("o", "ø"),
            Map.entry("O", "Ø"),
            Map.entry("ae", "æ"),
            Map.entry("AE", "Æ"),
            Map.entry("v", "accent"));

    /** All are of plain TeX or of the kernel of LaTeX. */
    private static final Set<String> MATH = Set.of(
            ("alpha beta gamma delta varepsilon zeta eta theta iota kappa lambda mu nu xi pi rho sigma tau varphi phi chi psi"
                            + " omega Gamma Delta Theta Lambda Xi Pi Sigma Phi Psi Omega nabla partial le ge ne approx sim"
                            + " propto infty in sum prod surd to gets Rightarrow pm times cdot lceil rceil lfloor rfloor perp"
                            + " circ mathbf ell frac prime grave acute hat tilde bar dot ddot check")
                    .split(" ", -1));

    private final String input;
    private final StringBuilder out = new StringBuilder();
    private int at;
    private int depth;
    private int depthOfFormula;
    private boolean math;
    private boolean scripted;

    private LatexReader(String input) {
        this.input = input;
    }

    /** The text that was written; formulas as they stand. */
    static String read(String input) {
        LatexReader reader = new LatexReader(input);
        while (reader.at < input.length()) {
            reader.next();
        }
        reader.require(reader.depth == 0, "a brace is open");
        reader.require(!reader.math, "a formula is open");
        return reader.out.toString();
    }

    /** What is wrong, or nothing. */
    static String fault(String input) {
        try {
            read(input);
            return "";
        } catch (AssertionError e) {
            return e.getMessage();
        }
    }

    private void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new AssertionError(otherwise + " at " + at + " of " + input);
        }
    }

    private void next() {
        char c = input.charAt(at++);
        require(c >= ' ' && c < 0x7f, "no ASCII");
        switch (c) {
            case '\\' -> command();
            case '{' -> {
                depth++;
                scripted = false;
            }
            case '}' -> {
                depth--;
                require(depth >= 0, "a brace too many");
            }
            case '$' -> {
                require(!math || depth == depthOfFormula, "a brace is open in a formula");
                math = !math;
                depthOfFormula = depth;
                scripted = false;
            }
            case '^', '_' -> {
                require(math && !scripted && input.startsWith("{", at), c + " outside of a formula, or twice");
                at = input.indexOf('}', at) + 1;
                scripted = true;
            }
            case '&', '#', '%' -> require(false, c + " as it is");
            case '~' -> out.append('\u00a0');
            default -> out.append(c);
        }
    }

    private void command() {
        int start = at;
        while (at < input.length() && Character.isLetter(input.charAt(at))) {
            at++;
        }
        if (at == start) {
            String symbol = input.substring(at, at + 1);
            at++;
            require((math ? "|" : "{}$&#%_,`'^~=.\"").contains(symbol), "unknown \\" + symbol);
            if ("{}$&#%_".contains(symbol)) {
                out.append(symbol);
            }
            return;
        }
        String name = input.substring(start, at);
        if (math) {
            require(MATH.contains(name), "unknown in a formula: " + name);
            return;
        }
        require(TEXT.containsKey(name) && input.startsWith("{", at), "unknown in text, or unprotected: " + name);
        out.append(TEXT.get(name));
    }
}
