package org.plumbline.report.build;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** Gives out names that serve as file names and in addresses on every system, each once. */
final class Stems {
    private final Set<String> taken = new HashSet<>();

    /**
     * A new name.
     *
     * @param wanted any text
     * @return the text with everything but letters, digits, dots, underscores and hyphens replaced, numbered if taken;
     *     names that differ in case only count as the same
     */
    String give(String wanted) {
        String stem = wanted.replace("@", "_at_").replaceAll("[^A-Za-z0-9._-]+", "-");
        String free = stem;
        for (int i = 2; !taken.add(free.toLowerCase(Locale.ROOT)); i++) {
            free = stem + "-" + i;
        }
        return free;
    }
}
