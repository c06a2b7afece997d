package org.plumbline.report.render;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.plumbline.report.render.MathToken.Kind;

/**
 * Finds the mathematics in prose, such as "E‖∇Φ‖² = O(ε)" in a claim's statement, and says what it is in TeX. It is a
 * recursive descent over {@link MathToken tokens} that takes the longest formula it can read in full from where it
 * stands, and leaves as text what it cannot: a formula is typeset as a whole or not at all.
 *
 * <pre>
 * formula  = operand { [space] operator [space] operand | [space] operand }
 * operand  = ["−"] factor { script }
 * factor   = number | symbol | function operand | "√" factor | "(" formula { "," formula } ")" | "‖" formula "‖"
 * script   = "²" | "₁" | "*" | "′" | ("^" | "_") ( "{" formula "}" | "(" formula ")" | ["−"] (number | symbol | word) )
 * </pre>
 */
final class Mathematics {
    private static final Map<String, String> FENCES = Map.ofEntries(
            Map.entry("(", "("),
            Map.entry(")", ")"),
            Map.entry("[", "["),
            Map.entry("]", "]"),
            Map.entry("{", "\\{"),
            Map.entry("}", "\\}"),
            Map.entry("⌈", "\\lceil "),
            Map.entry("⌉", "\\rceil "),
            Map.entry("⌊", "\\lfloor "),
            Map.entry("⌋", "\\rfloor "));
    private static final Map<String, String> CLOSING =
            Map.of("(", ")", "[", "]", "{", "}", "⌈", "⌉", "⌊", "⌋", "‖", "‖", "|", "|");
    private static final String PUNCTUATION = ",.;:)";

    /**
     * A stretch of a text.
     *
     * @param text as it was written
     * @param tex the same in TeX, or empty where it is prose
     */
    record Piece(String text, String tex) {
        boolean isFormula() {
            return !tex.isEmpty();
        }
    }

    private final List<MathToken> tokens;
    private int at;
    /** The norm or modulus that the parser is in, whose sign would close it, or nothing. */
    private String within = "";

    private Mathematics(String text) {
        tokens = MathLexer.tokens(text);
    }

    /** Prose and formulas in turn; their texts in a row are the text. */
    static List<Piece> pieces(String text) {
        Mathematics parser = new Mathematics(text);
        List<Piece> pieces = new ArrayList<>();
        int prose = 0;
        while (parser.at < parser.tokens.size()) {
            int first = parser.at;
            String tex = parser.startsHere() ? parser.formula() : "";
            if (tex.isEmpty() || !parser.speaks(first)) {
                parser.at = Math.max(first + 1, tex.isEmpty() ? 0 : parser.at);
                continue;
            }
            int from = parser.tokens.get(first).start();
            if (from > prose) {
                pieces.add(new Piece(text.substring(prose, from), ""));
            }
            String mark = parser.punctuation();
            prose = parser.place();
            pieces.add(new Piece(text.substring(from, prose), tex + (mark.isEmpty() ? "" : "\\text{" + mark + "}")));
        }
        if (prose < text.length()) {
            pieces.add(new Piece(text.substring(prose), ""));
        }
        return List.copyOf(pieces);
    }

    /** A formula does not begin in the middle of a word. */
    private boolean startsHere() {
        return at == 0 || tokens.get(at - 1).kind() != Kind.WORD;
    }

    /** Numbers and brackets alone are as good in the text. */
    private boolean speaks(int first) {
        return tokens.subList(first, at).stream()
                .anyMatch(t -> t.kind() == Kind.SYMBOL || t.kind() == Kind.SCRIPT || t.kind() == Kind.ROOT);
    }

    /** A sign after a formula must not begin the next line, and so it belongs to the formula. */
    private String punctuation() {
        StringBuilder marks = new StringBuilder();
        while (at < tokens.size()
                && tokens.get(at).kind() != Kind.SPACE
                && PUNCTUATION.contains(tokens.get(at).text())) {
            marks.append(tokens.get(at++).text());
        }
        return marks.toString();
    }

    private int place() {
        return tokens.get(at - 1).end();
    }

    private boolean is(int ahead, Kind kind) {
        return at + ahead < tokens.size() && tokens.get(at + ahead).kind() == kind;
    }

    private String written(int ahead) {
        return at + ahead < tokens.size() ? tokens.get(at + ahead).text() : "";
    }

    /** The longest formula from here, or nothing and no step. */
    private String formula() {
        StringBuilder tex = new StringBuilder(operand());
        while (!tex.isEmpty()) {
            String more = next();
            if (more.isEmpty()) {
                break;
            }
            tex.append(more);
        }
        return tex.toString();
    }

    /** An operator with its operand, or one more factor. */
    private String next() {
        int here = at;
        boolean spaced = is(0, Kind.SPACE);
        at += spaced ? 1 : 0;
        if (is(0, Kind.OPERATOR)) {
            String sign = tokens.get(at++).tex();
            at += is(0, Kind.SPACE) ? 1 : 0;
            String operand = operand();
            return operand.isEmpty() ? back(here) : sign + operand;
        }
        boolean opens = is(0, Kind.FENCE) && !written(0).equals(within);
        boolean follows = opens || is(0, Kind.SYMBOL) || is(0, Kind.ROOT) || is(0, Kind.FUNCTION);
        String factor = follows || (!spaced && (is(0, Kind.OPEN) || is(0, Kind.NUMBER))) ? operand() : "";
        return factor.isEmpty() ? back(here) : (spaced ? "\\," : "") + factor;
    }

