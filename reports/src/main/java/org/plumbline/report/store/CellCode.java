package org.plumbline.report.store;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import org.plumbline.theory.Cell;

/**
 * On which code a cell's result depends: a hash of the classes that its work can reach, of the libraries, of the virtual machine,
 * whose elementary functions may differ from another's in the last bit, and of the plug-ins. A change of a report, of another claim
 * or of a method that the cell does not use leaves it as it is.
 */
public final class CellCode implements Function<Cell, String> {
    private final CodeClosure closure;
    private final String everything;

    /**
     * The code of the running program.
     *
     * @param plugins jars beside it
     */
    public CellCode(List<Path> plugins) {
        closure =
                new CodeClosure(Thread.currentThread().getContextClassLoader(), CodeFingerprint.surroundings(plugins));
        everything = CodeFingerprint.of(plugins).substring(0, 16);
    }

    @Override
    public String apply(Cell cell) {
        return CapturedClasses.of(cell.work()).map(closure::hash).orElse(everything);
    }
}
