package org.plumbline.algorithm;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * The exponents of every registered method, written down a second time, from the papers and not from the code. {@link
 * SchedulesTest} sees only what changes a count; a wrong exponent of a step or of σ, or a wrong default of a decay, draws just
 * as many samples and spoils the rate all the same.
 */
class PublishedSchedulesTest {
    /**
     * A line a method: its published rate in the units of its source, its laws as powers of the target ε of E‖∇Φ‖² (those of
     * constants left out, "ln" for ln(1/ε)), and the defaults that are numbers.
     *
     * <p>Where a source has norm units, ε = ε′² halves its exponents: σ ∝ ε′ is σ^0.5, n ∝ ε′⁻⁴ is n^-2, T ∝ ε′⁻² is T^-1.
     * Steps that fall like powers of t have them among the defaults, in thousandths: 4/7 is 0.571.
     */
    private static final String PUBLISHED = """
            a-parl: 1 SQUARED_NORM DETERMINISTIC; batch^-1 innerSteps^ln iterations^-1;
            aho: 2 SQUARED_NORM STOCHASTIC; batch^-1 horizon^ln innerSteps^ln iterations^-1;
            aid-cg: 1 SQUARED_NORM DETERMINISTIC; batch^-1 iterations^-1;
            algorithm-1: 3 SQUARED_NORM STOCHASTIC; batch^-2 innerSteps^ln iterations^-1 sigma^0.5;
            algorithm-1-central: 2.5 SQUARED_NORM STOCHASTIC; batch^-1.5 innerSteps^ln iterations^-1 sigma^0.25; order=2
            algorithm-1-cold: 3 SQUARED_NORM STOCHASTIC; batch^-2 innerSteps^ln iterations^-1 sigma^0.5;
            algorithm-1-coupled: 2 SQUARED_NORM STOCHASTIC; batch^-1 innerSteps^ln iterations^-1 sigma^0.5;
            algorithm-1-fixed-sigma: 2 PROXY STOCHASTIC; batch^-1 innerSteps^ln iterations^-1;
            algorithm-1-one-batch: 2 SQUARED_NORM STOCHASTIC; batch^-1 innerSteps^ln iterations^-1 sigma^0.5;
            algorithm-1-projected: 3 SQUARED_NORM STOCHASTIC; batch^-2 innerSteps^ln iterations^-1 sigma^0.5; boxLower=-1E+6 boxUpper=1E+6
            algorithm-1-single-step: 3 SQUARED_NORM STOCHASTIC; batch^-2 iterations^-1 sigma^0.5; innerSteps=1
            alternating: 2 DIRECT_PART STOCHASTIC; batch^-1 innerSteps^ln iterations^-1;
            amigo: 2 SQUARED_NORM STOCHASTIC; batch^-1 iterations^-1;
            bome: 4 KKT_RESIDUAL DETERMINISTIC; batch^-2 innerSteps^ln iterations^-4 outerStep^2; barrier=0.5
            bsa: 3 SQUARED_NORM STOCHASTIC; iterations^-2 outerStep^1 solverSteps^ln; batch=1 innerGrowth=0.5 lowerDecay=1
            chen-xu-zhang: 6 NORM STOCHASTIC; batch^-2 innerSteps^ln iterations^-1 sigma^0.5;
            f2bsa: 6 NORM STOCHASTIC; batch^-2 innerSteps^ln iterations^-1 multiplier^-0.5; stepRatio=0.5
            f2sa: 3.5 SQUARED_NORM STOCHASTIC; iterations^-3.5; batch=1 lowerDecay=0.571 penalisedDecay=0.714 multiplierGrowth=0.143
            f2sa-1: 6 NORM STOCHASTIC; batch^-2 innerSteps^ln iterations^-1 outerStep^0.5 sigma^0.5; order=1
            f2sa-2: 5 NORM STOCHASTIC; batch^-1.5 innerSteps^ln iterations^-1 outerStep^0.5 sigma^0.25; order=2
            f2sa-4: 4.5 NORM STOCHASTIC; batch^-1.25 innerSteps^ln iterations^-1 outerStep^0.5 sigma^0.125; order=4
            f3sa: 2.5 SQUARED_NORM STOCHASTIC; iterations^-2.5; batch=1 lowerDecay=0.4 penalisedDecay=0.6 multiplierGrowth=0.2 momentumDecay=0.8
            galet: 1 THREE_RESIDUALS DETERMINISTIC; batch^-1 iterations^-1;
            hjfbio: 1 SQUARED_NORM DETERMINISTIC; batch^-1 displacement^0.5 iterations^-1; radius=1E+6
            hpgd: 2 SQUARED_NORM STOCHASTIC; batch^-1 horizon^ln innerSteps^ln iterations^-2 outerStep^1;
            itd: 1 SQUARED_NORM DETERMINISTIC; batch^-1 innerSteps^ln iterations^-1;
            kwon-proximal: 7 NORM STOCHASTIC; batch^-2 iterations^-1.5 outerStep^0.5 sigma^0.5;
            m-sobirl: 1 SQUARED_NORM DETERMINISTIC; batch^-1 iterations^-1; adjointStep=0.5
            mgbio: 2 NORM DETERMINISTIC; batch^-1 iterations^-1; mu=0.1 smoothness=1E+6
            pbrl: 1.5 PENALTY_STATIONARITY DETERMINISTIC; batch^-2 horizon^ln innerSteps^ln iterations^-1.5 multiplier^-0.5;
            pzobo: 2 SQUARED_NORM DETERMINISTIC; batch^-1 displacement^0.5 innerSteps^ln iterations^-2 outerStep^1;
            saba: 1 SQUARED_NORM FINITE_SUM; iterations^-1;
            soba: 2 SQUARED_NORM STOCHASTIC; iterations^-2; batch=1 decay=0.5
            stoc-sobirl: 3.5 SQUARED_NORM STOCHASTIC; batch^-2 horizon^ln innerSteps^ln iterations^-1.5 outerStep^0.5;
            stocbio: 2 SQUARED_NORM STOCHASTIC; batch^-1 iterations^-1 solverSteps^ln; decay=0.95
            sustain: 1.5 SQUARED_NORM STOCHASTIC; iterations^-1.5 solverSteps^ln; batch=1 decay=0.333
            ttsa: 2.5 SQUARED_NORM STOCHASTIC; iterations^-2.5 solverSteps^ln; batch=1 lowerDecay=0.4 outerDecay=0.6
            v-pbgd: 1.5 PENALTY_STATIONARITY DETERMINISTIC; batch^-2 innerSteps^ln iterations^-1.5 multiplier^-0.5;
            """;

