package org.plumbline.problem;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.plumbline.numeric.RefusedException;

/** Whatever is wrong with a file is said in one line: file, key, value, rule, advice. */
class BadFilesTest {
    private static final String QUADRATIC =
            "family: quadratic\nH: [[2, 1], [1, 2]]\nC: [[1], [2]]\nupper:\n  target: [1, -1]\n";
    private static final String SINE = "family: sine-composite\na: 0.5\nC: [[1]]\nupper: {target: [1]}\n";

    /** Text, key that the message must name, and what it must say of value and rule. */
    static Stream<Arguments> badFiles() {
        return Stream.of(
                bad("", "file", "empty"),
                bad("# nothing but a comment\n", "file", "empty"),
                bad("- 1\n- 2\n", "top level", "keys with values"),
                bad("just words", "top level", "keys with values"),
                bad("family: quadratic\nH: [[2, 1], [1, 2]\nC: 3\n", "bad.yaml:3", "valid YAML"),
                bad("family: quadratic\n\tH: 1\n", "bad.yaml:2", "valid YAML"),
                bad("{\"family\": \"quadratic\", \"H\": [[2]", "bad.yaml:1", "valid YAML"),
                bad(QUADRATIC + "---\nfamily: quadratic\n", "bad.yaml:7", "one document"),
                bad(QUADRATIC + "C: [[1], [2]]\n", "C (given twice)", "once"),
                bad("{family: quadratic, upper: {rho: 1, rho: 2}}", "upper.rho (given twice)", "once"),
                bad("family: &f quadratic\nH: *f\n", "H (*f)", "alias"),
                bad("family: !quadratic x\n", "family (!quadratic)", "no tag"),
                bad("? [1, 2]\n: 3\n", "key", "plain YAML"),
                bad("family: \"a\u0000b\"\n", "U+0000", "must not occur"),
                bad("H: [[1]]\n", "family (not given)", "one of"),
                bad("fmaily: quadratic\n", "family (not given)", "'fmaily' is meant"),
                bad("family: quadratc\n", "family (quadratc)", "'quadratic' is meant"),
                bad("family: nonsense\n", "family (nonsense)", "sine-composite"),
                bad("family: [quadratic]\n", "family (a list of 1)", "word"),
                bad("family: no\n", "family (no)", "quotes"),
                bad("family: \"quadratic\\nHmm\"\n", "family (quadratic Hmm)", "one of"),
                bad(QUADRATIC + "K: 3\n", "bad.yaml:6: K (3)", "one of the keys"),
                bad(QUADRATIC + "  wieght: [1, 1]\n", "upper.wieght (a list of 2)", "'weight' is meant"),
                bad(quadratic("target", "targt"), "upper.target (not given)", "'targt' is meant"),
                bad("family: quadratic\nH: [[2]]\nC: [[1]]\n", "upper (not given)", "keys with values"),
                bad("family: quadratic\nH: [[2]]\nC: [[1]]\nupper:\n", "upper (no value)", "keys with values"),
                bad(quadratic("C: [[1], [2]]", "C: [[1]]"), "C (a list of 1)", "2 rows"),
                bad(quadratic("C: [[1], [2]]", "C: [1, 2]"), "C[0] (1)", "list of numbers"),
                bad(quadratic("C: [[1], [2]]", "C: 4"), "C (4)", "list of rows"),
                bad(quadratic("C: [[1], [2]]", "C: [[], []]"), "C[0] (a list of 0)", "not be empty"),
                bad(quadratic("C: [[1], [2]]", "C: [[1], [2, 3]]"), "C[1] (a list of 2)", "as many as the first row"),
                bad(quadratic("C: [[1], [2]]", "C: [[1], [x]]"), "C[1][0] (x)", "number"),
                bad(quadratic("C: [[1], [2]]", "C: [[1], ['2']]"), "C[1][0] ('2')", "quotes"),
                bad(quadratic("C: [[1], [2]]", "C: [[1], [010]]"), "C[1][0] (010)", "plain decimal"),
                bad(quadratic("C: [[1], [2]]", "C: [[1], [1_000]]"), "C[1][0] (1_000)", "plain decimal"),
                bad(quadratic("C: [[1], [2]]", "C: [[1], [1:30]]"), "C[1][0] (1:30)", "number"),
                bad(quadratic("C: [[1], [2]]", "C: [[1], [.nan]]"), "C[1][0] (.nan)", "finite number"),
                bad(quadratic("C: [[1], [2]]", "C: [[1], [-.inf]]"), "C[1][0] (-.inf)", "finite number"),
                bad(quadratic("C: [[1], [2]]", "C: [[1], [1e999]]"), "C[1][0] (1e999)", "finite number"),
                bad(quadratic("C: [[1], [2]]", "C: [[1], [1e-999]]"), "C[1][0] (1e-999)", "vanish"),
                bad(quadratic("C: [[1], [2]]", "C: [[1], [~]]"), "C[1][0] (no value)", "number"),
                bad(quadratic("[1, -1]", "[1, true]"), "upper.target[1] (true)", "number"),
                bad(quadratic("[1, -1]", "[1, -1, 3]"), "upper.target (a list of 3)", "2 numbers"),
                bad(quadratic("H: [[2, 1], [1, 2]]", "H: [[2, 1], [2, 2]]"), "H[1][0] (2)", "symmetric"),
                bad(quadratic("H: [[2, 1], [1, 2]]", "H: [[2, 1]]"), "H[0] (a list of 2)", "1 number."),
                bad(
                        quadratic("H: [[2, 1], [1, 2]]", "H: [[1, 2], [2, 1]]"),
                        "H (smallest eigenvalue -1",
                        "positive definite"),
                bad(
                        quadratic("H: [[2, 1], [1, 2]]", "H: {diagonal: [1, 0]}"),
                        "H (smallest eigenvalue 0",
                        "positive definite"),
                bad(quadratic("H: [[2, 1], [1, 2]]", "H: {diagonals: [1, 1]}"), "H.diagonal", "'diagonals' is meant"),
                bad(quadratic("H: [[2, 1], [1, 2]]", "H: {diagonal: [1, 1], x: 1}"), "H.x (1)", "[diagonal]"),
                bad(QUADRATIC + "  weight: [1, -2]\n", "upper.weight[1] (-2)", "at least 0"),
                bad(QUADRATIC + "  rho: -1\n", "upper.rho (-1)", "at least 0"),
                bad(QUADRATIC + "  rho: .inf\n", "upper.rho (.inf)", "finite"),
                bad(QUADRATIC + "  center: [1e16]\n", "upper.center[0] (1e16)", "1e15"),
                bad(
                        SINE.replace("[1]}", "[1], center: [3], linear: manufactured}")
                                .replace("[[1]]", "[[1e200]]"),
                        "bad.yaml",
                        "ground truth"),
                bad(QUADRATIC + "  center: [1, 2]\n", "upper.center (a list of 2)", "1 number"),
                bad(QUADRATIC + "  linear: manufcatured\n", "upper.linear (manufcatured)", "'manufactured' is meant"),
                bad(QUADRATIC + "  linear: aligned\n", "upper.linear (aligned)", "norm is 1.41421"),
                bad(QUADRATIC + "  linear: 3\n", "upper.linear (3)", "list of numbers"),
                bad(SINE.replace("0.5", "1"), "a (1)", "(0, 1)"),
                bad(SINE.replace("0.5", "-0.5"), "a (-0.5)", "(0, 1)"),
                bad(SINE.replace("0.5", "half"), "a (half)", "number"),
                bad(SINE.replace("C", "c"), "C (not given)", "'c' is meant"),
                bad("family: quadratic\ngenerate: {condition: 3}\n", "generate.size (not given)", "keys"),
                bad("family: quadratic\ngenerate: {size: {lower: 0, upper: 1}}\n", "generate.size.lower (0)", "1 to"),
                bad("family: quadratic\ngenerate: {size: {lower: 2.5, upper: 1}}\n", "size.lower (2.5)", "integer"),
                bad("family: quadratic\ngenerate: {size: {lower: 1000000, upper: 1}}\n", "lower (1000000)", "1000"),
                bad(
                        "family: quadratic\ngenerate: {size: {lower: 2, upper: 1}, condition: 0.5}\n",
                        "condition (0.5)",
                        "1"),
                bad(
                        "family: quadratic\ngenerate: {size: {lower: 2, upper: 1}, seed: x}\n",
                        "generate.seed (x)",
                        "integer"),
                bad("family: quadratic\ngenerate: {size: {lower: 2, upper: 1}}\nH: [[1]]\n", "H (a list of 1)", "keys"),
                bad(
                        "family: sine-composite\ngenerate: {size: {lower: 2, upper: 1}, condition: 1}\n",
                        "condition",
                        "(0, 1)"));
    }

