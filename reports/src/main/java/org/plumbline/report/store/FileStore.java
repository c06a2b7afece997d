package org.plumbline.report.store;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
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
import java.util.stream.Stream;
import org.plumbline.numeric.RefusedException;
import org.plumbline.theory.CellResult;
import org.plumbline.theory.CellSink;

/**
 * Results of cells in a folder: one file for each state of the code, named after its fingerprint, to which every finished
 * cell adds one line. A process that is killed loses the cells that it had not finished. What another state of the code
 * found stays where it is and is not used.
 *
 * <p>Each line carries a check of its bytes. A torn or corrupt last line is cut off, a corrupt one in the middle is passed
 * over, and their cells run again. A lock keeps a second process out. Lines are handed to the operating system as they
 * are written and are not forced to the disk: after a power cut, the checks find what is missing.
 */
public final class FileStore implements CellSink, AutoCloseable {
    private final Path file;
    private final byte[] header;
    private final Map<String, CellResult> results = new ConcurrentHashMap<>();
    private final List<String> notices = new ArrayList<>();
    private final FileChannel lockFile;
    private OutputStream out;
    private boolean broken;

    private FileStore(Path folder, String code) throws IOException {
        StoreHeader ours = new StoreHeader(code);
        file = ours.in(folder);
        header = ours.line();
        Files.createDirectories(folder);
        lockFile = lock(folder);
        try {
            noteOtherCode(folder);
            load();
        } catch (IOException | RuntimeException e) {
            lockFile.close();
            throw e;
        }
    }

    /**
     * Opens the store of a folder, and makes it where there is none.
     *
     * @param folder the folder
     * @param code the fingerprint of the code whose results it is to hold, at least 12 hexadecimal digits
     * @return the store, to be closed
     * @throws RefusedException if the folder cannot be used, or another process uses it
     */
    public static FileStore open(Path folder, String code) {
        try {
            return new FileStore(folder, code);
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

    private void noteOtherCode(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            List<String> others = files.filter(path -> !path.equals(file))
                    .filter(StoreHeader::names)
                    .map(path -> path.getFileName().toString())
                    .sorted()
                    .toList();
            if (!others.isEmpty()) {
                notices.add("The store " + folder + " also has results of other code, which are kept and not used: "
                        + String.join(", ", others) + ".");
            }
        }
    }

    private void load() throws IOException {
        if (Files.exists(file)) {
            StoredCells stored = StoredCells.read(file, header);
            if (stored.state() == StoredCells.State.FOREIGN) {
                setAside();
            } else {
                take(stored);
            }
        }
        boolean fresh = !Files.exists(file) || Files.size(file) == 0;
        out = new FileOutputStream(file.toFile(), true);
        if (fresh) {
            out.write(header);
        }
    }

    private void take(StoredCells stored) throws IOException {
        stored.cells().forEach(cell -> results.put(cell.key(), cell.result()));
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
    }

    private void setAside() throws IOException {
        Path aside = file.resolveSibling(file.getFileName() + ".unreadable");
        for (int i = 2; Files.exists(aside); i++) {
            aside = file.resolveSibling(file.getFileName() + ".unreadable-" + i);
        }
        Files.move(file, aside);
        notices.add("The first line of " + file + " is not that of a store of this code; the file is kept as "
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
     * The same store with longer keys, for cells whose keys do not say everything that they depend on.
     *
     * @param context what they depend on besides
     * @return a view of this store
     */
    public CellSink in(String context) {
        FileStore store = this;
        return new CellSink() {
            @Override
            public Optional<CellResult> find(String key) {
                return store.find(context + ' ' + key);
            }

            @Override
            public void accept(String key, CellResult result) {
                store.accept(context + ' ' + key, result);
            }
        };
    }

    @Override
    public Optional<CellResult> find(String key) {
        return Optional.ofNullable(results.get(key));
    }

    /** A disk that is full ends the storing and not the run. */
    @Override
    public void accept(String key, CellResult result) {
        byte[] line = new CellRecord(key, result).line();
        results.put(key, result);
        synchronized (this) {
            if (broken) {
                return;
            }
            try {
                out.write(line);
            } catch (IOException e) {
                broken = true;
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
                    OutputStream last = out) {
                last.flush();
            } catch (IOException e) {
                throw new UncheckedIOException("closing " + file, e);
            }
        }
    }
}
