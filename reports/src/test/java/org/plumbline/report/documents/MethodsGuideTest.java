package org.plumbline.report.documents;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.plumbline.algorithm.AlgorithmCard;
import org.plumbline.algorithm.AlgorithmSpec;
import org.plumbline.algorithm.Algorithms;
import org.plumbline.algorithm.Law;
import org.plumbline.algorithm.Rate;
import org.plumbline.algorithm.Requirement;
import org.plumbline.algorithm.Role;
import org.plumbline.source.Citation;

/** The tables of docs/methods.md are those of the cards: made here from what is registered, and compared. */
class MethodsGuideTest {
    private static final String GUIDE = "docs/methods.md";

    static List<AlgorithmCard> cards() {
        return Algorithms.all().stream().map(AlgorithmSpec::card).toList();
    }

    @Test
    void theTableOfNeedsIsThatOfTheCards() {
        List<List<String>> rows = new ArrayList<>();
        for (AlgorithmCard card : cards()) {
            rows.add(List.of(
                    code(card.name()),
                    card.citation().work(),
                    words(card.citation().provenance()),
                    lowerLevel(card.requirement()),
                    card.oracles()
                            .replace(AlgorithmCard.PRODUCTS, "gradients; products")
                            .replace(AlgorithmCard.GRADIENTS, "gradients")));
        }
        assertQuoted(List.of("method", "source", "update", "lower level", "oracles"), rows);
    }

    @Test
    void theTableOfRatesIsThatOfTheCards() {
        List<List<String>> rows = new ArrayList<>();
        for (AlgorithmCard card : cards()) {
            Rate rate = card.rate();
            String another = rate.criterion().isOfHypergradient() ? "" : " †";
            rows.add(List.of(
                    code(card.name()),
                    power(rate.criterion() == Rate.Criterion.NORM ? "ε′" : "ε", rate.exponent()),
                    rate.criterion() == Rate.Criterion.NORM
                            ? rate.criterion().formula().replace("ε", "ε′")
                            : rate.criterion().formula(),
                    rate.regime().words(),
                    power("ε", rate.squaredNormExponent()) + another,
                    power("ε′", rate.normExponent()) + another,
                    words(rate.source().provenance())));
        }
        assertQuoted(List.of("method", "published", "for", "with", "in squared units", "in norm units", "rate"), rows);
    }

    @Test
    void theTableOfSchedulesIsThatOfTheCards() {
        List<List<String>> rows = new ArrayList<>();
        for (AlgorithmCard card : cards()) {
            rows.add(List.of(
                    code(card.name()),
                    laws(card),
                    power("ε", card.schedule().sampleExponent()),
                    words(card.schedule().source().provenance())));
        }
        assertQuoted(List.of("method", "laws", "N", "schedule"), rows);
    }

    @Test
    void theTableOfRangesIsThatOfTheRoles() {
        List<List<String>> rows = new ArrayList<>();
        for (Role role : Role.values()) {
            boolean searched = role != Role.ITERATIONS && role != Role.FIXED;
            rows.add(List.of(code(role.name()), searched ? role.range() : "not searched", governed(role)));
        }
        assertQuoted(List.of("role", "range", "the constants in the laws of"), rows);
    }

    /** A method that is in the tables alone is not explained. */
    @ParameterizedTest
    @MethodSource("cards")
    void everyMethodHasItsPlaceInAFamily(AlgorithmCard card) {
        String families =
                Documents.text(GUIDE).split("\n## Families of methods\n", 2)[1].split("\n## ", 2)[0];
        assertTrue(
                families.contains(code(card.name())), () -> card.name() + " must be named in 'Families of methods'.");
    }

    /** What bounds another quantity must be said to do so. */
    @ParameterizedTest
    @MethodSource("cards")
    void everyOtherCriterionIsExplained(AlgorithmCard card) {
        String explained = Documents.text(GUIDE)
                .split("\n## What bounds something else\n", 2)[1]
                .split("\n## ", 2)[0];
        assertTrue(
                card.rate().criterion().isOfHypergradient() || explained.contains(code(card.name())),
                () -> card.name() + " must be named in 'What bounds something else'.");
    }

    private static void assertQuoted(List<String> header, List<List<String>> rows) {
        StringBuilder table = new StringBuilder(line(header))
                .append("|---".repeat(header.size()))
                .append("|\n");
        rows.forEach(row -> table.append(line(row)));
        assertTrue(
                Documents.text(GUIDE).contains("\n\n" + table + "\n"),
                () -> GUIDE + " must contain this table as it is:\n\n" + table);
    }

    private static String line(List<String> cells) {
        return "| " + String.join(" | ", cells) + " |\n";
    }

    private static String code(String text) {
        return "`" + text + "`";
    }

    private static String words(Citation.Provenance provenance) {
        return provenance.name().toLowerCase(Locale.ROOT);
    }

    private static String lowerLevel(Requirement requirement) {
        return requirement.words() + (requirement.negativePenalty() ? "; g − σf too" : "");
    }

    private static String power(String letter, double exponent) {
        return letter + "^-" + number(exponent);
    }

    private static String number(double x) {
        return x == Math.rint(x) ? String.valueOf((long) x) : String.valueOf(x);
    }

    /** Those that depend on the target; the others are constants. */
    private static String laws(AlgorithmCard card) {
        return card.schedule().laws().stream()
                .filter(law -> law.exponent() != 0 || law.logarithmic())
                .map(law -> code(law.parameter()) + " ∝ "
                        + (law.exponent() == 0 ? "" : "ε^" + number(law.exponent()))
                        + (law.logarithmic() ? "ln(1/ε)" : ""))
                .collect(Collectors.joining(", "));
    }

    private static String governed(Role role) {
        Set<String> parameters = new LinkedHashSet<>();
        for (AlgorithmCard card : cards()) {
            for (Law law : card.schedule().laws()) {
                if (law.role() == role) {
                    parameters.add(code(law.parameter()));
                }
            }
        }
        return parameters.isEmpty() ? "none" : String.join(", ", parameters);
    }
}