    private String operand() {
        int here = at;
        boolean signed = "−-".contains(written(0)) && is(0, Kind.OPERATOR);
        at += signed ? 1 : 0;
        String factor = factor();
        return factor.isEmpty() ? back(here) : (signed ? "-" : "") + factor + scripts();
    }

    private String factor() {
        if (at == tokens.size()) {
            return "";
        }
        MathToken token = tokens.get(at);
        return switch (token.kind()) {
            case NUMBER -> step(token.tex());
            case SYMBOL -> step(expectation(token));
            case FUNCTION -> applied(token);
            case ROOT -> root();
            case OPEN, FENCE -> group(true);
            default -> "";
        };
    }

    private String step(String tex) {
        at++;
        return tex;
    }

    private String back(int to) {
        at = to;
        return "";
    }

    /** E before what it is an expectation of is an operator, and elsewhere a letter. */
    private String expectation(MathToken token) {
        int ahead = is(1, Kind.SPACE) ? 2 : 1;
        boolean operator = written(ahead).equals("‖")
                || (is(ahead, Kind.SYMBOL) && !written(ahead).matches("[A-Za-z]"));
        return token.text().equals("E") && operator ? "\\mathrm{E}" : token.tex();
    }

    private String applied(MathToken function) {
        int here = at++;
        String scripts = scripts();
        at += is(0, Kind.SPACE) ? 1 : 0;
        String argument = operand();
        return argument.isEmpty() ? back(here) : function.tex() + scripts + argument;
    }

    private String root() {
        int here = at++;
        String inside = is(0, Kind.OPEN) ? group(false) : factor();
        return inside.isEmpty() ? back(here) : "\\sqrt{" + inside + "}";
    }

    /** Formulas in brackets; a norm may also be of a word. */
    private String group(boolean shown) {
        int here = at;
        String open = tokens.get(at++).text();
        boolean fence = open.equals("‖") || open.equals("|");
        String outside = within;
        within = fence ? open : "";
        String inside = fence && is(0, Kind.WORD) && written(0).matches("[a-z]+") ? word() : list();
        within = outside;
        if (inside.isEmpty() || !written(0).equals(CLOSING.get(open))) {
            return back(here);
        }
        at++;
        if (fence) {
            String side = open.equals("‖") ? "Vert " : "vert ";
            return "\\l" + side + inside + "\\r" + side;
        }
        return shown ? FENCES.get(open) + inside + FENCES.get(CLOSING.get(open)) : inside;
    }

    private String word() {
        StringBuilder tex = new StringBuilder("\\text{" + tokens.get(at++).text() + "}");
        for (String more = next(); !more.isEmpty(); more = next()) {
            tex.append(more);
        }
        return tex.toString();
    }

    private String list() {
        if (written(0).equals("·") && (is(1, Kind.CLOSE) || is(1, Kind.FENCE))) {
            return step("\\cdot ");
        }
        StringBuilder tex = new StringBuilder(formula());
        while (!tex.isEmpty() && is(0, Kind.COMMA)) {
            int here = at++;
            boolean spaced = is(0, Kind.SPACE);
            at += spaced ? 1 : 0;
            String more = written(0).equals("·") ? step("\\cdot ") : formula();
            if (more.isEmpty()) {
                at = here;
                break;
            }
            tex.append(",").append(more);
        }
        return tex.toString();
    }

    /** All that stands above in one group, and all that stands below in another: TeX knows no second one. */
    private String scripts() {
        StringBuilder above = new StringBuilder();
        StringBuilder below = new StringBuilder();
        while (is(0, Kind.SCRIPT) || is(0, Kind.MARK)) {
            boolean marked = is(0, Kind.MARK);
            String tex = marked ? marked() : step(tokens.get(at).tex());
            if (tex.isEmpty()) {
                break;
            }
            (tex.startsWith("^") ? above : below).append(tex.substring(1));
        }
        return (below.isEmpty() ? "" : "_{" + below + "}") + (above.isEmpty() ? "" : "^{" + above + "}");
    }

    private String marked() {
        int here = at;
        String mark = tokens.get(at++).text();
        String inside;
        if (written(0).equals("{") || (mark.equals("^") && written(0).equals("("))) {
            inside = braced();
        } else {
            boolean signed = "−-".contains(written(0)) && is(0, Kind.OPERATOR);
            at += signed ? 1 : 0;
            inside = is(0, Kind.NUMBER) || is(0, Kind.SYMBOL)
                    ? step(tokens.get(at).tex())
                    : name();
            inside = inside.isEmpty() || !signed ? inside : "-" + inside;
        }
        return inside.isEmpty() ? back(here) : mark + inside;
    }

    /** A formula in braces or brackets, which are not shown; it may begin with a relation, as in Σ_{≥H}. */
    private String braced() {
        if (is(1, Kind.OPERATOR) && !"−-".contains(written(1)) && written(0).equals("{")) {
            int here = at++;
            String relation = step(tokens.get(at).tex());
            String rest = formula();
            return rest.isEmpty() || !written(0).equals("}") ? back(here) : relation + step(rest);
        }
        return group(false);
    }

    private String name() {
        boolean letters = is(0, Kind.FUNCTION) || is(0, Kind.WORD);
        return letters && written(0).matches("[a-z]+")
                ? step("\\mathrm{" + tokens.get(at).text() + "}")
                : "";
    }

    /** A text as HTML, each formula with its TeX beside it for whoever can typeset it. */
    static String html(String text) {
        return pieces(text).stream()
                .map(piece -> piece.isFormula()
                        ? "<span class=\"tex\" data-tex=\"" + XmlText.escape(piece.tex()) + "\">"
                                + XmlText.escape(piece.text()) + "</span>"
                        : XmlText.escape(piece.text()))
                .collect(Collectors.joining());
    }
}
