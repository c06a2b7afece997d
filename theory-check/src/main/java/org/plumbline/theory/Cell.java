package org.plumbline.theory;

import java.util.function.Supplier;

/**
 * A piece of work that can be run alone, in any order and in any thread.
 *
 * @param key names the content (problem, method, parameters, seed); cells of equal keys are run once
 * @param work computes the result, deterministically
 */
public record Cell(String key, Supplier<CellResult> work) {}
