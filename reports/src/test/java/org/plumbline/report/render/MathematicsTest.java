package org.plumbline.report.render;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MathematicsTest {
    private static List<String> formulas(String text) {
        return Mathematics.pieces(text).stream()
                .filter(Mathematics.Piece::isFormula)
                .map(Mathematics.Piece::tex)
                .map(tex -> tex.replaceAll("(?<![a-zA-Z]) | (?![a-zA-Z])", ""))
                .toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "E‖∇Φ‖² = O(ε); \\mathrm{E}\\lVert\\nabla\\Phi\\rVert^{2}=O(\\varepsilon)",
                "N = Õ(ε⁻³); N=\\tilde{O}(\\varepsilon^{-3})",
                "σ = ½√ε; \\sigma=\\tfrac12\\sqrt{\\varepsilon}",
                "σ = √(2ε/∇f·H⁺∇f); \\sigma=\\sqrt{2\\varepsilon/\\nabla f\\cdot H^{+}\\nabla f}",
                "g(λ_σ) − g*; g(\\lambda_{\\sigma})-g^{*}",
                "ε′⁻⁶; \\varepsilon^{\\prime-6}",
                "n = Θ(ε^(-3/2)); n=\\Theta(\\varepsilon^{-3/2})",
                "Õ(E^-r); \\tilde{O}(E^{-r})",
                "η ≤ 1/L_{Φσ}; \\eta\\le1/L_{\\Phi\\sigma}",
                "Σ_{≥H}; \\sum\\nolimits_{\\ge H}",
                "½‖∇_λ g‖²/(g − ĝ); \\tfrac12\\lVert\\nabla_{\\lambda}\\,g\\rVert^{2}/(g-\\hat{g})",
                "‖direction − ∇Φ_σ‖² ≤ ε; \\lVert\\text{direction}-\\nabla\\Phi_{\\sigma}\\rVert^{2}\\le\\varepsilon",
                "max(1, ρ²); \\max(1,\\rho^{2})",
                "E δ⁺ ≤ (1−τμ) δ; \\mathrm{E}\\,\\delta^{+}\\le(1-\\tau\\mu)\\,\\delta",
                "ρ(A−BK) < 1; \\rho(A-BK)<1",
                "L̂/1e+18; \\hat{L}/10^{18}",
            })
    void formulaIsRead(String text, String tex) {
        assertEquals(List.of(tex), formulas(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "A weak penalty in a run that I made",
                "NOT_SUPPORTED iff the 95 % interval [0.9, 1.1] is outside (predicted 1, margin 0.1)",
                "LSTD-Q, F2SA and a p-value of the lqr-reward-design's t-test, e.g. from 26 settings",
                "min and max of 8 %",
                "norm √ of it",
                "Algorithm 1 − (designer's cost at the end)/(at the start)",
            })
    void proseStaysProse(String text) {
        assertEquals(List.of(), formulas(text));
    }

    @Test
    void formulasAreFoundInProseWithTheirPunctuation() {
        assertEquals(
                List.of(
                        "K",
                        "\\mathrm{E}\\,\\delta_{k}\\le q^{k}\\,\\delta_{0}\\text{,}",
                        "k\\text{;}",
                        "b^{2}\\text{.}"),
                formulas("K inner steps obey E δ_k ≤ q^k δ_0, at every k; of exact order b²."));
    }

    /** Nothing is lost or added, whatever the text is, and brackets that TeX groups by are in pairs. */
    @Property
    void textIsKeptAndGroupsAreClosed(@ForAll @CharRange(from = ' ', to = '~') String ascii, @ForAll String any) {
        for (String text : List.of(ascii, any, "E‖∇" + ascii + "‖² ≤ (ε" + any, ascii + "√{σ_" + any + "^(")) {
            List<Mathematics.Piece> pieces = Mathematics.pieces(text);
            assertEquals(text, pieces.stream().map(Mathematics.Piece::text).collect(Collectors.joining()));
            for (Mathematics.Piece piece : pieces) {
                int open = 0;
                for (char c : piece.tex().replaceAll("\\\\[{}]", "").toCharArray()) {
                    open += c == '{' ? 1 : c == '}' ? -1 : 0;
                    assertTrue(open >= 0, piece.tex());
                }
                assertEquals(0, open, piece.tex());
            }
        }
    }

    @Test
    void htmlKeepsTheTextAndEscapesBoth() {
        assertEquals(
                "Some &lt;bold&gt; if <span class=\"tex\" data-tex=\"t&lt;T\\text{,}\">t &lt; T,</span> &amp; so",
                Mathematics.html("Some <bold> if t < T, & so"));
    }
}
