package org.plumbline.report.model;

import org.plumbline.theory.HeatMap;

/**
 * A heat map with the name of its files.
 *
 * @param map what it shows
 * @param stem its file name without folder and extension, unique in the report
 */
public record MapFigure(HeatMap map, String stem) {
    /**
     * The file with every square.
     *
     * @return its path in the report
     */
    public String csv() {
        return "data/" + stem + ".csv";
    }
}
