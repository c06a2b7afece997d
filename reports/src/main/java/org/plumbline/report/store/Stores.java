package org.plumbline.report.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
    public record Joined(int added, int known, int corrupt) {}

    /**
     * Refuses a folder that is no store.
     *
     * @param store a folder
     * @throws RefusedException if it holds no results
     */
    public static void requireThere(Path store) {
        if (!Files.isRegularFile(StoreHeader.in(store))) {
            throw new RefusedException(
                    "The store (" + store + ") must hold results, and holds none. Maybe check the path.");
        }
    }

    /**
     * Adds the cells of one store to another.
     *
     * @param source a store; not changed
     * @param target a store, or a folder that becomes one
     * @return what was done
     * @throws RefusedException if a folder cannot be read or written, or the source is no store
     */
    public static Joined join(Path source, Path target) {
        requireThere(source);
        Path file = StoreHeader.in(source);
        int[] counts = new int[2];
        try (FileStore store = FileStore.open(target)) {
            StoredCells stored = StoredCells.read(file, (cell, offset, length) -> {
                boolean known = store.find(cell.key()).isPresent();
                if (!known) {
                    store.accept(cell.key(), cell.result());
                }
                counts[known ? 1 : 0]++;
            });
            if (stored.state() != StoredCells.State.OURS) {
                throw new RefusedException("The file (" + file
                        + ") must begin with the header of a store, and does not. Maybe leave it out.");
            }
            int corrupt = stored.corrupt().size() + (stored.torn() > 0 ? 1 : 0);
            return new Joined(counts[0], counts[1], corrupt);
        } catch (IOException e) {
            throw new RefusedException(
                    "The store (" + source + ") must be a folder that can be read. Maybe check the path.");
        }
    }
}
