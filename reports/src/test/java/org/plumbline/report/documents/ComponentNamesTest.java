package org.plumbline.report.documents;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Section 10 of docs/theory.md says which classes are the paper's components, and there are such classes. */
class ComponentNamesTest {
    private static final Pattern CLASS = Pattern.compile("`(org\\.plumbline\\.[\\w.]+)`");
    private static final List<String> COMPONENTS = List.of(
            "reward learner", "policy optimiser", "trajectory collector", "Q-function estimator", "gradient estimator");

    @Test
    void everyComponentNamesClassesThatExist() throws ClassNotFoundException {
        String text = Documents.text("docs/theory.md").split("\\n## 10\\. ", 2)[1];
        for (String component : COMPONENTS) {
            String row = text.lines()
                    .filter(line -> line.startsWith("| " + component))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("no row of " + component));
            Matcher named = CLASS.matcher(row);
            int classes = 0;
            for (; named.find(); classes++) {
                Class<?> found = Class.forName(named.group(1), false, ComponentNamesTest.class.getClassLoader());
                assertEquals(named.group(1), found.getName());
            }
            assertTrue(classes > 0, component);
        }
    }
}
