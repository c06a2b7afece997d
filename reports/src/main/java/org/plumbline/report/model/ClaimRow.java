package org.plumbline.report.model;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.plumbline.theory.ClaimCard;
import org.plumbline.theory.Evidence;
import org.plumbline.theory.Verdict;

/**
 * One claim with all that was found about it.
 *
 * @param card what was fixed before the run
 * @param evidence the verdict and what it rests on
 * @param expectation the recorded verdict, or empty where none is recorded
 * @param ruleHash the first twelve hexadecimal digits of the SHA-256 of the rule
 * @param rerun the command that runs this claim alone
 * @param anchor the claim's name in addresses and file names, unique in the report
 * @param figures its charts
 * @param maps its heat maps
 * @param sheets its tables
 * @param departures what is not as it was measured when that was recorded, a sentence each
 * @param alarms how it came out on other master seeds, or empty where that is not recorded
 * @param chance how well chance explains that its verdict is not the recorded one, or empty where it cannot
 */
public record ClaimRow(
        ClaimCard card,
        Evidence evidence,
        Optional<Expectation> expectation,
        String ruleHash,
        String rerun,
        String anchor,
        List<Figure> figures,
        List<MapFigure> maps,
        List<Sheet> sheets,
        List<String> departures,
        Optional<FalseAlarms> alarms,
        Optional<Chance> chance) {
    /** Copies the lists. */
    public ClaimRow {
        figures = List.copyOf(figures);
        maps = List.copyOf(maps);
        sheets = List.copyOf(sheets);
        departures = List.copyOf(departures);
    }

    /**
     * The name of the claim.
     *
     * @return the audit's name, or audit@family
     */
    public String id() {
        return card.id();
    }

    /**
     * The name of the audit that the claim belongs to.
     *
     * @return the part of the claim's name before the @
     */
    public String audit() {
        return card.id().replaceFirst("@.*", "");
    }

    /**
     * What the rule decided.
     *
     * @return the verdict
     */
    public Verdict verdict() {
        return evidence.verdict();
    }

    /**
     * Whether verdict, effect and cost are the recorded ones, or differ no more than chance explains.
     *
     * @return false also where no verdict is recorded
     */
    public boolean asExpected() {
        return (isVerdictExpected() || chance.map(Chance::explains).orElse(false)) && departures.isEmpty();
    }

    private boolean isVerdictExpected() {
        return expectation.map(e -> e.verdict() == verdict()).orElse(false);
    }

    /**
     * How the verdict compares with the recorded one.
     *
     * @return a clause without a full stop, also if {@link #asExpected} is false
     */
    public String comparison() {
        String recorded = expectation.map(e -> e.verdict().name()).orElse("(not recorded)");
        String other = "expected " + recorded
                + chance.map(c -> " (" + c.describe() + ")").orElse("");
        return isVerdictExpected() ? "as expected" : asExpected() ? "as chance explains, " + other : other;
    }

    /**
     * What is not as recorded, for a claim that differs: the verdict with its reason, or what was measured.
     *
     * @return sentences
     */
    public String account() {
        String verdict =
                isVerdictExpected() ? "the verdict is as expected." : comparison() + ". Reason: " + evidence.reason();
        return Stream.concat(Stream.of(verdict), departures.stream()).collect(Collectors.joining(" "));
    }

    /**
     * How often the claim errs, as recorded.
     *
     * @return a sentence without a full stop
     */
    public String errors() {
        Verdict expected = expectation.map(Expectation::verdict).orElse(Verdict.SUPPORTED);
        return alarms.map(a -> a.describe(expected, ruleHash)).orElse("not measured");
    }

    /**
     * The files with the numbers behind the claim.
     *
     * @return paths in the report: charts, heat maps, tables
     */
    public List<String> csv() {
        return Stream.of(
                        figures.stream().map(Figure::csv),
                        maps.stream().map(MapFigure::csv),
                        sheets.stream().map(Sheet::csv))
                .flatMap(files -> files)
                .toList();
    }
}
