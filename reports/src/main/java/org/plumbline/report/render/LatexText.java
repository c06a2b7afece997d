package org.plumbline.report.render;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Map;

/**
 * Foreign text inside LaTeX, in ASCII alone, so that every engine reads the same: what LaTeX would take for markup is written
 * out, mathematical characters become formulas, letters with accents become accents over letters. A character that has no
 * command here is named by its number, and not dropped.
 *
 * <p>Scripts hang on an empty base (<code>{}^{-3}</code>): two of them in a row would be an error of LaTeX otherwise.
 */
final class LatexText {
    /** With a letter after a backslash, every command ends in braces or is followed by something that is no letter. */
    private static final Map<Integer, String> TEXT = Map.ofEntries(
            entry("\\", "\\textbackslash{}"),
            entry("{", "\\{"),
            entry("}", "\\}"),
            entry("$", "\\$"),
            entry("&", "\\&"),
            entry("#", "\\#"),
            entry("%", "\\%"),
            entry("_", "\\_\\allowbreak{}"),
            entry("^", "\\textasciicircum{}"),
            entry("~", "\\textasciitilde{}"),
            entry("<", "\\textless{}"),
            entry(">", "\\textgreater{}"),
            entry("|", "\\textbar{}"),
            entry("\"", "\\textquotedbl{}"),
            // After the end of a row, a star or a bracket would be an argument; a hyphen, quote or comma joins the next
            // one.
            entry("*", "{*}"),
            entry("[", "{[}"),
            entry("]", "{]}"),
            entry("-", "-{}"),
            entry("'", "'{}"),
            entry("`", "\\textasciigrave{}"),
            entry(",", ",{}"),
            entry("\u00a0", "~"),
            entry("\u202f", "\\,"),
            entry("–", "--{}"),
            entry("—", "---{}"),
            entry("…", "\\ldots{}"),
            entry("§", "\\S{}"),
            entry("’", "\\textquoteright{}"),
            entry("‘", "\\textquoteleft{}"),
            entry("“", "\\textquotedblleft{}"),
            entry("”", "\\textquotedblright{}"),
            entry("Ł", "\\L{}"),
            entry("ł", "\\l{}"),
            entry("ß", "\\ss{}"),
            entry("ø", "\\o{}"),
            entry("Ø", "\\O{}"),
            entry("æ", "\\ae{}"),
            entry("Æ", "\\AE{}"));

    private static final Map<Integer, String> MATH = Map.ofEntries(
            entry("α", "\\alpha"),
            entry("β", "\\beta"),
            entry("γ", "\\gamma"),
            entry("δ", "\\delta"),
            entry("ε", "\\varepsilon"),
            entry("ζ", "\\zeta"),
            entry("η", "\\eta"),
            entry("θ", "\\theta"),
            entry("ι", "\\iota"),
            entry("κ", "\\kappa"),
            entry("λ", "\\lambda"),
            entry("μ", "\\mu"),
            entry("µ", "\\mu"),
            entry("ν", "\\nu"),
            entry("ξ", "\\xi"),
            entry("π", "\\pi"),
            entry("ρ", "\\rho"),
            entry("σ", "\\sigma"),
            entry("τ", "\\tau"),
            entry("φ", "\\varphi"),
            entry("ϕ", "\\phi"),
            entry("χ", "\\chi"),
            entry("ψ", "\\psi"),
            entry("ω", "\\omega"),
            entry("Γ", "\\Gamma"),
            entry("Δ", "\\Delta"),
            entry("Θ", "\\Theta"),
            entry("Λ", "\\Lambda"),
            entry("Ξ", "\\Xi"),
            entry("Π", "\\Pi"),
            entry("Σ", "\\Sigma"),
            entry("Φ", "\\Phi"),
            entry("Ψ", "\\Psi"),
            entry("Ω", "\\Omega"),
            entry("∇", "\\nabla"),
            entry("∂", "\\partial"),
            entry("‖", "\\|"),
            entry("≤", "\\le"),
            entry("≥", "\\ge"),
            entry("≠", "\\ne"),
            entry("≈", "\\approx"),
            entry("∼", "\\sim"),
            entry("∝", "\\propto"),
            entry("∞", "\\infty"),
            entry("∈", "\\in"),
            entry("∑", "\\sum"),
            entry("∏", "\\prod"),
            entry("√", "\\surd"),
            entry("→", "\\to"),
            entry("←", "\\gets"),
            entry("⇒", "\\Rightarrow"),
            entry("−", "-"),
            entry("±", "\\pm"),
            entry("×", "\\times"),
            entry("·", "\\cdot"),
            entry("⌈", "\\lceil"),
            entry("⌉", "\\rceil"),
            entry("⌊", "\\lfloor"),
            entry("⌋", "\\rfloor"),
            entry("⊥", "\\perp"),
            entry("∘", "\\circ"),
            entry("°", "{}^{\\circ}"),
            entry("ℝ", "\\mathbf{R}"),
            entry("ℓ", "\\ell"),
            entry("½", "\\frac{1}{2}"),
            entry("¼", "\\frac{1}{4}"),
            entry("¾", "\\frac{3}{4}"));

