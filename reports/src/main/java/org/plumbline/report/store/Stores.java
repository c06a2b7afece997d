package org.plumbline.report.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.plumbline.numeric.RefusedException;

/** Joins stores, so that a sweep can be split over machines. */
public final class Stores {
    private Stores() {}

    /**
     * What joining did.
     *
     * @param added cells that the target did not have
     * @param known cells that it had
     * @param corrupt lines that are not as they were written, which are left out
     */
    public record Joined(int added, int known, int corrupt) {
        Joined plus(Joined other) {
            return new Joined(added + other.added, known + other.known, corrupt + other.corrupt);
        }
    }

    /**
     * Adds the cells of one store to another, each under the state of the code that found it.
     *
     * @param source a store; not changed
     * @param target a store, or a folder that becomes one
     * @return what was done
     * @throws RefusedException if a folder cannot be read or written, or the source is no store
     */
    public static Joined join(Path source, Path target) {
        try (Stream<Path> content = Files.list(source)) {
            List<Path> files = content.filter(StoreHeader::names).sorted().toList();
            if (files.isEmpty()) {
                throw new RefusedException(
                        "The store (" + source + ") must hold results, and holds none. Maybe check the path.");
            }
            Joined joined = new Joined(0, 0, 0);
            for (Path file : files) {
                joined = joined.plus(add(file, target));
            }
            return joined;
        } catch (IOException e) {
            throw new RefusedException(
                    "The store (" + source + ") must be a folder that can be read. Maybe check the path.");
        }
    }

    private static Joined add(Path file, Path target) throws IOException {
        StoreHeader header = StoredCells.header(file)
                .orElseThrow(() -> new RefusedException("The file (" + file
                        + ") must begin with the header of a store, and does not. Maybe leave it out."));
        StoredCells stored = StoredCells.read(file, header.line());
        int added = 0;
        try (FileStore store = FileStore.open(target, header.code())) {
            for (CellRecord cell : stored.cells()) {
                if (store.find(cell.key()).isEmpty()) {
                    store.accept(cell.key(), cell.result());
                    added++;
                }
            }
        }
        int corrupt = stored.corrupt().size() + (stored.torn() > 0 ? 1 : 0);
        return new Joined(added, stored.cells().size() - added, corrupt);
    }
}
