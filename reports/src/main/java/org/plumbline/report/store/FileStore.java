package org.plumbline.report.store;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.plumbline.numeric.RefusedException;
import org.plumbline.theory.Cell;
import org.plumbline.theory.CellResult;
import org.plumbline.theory.CellSink;

/**
 * Results of cells in a folder: one file, to which every finished cell adds one line. A process that is killed loses the cells that
 * it had not finished. Keys say on which code a result depends ({@link CellCode}), so that what another state of the code found stays
 * where it is and is not used. In memory there is only where the lines are.
 *
 * <p>Each line carries a check of its bytes. A torn or corrupt last line is cut off, a corrupt one in the middle is passed
 * over, and their cells run again. A lock keeps a second process out. Lines are handed to the operating system as they
 * are written and are not forced to the disk: after a power cut, the checks find what is missing.
 */
public final class FileStore implements AutoCloseable {
    private final Path file;
    private final CellIndex index = new CellIndex();

    /** What could not be written. */
    private final Map<String, CellResult> homeless = new ConcurrentHashMap<>();

    private final List<String> notices = new ArrayList<>();
    private final FileChannel lockFile;
    private final RandomAccessFile in;
    private final OutputStream out;
    private long end;
    private boolean broken;

    private FileStore(Path folder) throws IOException {
        file = StoreHeader.in(folder);
        Files.createDirectories(folder);
        lockFile = lock(folder);
        try {
            end = load();
            out = new FileOutputStream(file.toFile(), true);
            if (end == 0) {
                out.write(StoreHeader.line());
                end = StoreHeader.line().length;
            }
            in = new RandomAccessFile(file.toFile(), "r");
        } catch (IOException | RuntimeException e) {
            lockFile.close();
            throw e;
        }
    }

    /**
     * Opens the store of a folder, and makes it where there is none.
     *
     * @param folder the folder
     * @return the store, to be closed
     * @throws RefusedException if the folder cannot be used, or another process uses it
     */
    public static FileStore open(Path folder) {
        try {
            return new FileStore(folder);
        } catch (IOException e) {
            throw new RefusedException("The store (" + folder
                    + ") must be a folder that can be read and written. Maybe choose another --store.");
        }
    }

    private static FileChannel lock(Path folder) throws IOException {
        FileChannel channel =
                FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            FileLock lock = channel.tryLock();
            if (lock != null) {
                return channel;
            }
        } catch (OverlappingFileLockException e) {
            // Another thread of this process has it: the same as another process.
        }
        channel.close();
        throw new RefusedException(
                "The store (" + folder
                        + ") must be used by one process at a time, and another one uses it. Maybe wait, or choose another --store.");
    }

    /** Finds the lines, and returns where the next one comes. */
    private long load() throws IOException {
        if (!Files.exists(file)) {
            return 0;
        }
        StoredCells stored = StoredCells.read(
                file, (cell, offset, length) -> index.put(cell.key(), new CellIndex.Place(offset, length)));
        if (stored.state() == StoredCells.State.FOREIGN) {
            setAside();
            return 0;
        }
        for (long line : stored.corrupt()) {
            notices.add("Line " + line + " of " + file + " is corrupt and is ignored; its cell runs again.");
        }
        if (stored.torn() > 0) {
            notices.add("The end of " + file + ", from line " + stored.torn()
                    + " on, is torn or corrupt and is dropped; what it held runs again.");
        }
        if (stored.end() < Files.size(file)) {
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                channel.truncate(stored.end());
            }
        }
        return stored.end();
    }

    private void setAside() throws IOException {
        Path aside = file.resolveSibling(file.getFileName() + ".unreadable");
        for (int i = 2; Files.exists(aside); i++) {
            aside = file.resolveSibling(file.getFileName() + ".unreadable-" + i);
        }
        Files.move(file, aside);
        notices.add("The first line of " + file + " is not that of a store of this version; the file is kept as "
                + aside.getFileName() + " and is not used.");
    }

    /**
     * What its user should know of the store, each notice once.
     *
     * @return one line each; another one comes up if writing fails
     */
    public List<String> takeNotices() {
        synchronized (this) {
            List<String> taken = List.copyOf(notices);
            notices.clear();
            return taken;
        }
    }

    /**
     * The store with longer keys, as those of cells do not say everything that they depend on.
     *
     * @param context what they all depend on besides
     * @param code on which code a cell depends
     * @return a view of this store
     */
    public CellSink in(String context, Function<Cell, String> code) {
        FileStore store = this;
        return new CellSink() {
            private String key(Cell cell) {
                return code.apply(cell) + ' ' + context + ' ' + cell.key();
            }

            @Override
            public Optional<CellResult> find(Cell cell) {
                return store.find(key(cell));
            }

            @Override
            public void accept(Cell cell, CellResult result) {
                store.accept(key(cell), result);
            }
        };
    }

    /** The result under a whole key. */
    Optional<CellResult> find(String key) {
        Optional<CellIndex.Place> place = index.find(key);
        return place.isEmpty() ? Optional.ofNullable(homeless.get(key)) : Optional.of(read(key, place.get()));
    }

    private CellResult read(String key, CellIndex.Place place) {
        byte[] line = new byte[place.length()];
        synchronized (in) {
            try {
                in.seek(place.offset());
                in.readFully(line);
            } catch (IOException e) {
                throw new UncheckedIOException("reading " + file, e);
            }
        }
        return CellRecord.of(line)
                .filter(cell -> cell.key().equals(key))
                .orElseThrow(() -> new IllegalStateException(file + " was changed while it was in use"))
                .result();
    }

    /** A disk that is full ends the storing and not the run. */
    void accept(String key, CellResult result) {
        byte[] line = new CellRecord(key, result).line();
        synchronized (this) {
            if (broken) {
                homeless.put(key, result);
                return;
            }
            try {
                out.write(line);
                index.put(key, new CellIndex.Place(end, line.length));
                end += line.length;
            } catch (IOException e) {
                broken = true;
                homeless.put(key, result);
                notices.add("The store " + file + " could not be written (" + e.getMessage()
                        + "); cells that finished since are not in it.");
            }
        }
    }

    @Override
    public void close() {
        synchronized (this) {
            broken = true;
            try (lockFile;
                    in;
                    OutputStream last = out) {
                last.flush();
            } catch (IOException e) {
                throw new UncheckedIOException("closing " + file, e);
            }
        }
    }
}
