package org.plumbline.report.documents;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.plumbline.algorithm.Algorithms;
import org.plumbline.source.Citation;
import org.plumbline.theory.Audit;
import org.plumbline.theory.Claims;

/** What cards cite of our own documents is there, and links between documents lead somewhere. */
class CitedSectionsTest {
    private static final Pattern QUOTED = Pattern.compile("section \"([^\"]+)\"");
    private static final Pattern HEADING = Pattern.compile("(?m)^#+ (?:[0-9.]+ )?(.+)$");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#\\s]*)(?:#([^)\\s]+))?\\)");

    private static Set<String> headings(String path) {
        Set<String> headings = new TreeSet<>();
        Matcher matcher = HEADING.matcher(Documents.text(path));
        while (matcher.find()) {
            headings.add(matcher.group(1));
        }
        return headings;
    }

    @Test
    void everySectionThatACardCitesIsAHeading() {
        List<Citation> ours = Stream.concat(
                        Algorithms.all().stream()
                                .map(spec -> spec.card())
                                .flatMap(card -> Stream.of(
                                        card.citation(),
                                        card.rate().source(),
                                        card.schedule().source())),
                        Claims.all().stream().map(claim -> claim.card().source()))
                .filter(citation -> citation.work().contains("docs/theory.md"))
                .toList();
        Set<String> headings = headings("docs/theory.md");
        int quoted = 0;
        for (Citation citation : ours) {
            Matcher section = QUOTED.matcher(citation.place());
            while (section.find()) {
                quoted++;
                assertTrue(headings.contains(section.group(1)), () -> citation + " is none of " + headings);
            }
        }
        assertTrue(quoted >= 4, quoted + " citations of a section: the test has nothing to look at");
    }

    /** Anchors as GitHub makes them: lower case, hyphens for spaces, punctuation dropped. */
    private static Set<String> anchors(Path path) {
        Set<String> anchors = new TreeSet<>();
        Matcher matcher = Pattern.compile("(?m)^#+ (.+)$").matcher(Documents.text(path));
        while (matcher.find()) {
            anchors.add(matcher.group(1)
                    .toLowerCase(Locale.ROOT)
                    .replaceAll("[^\\p{L}\\p{N} _-]", "")
                    .replace(' ', '-'));
        }
        return anchors;
    }

    static Stream<String> documents() throws IOException {
        try (Stream<Path> docs = Files.list(Documents.file("docs"))) {
            List<String> guides = docs.map(path -> "docs/" + path.getFileName())
                    .filter(name -> name.endsWith(".md"))
                    .sorted()
                    .toList();
            return Stream.concat(
                    Stream.of("README.md", "CONTRIBUTING.md", "CHANGELOG.md", "DECISIONS.md"), guides.stream());
        }
    }

    @ParameterizedTest
    @MethodSource("documents")
    void everyLinkLeadsToAFileAndASection(String path) {
        Path folder = Documents.file(path).getParent();
        Matcher link = LINK.matcher(Documents.text(path));
        while (link.find()) {
            if (link.group(1).contains("://")) {
                continue;
            }
            Path file = link.group(1).isEmpty() ? Documents.file(path) : folder.resolve(link.group(1));
            assertTrue(Files.exists(file), () -> path + ": " + link.group());
            if (link.group(2) != null) {
                assertTrue(anchors(file).contains(link.group(2)), () -> path + ": " + link.group());
            }
        }
    }

    /** The guide to the theory leads from every audit to the classes that are it, and to no others. */
    @Test
    void everyAuditsSectionNamesItsClasses() {
        Map<String, Set<String>> classes = new TreeMap<>();
        for (Audit audit : ServiceLoader.load(Audit.class)) {
            if (audit.getClass().getName().startsWith("org.plumbline.theory.claim.")) {
                classes.computeIfAbsent(audit.id(), id -> new TreeSet<>())
                        .add(audit.getClass().getSimpleName());
            }
        }
        Map<String, Set<String>> named = new TreeMap<>();
        Matcher section = Pattern.compile("(?m)^### ([A-Z]+-\\d+):.*\n\nIn code: (.*)$")
                .matcher(Documents.text("docs/theory.md"));
        while (section.find()) {
            Set<String> names = named.computeIfAbsent(section.group(1), id -> new TreeSet<>());
            Pattern.compile("\\[`(\\w+)`\\]")
                    .matcher(section.group(2))
                    .results()
                    .forEach(name -> names.add(name.group(1)));
        }
        assertEquals(classes, named);
    }
}
