package org.plumbline.theory.claim.comparison;

import java.util.List;
import java.util.function.ToDoubleFunction;
import org.plumbline.problem.BilevelProblem;
import org.plumbline.problem.Problems;

/**
 * A family of random instances along which one constant grows.
 *
 * @param name the constant, as part of the claim's id
 * @param meaning the constant in words
 * @param target the fixed ε of E‖∇Φ‖²
 * @param settings from easy to hard
 * @param file the problem file of a setting, with %d for the generator's seed
 * @param value the constant of an instance, growing with difficulty
 * @param bound the exponent that N must not exceed
 * @param published where the bound comes from
 */
record Dial(
        String name,
        String meaning,
        double target,
        List<String> settings,
        String file,
        ToDoubleFunction<BilevelProblem> value,
        double bound,
        String published) {
    /** A false bound: N falls at least as the third power, which the same rule must reject. */
    static final double FALSE_BOUND = -3;

    BilevelProblem instance(String setting, int seed) {
        return Problems.parse(
                file.replace("SETTING", setting).replace("SEED", Integer.toString(seed)),
                name + '-' + setting + '-' + seed + ".yaml");
    }
}
