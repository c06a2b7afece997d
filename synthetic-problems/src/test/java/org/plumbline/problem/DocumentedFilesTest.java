package org.plumbline.problem;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.plumbline.oracle.LowerLevel;

/** Every example of docs/problem-files.md is a problem file that works as it stands, and every family has one. */
class DocumentedFilesTest {
    private static final Pattern EXAMPLE = Pattern.compile("```(yaml|json)\\n(.*?)```", Pattern.DOTALL);

    @TestFactory
    Stream<DynamicTest> everyExampleIsEvaluated() throws IOException {
        Set<String> families = new HashSet<>();
        List<DynamicTest> tests = new ArrayList<>();
        Matcher examples = EXAMPLE.matcher(Files.readString(guide()));
        while (examples.find()) {
            BilevelProblem problem = Problems.parse(examples.group(2), "example." + examples.group(1));
            families.add(problem.family());
            tests.add(DynamicTest.dynamicTest(problem.family(), () -> {
                double[] phi = problem.start().phi();
                Optional<double[]> lambda = Optional.of(problem.start().lambda());
                assertTrue(Evaluation.of(problem, phi, OptionalDouble.of(0.1), lambda)
                        .containsKey("upperGradientLambda"));
            }));
        }
        Set<String> registered = new HashSet<>();
        Problems.families().forEach(family -> registered.add(family.name()));
        assertEquals(registered, families);
        return tests.stream();
    }

    /** What {@code list problems} prints under these names is explained. */
    @Test
    void everyConstantAndEveryClassOfLowerLevelIsNamed() throws IOException {
        String guide = Files.readString(guide());
        for (LowerLevel lowerLevel : LowerLevel.values()) {
            assertTrue(guide.contains("| `" + lowerLevel.words() + "` |"), lowerLevel::words);
        }
        for (BilevelProblem problem : Problems.catalogue()) {
            problem.constants()
                    .all()
                    .forEach(constant -> assertTrue(
                            Pattern.compile("[`{ ]" + constant.symbol() + "[`,}]")
                                    .matcher(guide)
                                    .find(),
                            () -> problem.id() + " declares " + constant.symbol()));
        }
    }

    /** Whether the test runs in its module or in the project's root. */
    private static Path guide() {
        return Stream.of(Path.of("docs/problem-files.md"), Path.of("../docs/problem-files.md"))
                .filter(Files::exists)
                .findFirst()
                .orElseThrow();
    }
}
