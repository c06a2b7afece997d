package org.plumbline.report.render;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.plumbline.report.render.MathToken.Kind;

/** Divides prose with Unicode mathematics into tokens. What is a letter of mathematics and what a word is settled here. */
final class MathLexer {
    private static final String LATIN = "(?:[A-Za-z\\u00c0-\\u00d6\\u00d8-\\u00f6\\u00f8-\\u024f]\\p{M}*)";
    private static final Pattern TOKEN = Pattern.compile("(?s)(?<space>\\s+)"
            + "|(?<mixed>\\d+(?:" + LATIN + "{2,}|-" + LATIN + ")[\\p{L}\\p{N}-]*)"
            + "|(?<number>\\d+(?:\\.\\d+)?(?:[eE][-+]?\\d+)?)"
            + "|(?<word>" + LATIN + "(?:\\d[A-Za-z0-9]*|" + LATIN + "+\\d*|(?=[-'’@.]" + LATIN + "))"
            + "(?:[-_'’@.][A-Za-z0-9]+)*)"
            + "|(?<letter>[\\p{L}&&[^\\p{Lm}]]\\p{M}*)"
            + "|(?<other>.)");
    private static final Pattern PRODUCT = Pattern.compile("[A-Za-z]{2}");
    private static final Pattern NAME = Pattern.compile("[A-Za-z]+");
    private static final Set<String> ARTICLES = Set.of("a", "A", "I");

    private final String text;
    private final List<MathToken> tokens = new ArrayList<>();

    private MathLexer(String text) {
        this.text = text;
    }

    static List<MathToken> tokens(String text) {
        MathLexer lexer = new MathLexer(text);
        Matcher next = TOKEN.matcher(text);
        for (int at = 0; at < text.length() && next.find(at); at = lexer.end(at)) {
            lexer.take(next);
        }
        return List.copyOf(lexer.tokens);
    }

    private int end(int before) {
        return tokens.isEmpty() ? before : tokens.get(tokens.size() - 1).end();
    }

    private void take(Matcher next) {
        String found = next.group();
        int at = next.start();
        if (next.group("space") != null) {
            add(Kind.SPACE, found, "", at);
        } else if (next.group("mixed") != null) {
            add(Kind.WORD, found, "", at);
        } else if (next.group("number") != null) {
            add(Kind.NUMBER, found, MathSymbols.number(found), at);
        } else if (next.group("word") != null) {
            word(found, at);
        } else if (next.group("letter") != null) {
            letter(found, at);
        } else {
            tokens.add(MathSymbols.sign(found, at));
        }
    }

    /** A word, the name of a function, or the product of two letters. */
    private void word(String found, int at) {
        String letters = found.replaceFirst("[-_'’@.\\d].*", "");
        boolean product = PRODUCT.matcher(letters).matches() && at > 0 && leadsToProduct(text.charAt(at - 1));
        if (product) {
            letter(letters.substring(0, 1), at);
        } else if (MathSymbols.FUNCTIONS.contains(letters)
                && NAME.matcher(letters).matches()
                && !hyphenated(found)) {
            add(Kind.FUNCTION, letters, "\\" + MathSymbols.function(letters), at);
        } else {
            add(Kind.WORD, found, "", at);
        }
    }

    private static boolean hyphenated(String found) {
        return found.matches("[A-Za-z]+[-'’@.].*");
    }

    private static boolean leadsToProduct(char before) {
        return MathSymbols.isGreek(before) || MathSymbols.isScript(before) || "−+·".indexOf(before) >= 0;
    }

    /** A letter with its accents; "a", "A" and "I" only where signs of mathematics touch them. */
    private void letter(String found, int at) {
        String tex = MathSymbols.letter(Normalizer.normalize(found, Normalizer.Form.NFD));
        boolean article = ARTICLES.contains(found) && !touched(at);
        add(tex.isEmpty() || article ? Kind.WORD : Kind.SYMBOL, found, tex, at);
    }

    private boolean touched(int at) {
        char before = at == 0 ? ' ' : text.charAt(at - 1);
        String after = text.substring(at + 1);
        return "=+−·/^_".indexOf(before) >= 0
                || MathSymbols.isGreek(before)
                || Character.isDigit(before)
                || after.matches("(?s)([=+−·/^_(*′]| [=+−≤≥<>∝∈→≈]).*")
                || (!after.isEmpty()
                        && (MathSymbols.isGreek(after.charAt(0)) || MathSymbols.isScript(after.charAt(0))));
    }

    private void add(Kind kind, String found, String tex, int at) {
        tokens.add(new MathToken(kind, found, tex, at));
    }
}
