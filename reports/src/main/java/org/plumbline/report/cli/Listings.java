package org.plumbline.report.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.plumbline.algorithm.AlgorithmCard;
import org.plumbline.algorithm.AlgorithmSpec;
import org.plumbline.algorithm.Algorithms;
import org.plumbline.algorithm.Law;
import org.plumbline.algorithm.Parameter;
import org.plumbline.algorithm.Rate;
import org.plumbline.algorithm.Role;
import org.plumbline.algorithm.TheoremSchedule;
import org.plumbline.problem.BilevelProblem;
import org.plumbline.problem.ProblemFamily;
import org.plumbline.problem.Problems;
import org.plumbline.report.render.Numbers;
import org.plumbline.source.Citation;
import org.plumbline.theory.Claim;
import org.plumbline.theory.ClaimCard;
import org.plumbline.theory.Claims;

/** What is registered, in the order of its names. */
final class Listings {
    private Listings() {}

    static List<Listing> problems() {
        return Problems.families().stream().map(Listings::family).toList();
    }

    static List<Listing> algorithms() {
        return Algorithms.all().stream().map(Listings::algorithm).toList();
    }

    static List<Listing> claims() {
        return Claims.all().stream().map(Claim::card).map(Listings::claim).toList();
    }

    private static Listing family(ProblemFamily family) {
        List<Map<String, Object>> instances = new ArrayList<>();
        List<String> lines = new ArrayList<>();
        lines.add(family.name() + ": " + family.description());
        for (BilevelProblem problem : family.catalogue()) {
            Map<String, Object> instance = new LinkedHashMap<>();
            instance.put("id", problem.id());
            instance.put("upperDimension", problem.upperDimension());
            instance.put("lowerDimension", problem.lowerDimension());
            Map<String, Object> constants = new LinkedHashMap<>();
            problem.constants().all().forEach(c -> constants.put(c.symbol(), c.value()));
            instance.put("constants", constants);
            instance.put("lowerLevel", problem.lowerLevel().words());
            instances.add(instance);
            StringBuilder line = new StringBuilder(
                    "  " + problem.id() + "  p = " + problem.upperDimension() + ", d = " + problem.lowerDimension());
            problem.constants()
                    .all()
                    .forEach(c ->
                            line.append(", ").append(c.symbol()).append(" = ").append(c.value()));
            line.append("; lower level: ").append(problem.lowerLevel().words());
            lines.add(line.toString());
        }
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("family", family.name());
        content.put("description", family.description());
        content.put("instances", instances);
        return new Listing(content, lines);
    }

    private static Listing algorithm(AlgorithmSpec spec) {
        AlgorithmCard card = spec.card();
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("name", card.name());
        content.put("description", card.description());
        content.put(
                "parameters",
                card.parameters().stream().map(Listings::parameter).toList());
        content.put("oracles", card.oracles());
        content.put("lowerLevel", card.requirement().words());
        content.put("negativePenalty", card.requirement().negativePenalty());
        content.put("rate", rate(card.rate()));
        content.put("schedule", schedule(card.schedule()));
        content.put("citation", source(card.citation()));
        List<String> lines = new ArrayList<>();
        lines.add(card.name() + ": " + card.description());
        card.parameters()
                .forEach(p -> lines.add(
                        "  " + p.name() + ": " + p.meaning() + "; " + p.range() + "; default " + p.defaultValue()));
        lines.add("  oracles: " + card.oracles());
        lines.add("  lower level: " + card.requirement().words());
        lines.add("  rate: " + rateInWords(card.rate()));
        lines.add("  schedule: "
                + String.join(
                        "; ", card.schedule().laws().stream().map(Law::formula).toList())
                + (card.schedule().note().isEmpty()
                        ? ""
                        : "; " + card.schedule().note()) + "; "
                + card.schedule().source());
        lines.add("  source: " + card.citation());
        return new Listing(content, lines);
    }

    private static String rateInWords(Rate rate) {
        String units = rate.criterion().isOfHypergradient()
                ? power(rate.squaredNormExponent(), Rate.Criterion.SQUARED_NORM) + ", that is "
                        + power(rate.normExponent(), Rate.Criterion.NORM)
                : power(rate.squaredNormExponent(), rate.criterion());
        return units + "; " + rate.regime().words() + "; " + rate.source();
    }

    private static Map<String, Object> schedule(TheoremSchedule schedule) {
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("laws", schedule.laws().stream().map(Listings::law).toList());
        content.put("sampleExponent", schedule.sampleExponent());
        content.put("note", schedule.note());
        content.put("source", source(schedule.source()));
        return content;
    }

    private static Map<String, Object> law(Law law) {
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("parameter", law.parameter());
        content.put("constant", law.constant());
        content.put("exponent", law.exponent());
        content.put("logarithmic", law.logarithmic());
        content.put("searched", law.role() == Role.FIXED ? null : law.role().range());
        content.put("formula", law.formula());
        return content;
    }

    private static String power(double exponent, Rate.Criterion criterion) {
        return "ε^-" + Numbers.shortForm(exponent) + " for " + criterion.formula();
    }

    private static Map<String, Object> parameter(Parameter parameter) {
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("name", parameter.name());
        content.put("meaning", parameter.meaning());
        content.put("range", parameter.range());
        content.put("default", parameter.defaultValue());
        return content;
    }

    private static Map<String, Object> rate(Rate rate) {
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("squaredNormExponent", rate.squaredNormExponent());
        content.put("normExponent", rate.normExponent());
        content.put("criterionOfSource", rate.criterion().formula());
        content.put("regime", rate.regime().words());
        content.put("source", source(rate.source()));
        return content;
    }

    private static Listing claim(ClaimCard card) {
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("id", card.id());
        content.put("statement", card.statement());
        content.put("criterion", card.criterion());
        content.put("guarantee", card.guarantee().label());
        content.put("source", source(card.source()));
        content.put("assumptions", card.assumptions());
        content.put("prediction", card.prediction());
        content.put("rule", card.rule());
        content.put("negativeControl", card.negativeControl());
        return new Listing(content, List.of(card.id() + ": " + card.statement(), "  " + card.source()));
    }

    private static Map<String, Object> source(Citation source) {
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("work", source.work());
        content.put("place", source.place());
        content.put("provenance", source.provenance().name());
        return content;
    }
}
