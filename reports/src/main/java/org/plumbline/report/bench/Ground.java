package org.plumbline.report.bench;

import org.plumbline.oracle.Oracles;
import org.plumbline.problem.BilevelProblem;

/**
 * An instance on which methods run.
 *
 * @param given as the user named it
 * @param identity what tells it from another instance of the same id: the hash of its file, or the id
 * @param problem the instance
 * @param oracles the methods' access to it, the same for all of them
 * @param sampling what that is, in words
 */
public record Ground(String given, String identity, BilevelProblem problem, Oracles oracles, String sampling) {}
