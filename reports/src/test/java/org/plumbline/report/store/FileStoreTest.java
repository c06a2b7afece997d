package org.plumbline.report.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.plumbline.numeric.RefusedException;
import org.plumbline.oracle.Draw;
import org.plumbline.oracle.OracleCounts;
import org.plumbline.random.RandomStream;
import org.plumbline.theory.Cell;
import org.plumbline.theory.CellResult;

class FileStoreTest {
    private static final int CELLS = 5;

    @TempDir
    Path folder;

    private static CellResult result(int i) {
        return new CellResult(
                Map.of("norm", new double[] {i, i / 3.0}, "σ, \"quoted\"\n", new double[0]),
                "algorithm-1",
                OracleCounts.of(Map.of(Draw.LOWER_GRADIENT, 1L << 60, Draw.LINEAR_SOLVE, (long) i)),
                i == 3 ? "diverged\nat 7" : "");
    }

    private static String key(int i) {
        return "cell|" + i + "|φ = {\"}";
    }

    private Path file() {
        return folder.resolve("cells.jsonl");
    }

    /** All cells, one after the other. */
    private byte[] filled() throws IOException {
        try (FileStore store = FileStore.open(folder)) {
            IntStream.range(0, CELLS).forEach(i -> store.accept(key(i), result(i)));
        }
        return Files.readAllBytes(file());
    }

    private static void assertSame(CellResult expected, CellResult found) {
        assertEquals(expected.values().keySet(), found.values().keySet());
        expected.values().forEach((name, values) -> assertArrayEquals(bits(values), bits(found.series(name))));
        assertEquals(expected.method(), found.method());
        assertEquals(expected.counts(), found.counts());
        assertEquals(expected.failure(), found.failure());
    }

    private static long[] bits(double... values) {
        return Arrays.stream(values).mapToLong(Double::doubleToLongBits).toArray();
    }

    @Test
    void whatIsAcceptedIsFoundByTheNextProcess() throws IOException {
        filled();
        try (FileStore store = FileStore.open(folder)) {
            for (int i = 0; i < CELLS; i++) {
                assertSame(result(i), store.find(key(i)).orElseThrow());
            }
            assertEquals(Optional.empty(), store.find("another"));
            assertEquals(List.of(), store.takeNotices());
        }
    }

    /** Random bit patterns reach all exponents, subnormal numbers and many that are not numbers; seed 7. */
    @Test
    void everyDoubleReadsBackToTheBit() {
        RandomStream stream = new RandomStream(7);
        double[] random = IntStream.range(0, 100_000)
                .mapToDouble(i -> Double.longBitsToDouble(stream.nextLong()))
                .toArray();
        double[] special = {
            Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, -0.0, 0, Double.MIN_VALUE, Double.MAX_VALUE
        };
        CellResult result = CellResult.of(Map.of("random", random, "special", special));
        CellRecord read = CellRecord.of(new CellRecord("key", result).line()).orElseThrow();
        assertSame(result, read.result());
    }

    /** Wherever a process was killed, what was whole is found; and the file goes on as if nothing had happened. */
    @Test
    void aFileThatIsCutGoesOnWhereItWasWhole() throws IOException {
        byte[] whole = filled();
        int step = 29; // Without a common factor with the lengths of lines, so that cuts fall anywhere in them.
        for (int cut = 0; cut < whole.length; cut += step) {
            Files.write(file(), Arrays.copyOf(whole, cut));
            try (FileStore store = FileStore.open(folder)) {
                IntStream.range(0, CELLS)
                        .filter(i -> store.find(key(i)).isEmpty())
                        .forEach(i -> store.accept(key(i), result(i)));
            }
            assertArrayEquals(whole, Files.readAllBytes(file()), "cut at " + cut);
        }
    }

    @Test
    void aCutAtAnyByteLeavesExactlyTheWholeRecords() throws IOException {
        byte[] whole = filled();
        for (int cut = 0; cut < whole.length; cut++) {
            byte[] left = Arrays.copyOf(whole, cut);
            List<CellRecord> cells = new ArrayList<>();
            StoredCells stored =
                    StoredCells.read(new ByteArrayInputStream(left), (cell, offset, length) -> cells.add(cell));
            long lines = IntStream.range(0, cut).filter(i -> left[i] == '\n').count();
            assertEquals(Math.max(0, lines - 1), cells.size(), "cut at " + cut);
            assertEquals(lines == 0, stored.state() == StoredCells.State.EMPTY, "cut at " + cut);
            boolean atLineEnd = cut > 0 && left[cut - 1] == '\n';
            assertEquals(lines > 0 && !atLineEnd, stored.torn() > 0, "cut at " + cut);
        }
    }

