package org.plumbline.report.cli;

import java.util.List;
import java.util.Map;

/**
 * One thing that is registered.
 *
 * @param content for programs
 * @param lines for people
 */
record Listing(Map<String, Object> content, List<String> lines) {
    /** Copies the lines. */
    Listing {
        lines = List.copyOf(lines);
    }
}
