package org.plumbline.report.model;

import org.plumbline.theory.Plot;

/**
 * A chart with the name of its files.
 *
 * @param plot what it shows
 * @param stem its file name without folder and extension, unique in the report
 */
public record Figure(Plot plot, String stem) {
    /**
     * The file with every plotted point.
     *
     * @return its path in the report
     */
    public String csv() {
        return "data/" + stem + ".csv";
    }
}
