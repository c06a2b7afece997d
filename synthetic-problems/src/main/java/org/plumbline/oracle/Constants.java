package org.plumbline.oracle;

import java.util.List;
import java.util.Optional;

/**
 * The constants that a problem declares. They are public knowledge: schedules take them by value, and the suite checks
 * them against measurement.
 *
 * @param all the constants, each symbol at most once
 */
public record Constants(List<Constant> all) {
    /** Symbol of the PL constant of \(g(\varphi,\cdot)\): \(\tfrac12\|\nabla_\lambda g\|^2 \ge \mu (g-g^*)\). */
    public static final String MU = "mu";
    /** Symbol of the smoothness of \(g(\varphi,\cdot)\). */
    public static final String L = "L";

    /**
     * Symbol of the certified end of the range of \(\sigma\) in which \(g - \sigma f\), too, is bounded below and PL over the
     * whole box: what central differences in \(\sigma\) need. Not declared where there is no such range.
     */
    public static final String SIGMA_MINUS = "sigmaMinus";

    /**
     * What is declared for {@link #SIGMA_MINUS} where every \(\sigma\) is fine, as a constant must be finite: the largest
     * \(\sigma\) at which anything is evaluated.
     */
    public static final double EVERY_SIGMA = 1e8;

    /** Copies the list and checks that no symbol stands twice. */
    public Constants {
        all = List.copyOf(all);
        long distinct = all.stream().map(Constant::symbol).distinct().count();
        if (distinct != all.size()) {
            throw new IllegalArgumentException("A constant is declared twice in " + all + ".");
        }
    }

    /**
     * Looks a constant up.
     *
     * @param symbol its symbol
     * @return the constant, or empty where none is known
     */
    public Optional<Constant> find(String symbol) {
        return all.stream().filter(c -> c.symbol().equals(symbol)).findFirst();
    }

    /**
     * The value of a constant that the caller needs.
     *
     * @param symbol its symbol
     * @return its value
     * @throws IllegalArgumentException if the problem does not declare it
     */
    public double require(String symbol) {
        return find(symbol)
                .orElseThrow(() -> new IllegalArgumentException(
                        "The problem declares no constant " + symbol + ". Maybe choose an instance that does."))
                .value();
    }
}
