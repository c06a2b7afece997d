package org.plumbline.report.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.plumbline.algorithm.AlgorithmSpec;
import org.plumbline.algorithm.Algorithms;
import org.plumbline.algorithm.Parameter;
import org.plumbline.algorithm.Rate;
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
            instances.add(instance);
            StringBuilder line = new StringBuilder(
                    "  " + problem.id() + "  p = " + problem.upperDimension() + ", d = " + problem.lowerDimension());
            problem.constants()
                    .all()
                    .forEach(c ->
                            line.append(", ").append(c.symbol()).append(" = ").append(c.value()));
            lines.add(line.toString());
        }
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("family", family.name());
        content.put("description", family.description());
        content.put("instances", instances);
        return new Listing(content, lines);
    }

    private static Listing algorithm(AlgorithmSpec spec) {
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("name", spec.name());
        content.put("description", spec.description());
        content.put(
                "parameters",
                spec.parameters().stream().map(Listings::parameter).toList());
        content.put("oracles", spec.oracles());
        content.put("lowerLevel", spec.lowerLevel());
        content.put("rate", rate(spec.rate()));
        content.put("citation", source(spec.citation()));
        List<String> lines = new ArrayList<>();
        lines.add(spec.name() + ": " + spec.description());
        spec.parameters()
                .forEach(p -> lines.add(
                        "  " + p.name() + ": " + p.meaning() + "; " + p.range() + "; default " + p.defaultValue()));
        lines.add("  oracles: " + spec.oracles());
        lines.add("  lower level: " + spec.lowerLevel());
        lines.add("  rate: " + power(spec.rate().squaredNormExponent(), Rate.Criterion.SQUARED_NORM) + ", that is "
                + power(spec.rate().normExponent(), Rate.Criterion.NORM) + "; "
                + spec.rate().source());
        lines.add("  source: " + spec.citation());
        return new Listing(content, lines);
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
