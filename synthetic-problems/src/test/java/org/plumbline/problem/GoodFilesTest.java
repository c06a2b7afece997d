package org.plumbline.problem;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.plumbline.numeric.RefusedException;

class GoodFilesTest {
    private static final String YAML =
            "family: quadratic\nH: [[2, 1], [1, 2]]\nC: [[1], [2]]\nupper: {target: [1, -1], rho: 1e-1}\n";

    @TempDir
    private Path folder;

    @Test
    void jsonTabsByteOrderMarksAndCarriageReturnsChangeNothing() {
        String json = "{\"family\": \"quadratic\",\n\t\"H\": [[2, 1], [1, 2]], \"C\": [[1], [2]],\n"
                + "\t\"upper\": {\"target\": [1, -1], \"rho\": 0.1}}";
        for (String same : List.of(json, YAML.replace("\n", "\r\n"), "\uFEFF" + YAML, "---\n" + YAML + "...\n")) {
            assertEquals(objective(YAML), objective(same));
        }
    }

    @Test
    void numbersMayBeWrittenInEveryUsualWay() {
        Fields fields = Fields.parse("a: [1, +1, -1, 1e5, 1E+3, .5, 5., -0.0, -.5, 1.5e-3]", "numbers.yaml");
        assertArrayEquals(new double[] {1, 1, -1, 1e5, 1e3, 0.5, 5, -0.0, -0.5, 1.5e-3}, fields.vector("a", 10));
    }

    @Test
    void otherKindsOfValuesAreRead() {
        Fields fields = Fields.parse("t: [[[1, 2]], [[3, 4]]]\nw: 'on'\nn: -7\nd: {diagonal: [1, 2]}", "v.yaml");
        assertEquals(4, fields.matrices("t", 2, 1, 2)[1][0][1]);
        assertEquals("on", fields.text("w"));
        assertEquals(-7, fields.integer("n"));
        assertArrayEquals(new double[] {0, 2}, fields.positiveDefinite("d", 2)[1]);
        fields.refuseUnused();
    }

    @Test
    void mirroredEntriesMayDifferByRoundingAndAreThenMadeEqual() {
        double[][] h = Fields.parse("H: [[1, 0.3], [0.30000000000000004, 1]]", "h.yaml")
                .symmetric("H", 2);
        assertEquals(h[0][1], h[1][0]);
    }

    @Test
    void aFileIsNamedAfterItsFamilyAndItself() throws IOException {
        Path file = Files.writeString(folder.resolve("my.case.yaml"), YAML);
        assertEquals("quadratic/my.case", Problems.read(file).id());
        assertEquals("quadratic/my.case", Problems.resolve(file.toString()).id());
        assertEquals("quadratic/claims", Problems.resolve("quadratic/claims").id());
    }

    @Test
    void whatIsNoReadableFileIsRefusedInOneLine() throws IOException {
        Path latin = Files.write(folder.resolve("latin.yaml"), "family: ä".getBytes(StandardCharsets.ISO_8859_1));
        Path absent = folder.resolve("absent.yaml");
        for (Path file : List.of(latin, absent, folder)) {
            String message = assertThrows(RefusedException.class, () -> Problems.read(file))
                    .getMessage();
            assertTrue(message.matches("[^\n]* must [^\n]* Maybe [^\n]*\\."), message);
            assertTrue(message.startsWith(file.toString()), message);
        }
        String message = assertThrows(RefusedException.class, () -> Problems.resolve("no\0where"))
                .getMessage();
        assertTrue(message.contains("quadratic/claims"), message);
    }

    private static double objective(String text) {
        return Problems.parse(text, "x.yaml").truth().objective(new double[] {0.7});
    }
}