    /** One changed bit costs the records whose lines it touches, and no result is wrong. */
    @Test
    void noChangedBitGivesAWrongResult() throws IOException {
        byte[] whole = filled();
        int start = endOfLine(whole);
        for (int bit = Byte.SIZE * start; bit < Byte.SIZE * whole.length; bit++) {
            byte[] changed = whole.clone();
            changed[bit / Byte.SIZE] ^= (byte) (1 << (bit % Byte.SIZE));
            List<CellRecord> cells = new ArrayList<>();
            StoredCells stored =
                    StoredCells.read(new ByteArrayInputStream(changed), (cell, offset, length) -> cells.add(cell));
            int found = cells.size();
            // A line feed that is lost makes one bad line of two.
            assertTrue(found >= CELLS - 2 && found < CELLS, found + " cells, changed bit " + bit);
            assertTrue(stored.torn() > 0 || !stored.corrupt().isEmpty(), "changed bit " + bit);
            for (CellRecord cell : cells) {
                int i = cell.key().charAt("cell|".length()) - '0';
                assertEquals(key(i), cell.key());
                assertSame(result(i), cell.result());
            }
        }
    }

    private static int endOfLine(byte... bytes) {
        return 1
                + IntStream.range(0, bytes.length)
                        .filter(i -> bytes[i] == '\n')
                        .findFirst()
                        .orElseThrow();
    }

    @Test
    void aCorruptLineInTheMiddleIsNamedAndPassedOver() throws IOException {
        String text = new String(filled(), StandardCharsets.UTF_8);
        Files.writeString(file(), text.replace("cell|1|", "cell|9|"));
        try (FileStore store = FileStore.open(folder)) {
            assertEquals(
                    List.of("Line 3 of " + file() + " is corrupt and is ignored; its cell runs again."),
                    store.takeNotices());
            assertFalse(store.find(key(1)).isPresent());
            assertTrue(store.find(key(4)).isPresent());
            store.accept(key(1), result(1));
        }
        try (FileStore store = FileStore.open(folder)) {
            assertSame(result(1), store.find(key(1)).orElseThrow());
        }
    }

    /** A cell is found again under the code that it was run on, and run again on other code. */
    @Test
    void resultsOfOtherCodeAreKeptAndNotUsed() {
        Cell cell = new Cell(key(0), () -> result(0));
        try (FileStore store = FileStore.open(folder)) {
            store.in("", c -> "old").accept(cell, result(0));
            assertEquals(Optional.empty(), store.in("", c -> "new").find(cell));
            store.in("", c -> "new").accept(cell, result(1));
        }
        try (FileStore store = FileStore.open(folder)) {
            assertSame(result(0), store.in("", c -> "old").find(cell).orElseThrow());
            assertSame(result(1), store.in("", c -> "new").find(cell).orElseThrow());
        }
    }

    @Test
    void aFileWithAnotherHeaderIsSetAside() throws IOException {
        String whole = new String(filled(), StandardCharsets.UTF_8);
        Files.writeString(file(), whole.replace("\"schemaVersion\":2", "\"schemaVersion\":1"));
        byte[] older = Files.readAllBytes(file());
        try (FileStore store = FileStore.open(folder)) {
            assertFalse(store.find(key(0)).isPresent());
            assertTrue(store.takeNotices().get(0).contains("kept as cells.jsonl.unreadable"));
            store.accept(key(0), result(0));
        }
        assertArrayEquals(older, Files.readAllBytes(folder.resolve("cells.jsonl.unreadable")));
    }

    @Test
    void aSecondUserIsRefused() {
        try (FileStore store = FileStore.open(folder)) {
            RefusedException refused = assertThrows(RefusedException.class, () -> FileStore.open(folder));
            assertTrue(refused.getMessage().contains("one process at a time"), refused.getMessage());
            store.accept(key(0), result(0));
        }
        FileStore.open(folder).close();
    }

    @Test
    void aPlaceThatIsNoFolderIsRefused() throws IOException {
        Path occupied = Files.writeString(folder.resolve("file"), "text");
        RefusedException refused = assertThrows(RefusedException.class, () -> FileStore.open(occupied));
        assertTrue(refused.getMessage().contains("must be a folder"), refused.getMessage());
    }

    @Test
    void threadsMayWriteTogether() {
        try (FileStore store = FileStore.open(folder)) {
            IntStream.range(0, 1000).parallel().forEach(i -> store.accept("cell " + i, result(i)));
        }
        try (FileStore store = FileStore.open(folder)) {
            for (int i = 0; i < 1000; i++) {
                assertSame(result(i), store.find("cell " + i).orElseThrow());
            }
        }
    }

    /** Cells of equal keys under two contexts are two cells. */
    @Test
    void contextsDoNotMix() {
        try (FileStore store = FileStore.open(folder)) {
            Cell cell = new Cell(key(0), () -> result(0));
            store.in("quick", c -> "").accept(cell, result(0));
            assertTrue(store.in("quick", c -> "").find(cell).isPresent());
            assertFalse(store.in("full", c -> "").find(cell).isPresent());
        }
    }

    @Test
    void theFingerprintIsThatOfCodeAndPlugins() throws IOException {
        String plain = CodeFingerprint.of(List.of());
        assertEquals(plain, CodeFingerprint.of(List.of()));
        assertEquals(64, plain.length());
        Path jar = Files.writeString(folder.resolve("some.jar"), "bytes");
        String with = CodeFingerprint.of(List.of(jar));
        Files.writeString(jar, "other bytes");
        assertEquals(
                3,
                Stream.of(plain, with, CodeFingerprint.of(List.of(jar)))
                        .distinct()
                        .count());
    }
}
