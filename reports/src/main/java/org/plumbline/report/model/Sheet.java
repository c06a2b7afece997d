package org.plumbline.report.model;

import org.plumbline.theory.Table;

/**
 * A table with the name of its file.
 *
 * @param table what it shows
 * @param stem its file name without folder and extension, unique in the report
 */
public record Sheet(Table table, String stem) {
    /**
     * The file with every cell.
     *
     * @return its path in the report
     */
    public String csv() {
        return "data/" + stem + ".csv";
    }
}
