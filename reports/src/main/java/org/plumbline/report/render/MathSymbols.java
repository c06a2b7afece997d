package org.plumbline.report.render;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.plumbline.report.render.MathToken.Kind;

/** What TeX calls the characters that mathematics is written with here. What is not in these tables stays text. */
final class MathSymbols {
    /** Names that are set upright and need an argument. */
    static final Set<String> FUNCTIONS = Set.of("ln", "log", "exp", "max", "min", "sup", "inf", "det", "tr", "rank");

    private static final Set<String> UNKNOWN_TO_TEX = Set.of("tr", "rank");
    private static final String SMALL = "⁰¹²³⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉";
    private static final Map<Character, String> SCRIPTS = scripts();
    private static final Map<Character, String> GREEK = greek();
    private static final Map<Integer, String> ACCENTS =
            Map.of(0x302, "\\hat", 0x303, "\\tilde", 0x304, "\\bar", 0x305, "\\bar", 0x307, "\\dot", 0x308, "\\ddot");
    private static final Map<Character, String> SYMBOLS = Map.ofEntries(
            Map.entry('∇', "\\nabla "),
            Map.entry('Σ', "\\sum\\nolimits "),
            Map.entry('∂', "\\partial "),
            Map.entry('∞', "\\infty "),
            Map.entry('ℓ', "\\ell "),
            Map.entry('ℝ', "\\mathbb{R}"),
            Map.entry('½', "\\tfrac12 "),
            Map.entry('¼', "\\tfrac14 "),
            Map.entry('¾', "\\tfrac34 "),
            Map.entry('⅓', "\\tfrac13 "));
    private static final Map<Character, String> OPERATORS = Map.ofEntries(
            Map.entry('=', "="),
            Map.entry('≠', "\\neq "),
            Map.entry('<', "<"),
            Map.entry('>', ">"),
            Map.entry('≤', "\\le "),
            Map.entry('≥', "\\ge "),
            Map.entry('∝', "\\propto "),
            Map.entry('≈', "\\approx "),
            Map.entry('∈', "\\in "),
            Map.entry('→', "\\to "),
            Map.entry('…', "\\ldots "),
            Map.entry('+', "+"),
            Map.entry('−', "-"),
            Map.entry('-', "-"),
            Map.entry('±', "\\pm "),
            Map.entry('·', "\\cdot "),
            Map.entry('×', "\\times "),
            Map.entry('/', "/"));
    private static final Map<Character, MathToken.Kind> STRUCTURE = Map.ofEntries(
            Map.entry('(', Kind.OPEN),
            Map.entry('[', Kind.OPEN),
            Map.entry('{', Kind.OPEN),
            Map.entry('⌈', Kind.OPEN),
            Map.entry('⌊', Kind.OPEN),
            Map.entry(')', Kind.CLOSE),
            Map.entry(']', Kind.CLOSE),
            Map.entry('}', Kind.CLOSE),
            Map.entry('⌉', Kind.CLOSE),
            Map.entry('⌋', Kind.CLOSE),
            Map.entry('‖', Kind.FENCE),
            Map.entry('|', Kind.FENCE),
            Map.entry('√', Kind.ROOT),
            Map.entry('^', Kind.MARK),
            Map.entry('_', Kind.MARK),
            Map.entry(',', Kind.COMMA));

    private MathSymbols() {}

    private static Map<Character, String> greek() {
        Map<Character, String> names = new HashMap<>();
        String letters = "αβγδεζηθικλμνξπρστυφχψωΓΔΘΛΞΠΣΦΨΩ";
        List<String> words = List.of(
                "alpha beta gamma delta varepsilon zeta eta theta iota kappa lambda mu nu xi pi rho sigma tau upsilon varphi chi psi omega Gamma Delta Theta Lambda Xi Pi Sigma Phi Psi Omega"
                        .split(" ", -1));
        for (int i = 0; i < words.size(); i++) {
            names.put(letters.charAt(i), "\\" + words.get(i) + " ");
        }
        return Map.copyOf(names);
    }

    /** What stands above begins with ^, what stands below with _. */
    private static Map<Character, String> scripts() {
        Map<Character, String> all = new HashMap<>();
        for (int i = 0; i < SMALL.length(); i++) {
            all.put(SMALL.charAt(i), (i < 10 ? "^" : "_") + i % 10);
        }
        all.putAll(Map.ofEntries(
                Map.entry('⁺', "^+"),
                Map.entry('⁻', "^-"),
                Map.entry('ᵀ', "^\\top "),
                Map.entry('ᵈ', "^d"),
                Map.entry('ᵖ', "^p"),
                Map.entry('ⁿ', "^n"),
                Map.entry('ᵏ', "^k"),
                Map.entry('ᴴ', "^H"),
                Map.entry('ᴷ', "^K"),
                Map.entry('′', "^\\prime "),
                Map.entry('*', "^*"),
                Map.entry('₊', "_+"),
                Map.entry('ₖ', "_k"),
                Map.entry('ₜ', "_t"),
                Map.entry('ᵢ', "_i"),
                Map.entry('ⱼ', "_j"),
                Map.entry('ₙ', "_n")));
        return Map.copyOf(all);
    }

    static boolean isGreek(char c) {
        return GREEK.containsKey(c);
    }

    static boolean isScript(char c) {
        return SCRIPTS.containsKey(c);
    }

    /** A name as a command without its backslash. */
    static String function(String name) {
        return UNKNOWN_TO_TEX.contains(name) ? "operatorname{" + name + "}" : name + " ";
    }

    /** A number; powers of ten of programs become such of people. */
    static String number(String digits) {
        String[] parts = digits.split("[eE]", -1);
        if (parts.length == 1) {
            return digits;
        }
        String power = "10^{" + parts[1].replace("+", "") + "}";
        return parts[0].matches("1(\\.0)?") ? power : parts[0] + "\\times " + power;
    }

    /** A letter followed by its accents; empty for one that is not known. */
    static String letter(String decomposed) {
        char base = decomposed.charAt(0);
        String tex = SYMBOLS.getOrDefault(base, GREEK.getOrDefault(base, base < 128 ? String.valueOf(base) : ""));
        for (int i = 1; i < decomposed.length() && !tex.isEmpty(); i++) {
            String accent = ACCENTS.get((int) decomposed.charAt(i));
            tex = accent == null ? "" : accent + "{" + tex.strip() + "}";
        }
        return tex;
    }

    /** Anything that is neither a letter nor a digit. */
    static MathToken sign(String found, int at) {
        char c = found.charAt(0);
        if (SCRIPTS.containsKey(c)) {
            return new MathToken(Kind.SCRIPT, found, SCRIPTS.get(c), at);
        }
        if (OPERATORS.containsKey(c)) {
            return new MathToken(Kind.OPERATOR, found, OPERATORS.get(c), at);
        }
        if (SYMBOLS.containsKey(c)) {
            return new MathToken(Kind.SYMBOL, found, SYMBOLS.get(c), at);
        }
        return new MathToken(STRUCTURE.getOrDefault(c, Kind.OTHER), found, "", at);
    }
}
