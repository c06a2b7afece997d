package org.plumbline.report.bench;

import java.util.OptionalDouble;
import org.plumbline.report.input.AlgorithmFile;

/**
 * A method that is ready to run.
 *
 * @param epsilon the target for which its theorem gave the hyper-parameters, or empty where the user did
 * @param method with its hyper-parameters
 * @param ending when its runs end
 */
record Setup(OptionalDouble epsilon, AlgorithmFile method, Ending ending) {}