    @ParameterizedTest
    @MethodSource("badFiles")
    void aBadFileIsRefusedInOneLineWithKeyValueRuleAndAdvice(String text, String key, String says) {
        String message = refusal(text, "bad.yaml");
        assertTrue(message.startsWith("bad.yaml:"), message);
        assertTrue(message.contains(key), message + "\nlacks " + key);
        assertTrue(message.contains(says), message + "\nlacks " + says);
        assertTrue(message.contains(" must "), message);
        assertTrue(message.contains(" Maybe ") && message.endsWith("."), message);
        assertFalse(message.contains("Exception") || message.contains("com.") || message.contains("org."), message);
    }

    /** 100,000 levels, 3 million values or a word of a megabyte take seconds; what does not end takes minutes. */
    @Test
    void hostileFilesAreRefusedSoon() {
        String deepFlow = "family: " + "[".repeat(100_000);
        String deepBlock = "- ".repeat(100_000) + "1";
        String deepJson = "{\"a\":".repeat(100_000);
        String many = "H: [" + "1,".repeat(3_000_000) + "1]";
        String longWord = "family: " + "x".repeat(1_000_000);
        String bomb = "a: &a [1, 1]\nb: &b [*a, *a]\nc: [*b, *b]\n";
        for (String text : new String[] {deepFlow, deepBlock, deepJson, many, longWord, bomb}) {
            assertTimeout(Duration.ofSeconds(30), () -> {
                String message = refusal(text, "hostile.yaml");
                assertTrue(message.length() < 400, message);
            });
        }
    }

    @Test
    void aSourceWithALineEndStaysOnOneLine() {
        assertTrue(refusal("- 1", "a\nb.yaml").startsWith("a b.yaml:1:"));
    }

    private static String refusal(String text, String source) {
        String message = assertThrows(RefusedException.class, () -> Problems.parse(text, source))
                .getMessage();
        assertFalse(message.contains("\n") || message.contains("\r"), message);
        return message;
    }

    private static String quadratic(String part, String replacement) {
        return QUADRATIC.replace(part, replacement);
    }

    private static Arguments bad(String text, String key, String says) {
        return Arguments.of(text, key, says);
    }
}
