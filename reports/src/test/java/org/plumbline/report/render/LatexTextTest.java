package org.plumbline.report.render;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** No LaTeX is run here: {@link LatexReader} knows the commands that are used, and refuses whatever would not compile. */
class LatexTextTest {
    @Test
    void everySpecialCharacterIsWrittenOut() {
        assertEquals("\\textbackslash{}", LatexText.escaped("\\"));
        assertEquals("\\{a\\}", LatexText.escaped("{a}"));
        assertEquals("50 \\% of \\$5 \\& \\#1", LatexText.escaped("50 % of $5 & #1"));
        assertEquals("NOT\\_\\allowbreak{}SUPPORTED", LatexText.escaped("NOT_SUPPORTED"));
        assertEquals("2\\textasciicircum{}(1/2)\\textasciitilde{}", LatexText.escaped("2^(1/2)~"));
        assertEquals("\\textless{}b\\textgreater{}\\textbar{}\\textquotedbl{}", LatexText.escaped("<b>|\""));
        assertEquals("{[}1,{} 2{]} {*}", LatexText.escaped("[1, 2] *"));
        assertEquals("a-{}-{}b", LatexText.escaped("a--b"), "no dash");
        assertEquals("one line", LatexText.escaped(" one\r\n\t line\n"));
    }

    @Test
    void mathematicsBecomesFormulas() {
        assertEquals("E$\\|\\nabla\\Phi\\|{}^{2}$ $\\le$ $\\varepsilon$", LatexText.escaped("E‖∇Φ‖² ≤ ε"));
        assertEquals("$\\varepsilon{}^{-3}$", LatexText.escaped("ε⁻³"));
        assertEquals("1.5$\\times$10${}^{-7}$", LatexText.escaped("1.5×10⁻⁷"));
        assertEquals("$\\varphi{}_{0}{}^{\\prime}$", LatexText.escaped("φ₀′"));
        assertEquals(
                "$\\nabla{}_{\\lambda}$ g of $\\varphi{}_{t}$,{} $\\mu$\\_\\allowbreak{}max",
                LatexText.escaped("∇_λ g of φ_t, μ_max"));
        assertEquals("$\\bar{\\varphi}$ and \\={g}", LatexText.escaped("φ̄ and ḡ"));
        assertEquals("\\~{O}(1)", LatexText.escaped("Õ(1)"));
        assertEquals("$-$3 1\\,234 95~\\%", LatexText.escaped("−3 1\u202f234 95\u00a0%"));
        assertEquals("Polyak--{}\\L{}ojasiewicz", LatexText.escaped("Polyak–Łojasiewicz"));
    }

    @Test
    void whatHasNoCommandIsNamed() {
        assertEquals("{[}U+1F600{]}", LatexText.escaped("😀"));
        assertEquals("{[}U+0085{]}", LatexText.escaped("\u0085"));
        assertEquals("{[}U+D800{]}", LatexText.escaped("\ud800"), "half of a pair");
    }

    /** The reader shares no code with the writer. 20,000 strings, one in two of characters that mean something to LaTeX. */
    @Test
    void readingGivesBackAnyAscii() {
        String special = "\\{}$&#%_^~<>|\"*[]-'`,?! ";
        Random random = new Random(250317644L);
        for (int i = 0; i < 20_000; i++) {
            String text = IntStream.range(0, random.nextInt(20))
                    .mapToObj(j -> String.valueOf(
                            random.nextBoolean()
                                    ? special.charAt(random.nextInt(special.length()))
                                    : (char) (' ' + random.nextInt(95))))
                    .collect(Collectors.joining());
            assertEquals(text.replaceAll(" +", " ").strip(), LatexReader.read(LatexText.escaped(text)));
        }
    }

    /** Any code points: mathematics, combining marks, what is unknown, and halves of pairs. */
    @Test
    void anyTextIsAsciiThatCanBeRead() {
        String likely = "εσφλΦ∇‖≤⁻³²₁′\u0304\u0302\u0301½×−–é{$\\ ";
        Random random = new Random(250317644L);
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int j = random.nextInt(12); j > 0; j--) {
                boolean any = random.nextInt(4) == 0;
                text.appendCodePoint(any ? random.nextInt(0x11_0000) : likely.charAt(random.nextInt(likely.length())));
            }
            String written = LatexText.escaped(text.toString());
            assertTrue(written.chars().allMatch(c -> c >= ' ' && c < 0x7f), written);
            assertFalse(LatexReader.read(written).contains("\n"), written);
        }
    }

    /** The reader is no rubber stamp. */
    @Test
    void theReaderRefusesWhatDoesNotCompile() {
        Map.of(
                        "a_b", "_",
                        "{a", "brace",
                        "a}", "brace",
                        "$\\alpha", "formula",
                        "\\alpha", "alpha",
                        "\\nosuch{}", "nosuch",
                        "50%", "%",
                        "a&b", "&",
                        "$x^2^3$", "^",
                        "ε", "ASCII")
                .forEach((text, what) -> assertTrue(LatexReader.fault(text).contains(what), text));
    }
}
