package org.plumbline.report.documents;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.plumbline.algorithm.Algorithms;
import org.plumbline.source.Citation;
import org.plumbline.theory.Claims;

/** What cards cite of our own documents is there, and links between documents lead somewhere. */
class CitedSectionsTest {
    private static final Pattern QUOTED = Pattern.compile("section \"([^\"]+)\"");
    private static final Pattern HEADING = Pattern.compile("(?m)^#+ (?:[0-9.]+ )?(.+)$");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#\\s]*)#([^)\\s]+)\\)");

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
    private static Set<String> anchors(String path) {
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

    @ParameterizedTest
    @ValueSource(
            strings = {
                "README.md",
                "CONTRIBUTING.md",
                "docs/theory.md",
                "docs/methods.md",
                "docs/algorithm-files.md",
                "docs/gate.md"
            })
    void everyLinkToASectionLeadsToOne(String path) {
        String folder = path.startsWith("docs/") ? "docs/" : "";
        Matcher link = LINK.matcher(Documents.text(path));
        while (link.find()) {
            String target = link.group(1);
            if (!target.contains("://")) {
                String file = target.isEmpty() ? path : folder + target;
                assertTrue(anchors(file).contains(link.group(2)), () -> path + ": " + link.group());
            }
        }
    }
}
