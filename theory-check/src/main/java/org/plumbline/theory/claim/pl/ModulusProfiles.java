package org.plumbline.theory.claim.pl;

import java.util.List;
import org.plumbline.theory.Cell;
import org.plumbline.theory.CellResult;
import org.plumbline.theory.Results;
import org.plumbline.theory.Settings;

/** Several {@link ModulusProfile}s, over which a claim takes its statistics. */
interface ModulusProfiles {
    int COUNT = 10;

    /** What there are {@link #COUNT} of, such as "10 random instances". */
    String words();

    List<Cell> profiles(Settings settings);

    List<CellResult> measured(Settings settings, Results results);
}