    private static final String RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿⁱᵀᵈʳᴴᵏᵗ";
    private static final String RAISED_PLAIN = "0123456789+-=()niTdrHkt";
    private static final String LOWERED = "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₒₓₕₖₗₘₙₚₛₜᵢⱼ";
    private static final String LOWERED_PLAIN = "0123456789+-=()aeoxhklmnpstij";

    /** Combining marks: the accent in text, and that in a formula. */
    private static final Map<Integer, String[]> ACCENTS = Map.of(
            0x300, new String[] {"\\`", "\\grave"},
            0x301, new String[] {"\\'", "\\acute"},
            0x302, new String[] {"\\^", "\\hat"},
            0x303, new String[] {"\\~", "\\tilde"},
            0x304, new String[] {"\\=", "\\bar"},
            0x307, new String[] {"\\.", "\\dot"},
            0x308, new String[] {"\\\"", "\\ddot"},
            0x30c, new String[] {"\\v", "\\check"});

    private final StringBuilder out = new StringBuilder();
    private final int[] points;
    private boolean math;

    private LatexText(String text) {
        points = text.codePoints().toArray();
    }

    private static Map.Entry<Integer, String> entry(String character, String command) {
        return Map.entry(character.codePointAt(0), command);
    }

    /**
     * Writes text out.
     *
     * @param text any; white space and control characters become single spaces
     * @return one line in ASCII, with balanced braces and dollar signs, that may stand in the cell of a table
     */
    static String escaped(String text) {
        String line = text.replaceAll("[\\s\\p{Cntrl}]+", " ").strip();
        return new LatexText(line).written();
    }

    private String written() {
        int at = 0;
        while (at < points.length) {
            at = next(at);
        }
        text("");
        return out.toString();
    }

    /** Writes the character at a place and what belongs to it, and returns the place after that. */
    private int next(int at) {
        if (RAISED.indexOf(points[at]) >= 0) {
            return script(at, "{}^{", RAISED, RAISED_PLAIN);
        }
        if (LOWERED.indexOf(points[at]) >= 0) {
            return script(at, "{}_{", LOWERED, LOWERED_PLAIN);
        }
        if (points[at] == '′') {
            math("{}^{\\prime}");
            return at + 1;
        }
        if (isIndex(at)) {
            math("{}_{" + MATH.getOrDefault(points[at + 1], Character.toString(points[at + 1])) + "}");
            return at + 2;
        }
        boolean marked = at + 1 < points.length && ACCENTS.containsKey(points[at + 1]);
        if (marked) {
            accented(points[at], points[at + 1]);
            return at + 2;
        }
        character(points[at]);
        return at + 1;
    }

    /** Of a formula that is going on, such as that of ∇_λ or φ_t: one letter after an underscore, and no word. */
    private boolean isIndex(int at) {
        return math
                && points[at] == '_'
                && at + 1 < points.length
                && (MATH.containsKey(points[at + 1]) || isLetter(at + 1))
                && (at + 2 == points.length || !isLetter(at + 2));
    }

    private boolean isLetter(int at) {
        int point = points[at];
        return (point >= 'A' && point <= 'Z') || (point >= 'a' && point <= 'z');
    }

    private int script(int at, String head, String set, String plain) {
        StringBuilder content = new StringBuilder(head);
        int end = at;
        for (; end < points.length && set.indexOf(points[end]) >= 0; end++) {
            content.append(plain.charAt(set.indexOf(points[end])));
        }
        math(content.append('}').toString());
        return end;
    }

    private void accented(int base, int mark) {
        String[] accent = ACCENTS.get(mark);
        if (MATH.containsKey(base)) {
            math(accent[1] + "{" + MATH.get(base) + "}");
        } else {
            text(accent[0] + "{" + plain(base) + "}");
        }
    }

    private void character(int point) {
        if (MATH.containsKey(point)) {
            math(MATH.get(point));
        } else {
            text(plain(point));
        }
    }

    private static String plain(int point) {
        String command = TEXT.get(point);
        if (command != null) {
            return command;
        }
        if (point < 0x7f && point >= ' ') {
            return Character.toString(point);
        }
        int[] parts = Normalizer.normalize(Character.toString(point), Normalizer.Form.NFD)
                .codePoints()
                .toArray();
        boolean letter = parts.length == 2 && parts[0] < 0x7f && ACCENTS.containsKey(parts[1]);
        return letter
                ? ACCENTS.get(parts[1])[0] + "{" + Character.toString(parts[0]) + "}"
                : String.format(Locale.ROOT, "{[}U+%04X{]}", point);
    }

    private void text(String piece) {
        if (math) {
            out.append('$');
            math = false;
        }
        out.append(piece);
    }

    private void math(String piece) {
        if (!math) {
            out.append('$');
            math = true;
        }
        out.append(piece);
    }
}
