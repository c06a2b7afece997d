package org.plumbline.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A program of others that a machine may lack: what it would check is checked where it is.
 *
 * @param folder where it runs
 * @param command its name and first arguments
 */
public record Tool(Path folder, List<String> command) {
    /**
     * A program.
     *
     * @param folder where it runs
     * @param command its name and first arguments
     */
    public Tool(Path folder, String... command) {
        this(folder, List.of(command));
    }

    /**
     * Skips the test where the program is not there.
     *
     * @param last an argument with which it ends well
     */
    public void assumePresent(String last) throws IOException, InterruptedException {
        boolean present;
        try {
            present = ended(start(last)) == 0;
        } catch (IOException e) {
            present = false;
        }
        assumeTrue(present, "not here: " + command + " " + last);
    }

    /**
     * Runs it.
     *
     * @param last the last argument
     * @return what it printed, errors with it
     */
    public String print(String last) throws IOException, InterruptedException {
        Process process = start(last);
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), printed);
        return printed;
    }

    private static int ended(Process process) throws IOException, InterruptedException {
        process.getInputStream().readAllBytes();
        return process.waitFor();
    }

    private Process start(String last) throws IOException {
        List<String> all = new ArrayList<>(command);
        all.add(last);
        return new ProcessBuilder(all)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
    }
}
