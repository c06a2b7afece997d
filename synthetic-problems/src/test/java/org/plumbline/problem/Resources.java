package org.plumbline.problem;

import java.net.URISyntaxException;
import java.nio.file.Path;

/** The problem files of the tests. */
public final class Resources {
    private Resources() {}

    /**
     * Reads one of them.
     *
     * @param name its name
     * @return the problem
     */
    public static BilevelProblem problem(String name) {
        try {
            return Problems.read(Path.of(Resources.class.getResource(name).toURI()));
        } catch (URISyntaxException e) {
            throw new AssertionError(name, e);
        }
    }
}
