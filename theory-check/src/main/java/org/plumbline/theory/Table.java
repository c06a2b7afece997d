package org.plumbline.theory;

import java.util.List;

/**
 * A table as a record; rendering comes later and elsewhere.
 *
 * @param name a file name without extension, unique within the claim
 * @param title what it shows
 * @param columns the headers, with units
 * @param rows the cells: strings, {@link Long} or {@link Double}
 */
public record Table(String name, String title, List<String> columns, List<List<Object>> rows) {
    /** Copies the lists and checks their shape. */
    public Table {
        columns = List.copyOf(columns);
        rows = rows.stream().map(List::copyOf).toList();
        for (List<Object> row : rows) {
            if (row.size() != columns.size()) {
                throw new IllegalArgumentException("A row of table \"" + name + "\" has " + row.size() + " cells for "
                        + columns.size() + " columns.");
            }
        }
    }
}
