package org.plumbline.theory;

/** Something that a claim presumes of its instance, and that is measured before the claim may be decided. */
public interface Assumption {
    /**
     * What is presumed.
     *
     * @return such as "PL inequality of g + 0.1 f"
     */
    String name();

    /**
     * The instance of which it is presumed.
     *
     * @return its id
     */
    String instance();

    /**
     * The measurement. Claims that presume the same share it.
     *
     * @param settings profile and seed
     * @return the cell
     */
    Cell cell(Settings settings);

    /**
     * Compares the measurement with what is declared.
     *
     * @param result of the cell
     * @return what was found
     */
    Finding judge(CellResult result);
}