    /** A method that is registered later must be entered here as well. */
    @Test
    void everyExponentAndDefaultIsThePublishedOne() {
        List<String> registered =
                Algorithms.all().stream().map(spec -> line(spec.card()).strip()).toList();
        List<String> published = PUBLISHED.lines().map(String::strip).toList();
        assertEquals(String.join("\n", published), String.join("\n", registered));
    }

    private static String line(AlgorithmCard card) {
        TreeMap<String, String> laws = new TreeMap<>();
        for (Law law : card.schedule().laws()) {
            if (law.exponent() != 0 || law.logarithmic()) {
                String power = law.exponent() == 0 ? "" : number(law.exponent());
                laws.put(law.parameter(), law.parameter() + "^" + power + (law.logarithmic() ? "ln" : ""));
            }
        }
        String defaults = card.parameters().stream()
                .filter(parameter -> isNumber(parameter.defaultValue()))
                .map(parameter -> parameter.name() + "=" + number(Double.parseDouble(parameter.defaultValue())))
                .collect(Collectors.joining(" "));
        return card.name() + ": " + number(card.rate().exponent()) + " "
                + card.rate().criterion() + " " + card.rate().regime() + "; " + String.join(" ", laws.values()) + "; "
                + defaults;
    }

    private static boolean isNumber(String value) {
        return !value.isEmpty() && "+-.0123456789".indexOf(value.charAt(0)) >= 0;
    }

    /** To three figures, which no two of these numbers share. */
    private static String number(double x) {
        BigDecimal rounded = BigDecimal.valueOf(x).round(new MathContext(3)).stripTrailingZeros();
        return Arrays.asList(-2, -1, 0).contains(rounded.scale()) ? rounded.toPlainString() : rounded.toString();
    }
}
