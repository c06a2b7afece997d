package org.plumbline.report.gate;

import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import org.plumbline.algorithm.AlgorithmSpec;
import org.plumbline.oracle.GaussianNoise;
import org.plumbline.oracle.Oracles;
import org.plumbline.problem.BilevelProblem;
import org.plumbline.problem.Fields;
import org.plumbline.problem.Problems;
import org.plumbline.random.SeedTree;
import org.plumbline.report.input.AlgorithmFile;

/**
 * What is run for one case of the gate: a method by its theorem's schedule, at targets of \(E\|\nabla\Phi\|^2 \le \epsilon\), over
 * seeds, on one instance with Gaussian noise. People write this part of the file.
 *
 * @param name of the case, from which its randomness comes
 * @param problem the instance
 * @param noise additive and multiplicative
 * @param methods the method at each target, the largest first
 * @param seeds runs of each target, at least 5
 */
public record GateCase(
        String name, BilevelProblem problem, GaussianNoise noise, List<AlgorithmFile> methods, int seeds) {
    private static final int FEWEST_SEEDS = 5;
    private static final int FEWEST_TARGETS = 3;
    private static final int MOST_SEEDS = 1000;
    private static final long SEED = 20_250_317L;

    /** Copies the list. */
    public GateCase {
        methods = List.copyOf(methods);
    }

    /** From the keys of a case and of its method, which stands for whatever is registered under its name. */
    static GateCase read(String name, Fields part, Fields method, AlgorithmSpec spec) {
        BilevelProblem problem = Problems.resolve(part.text("problem"));
        double[] noise = part.vector("noise", 2);
        double[] targets = part.vector("epsilons", -1);
        if (targets.length < FEWEST_TARGETS) {
            throw part.refusal(
                    "epsilons", "be at least " + FEWEST_TARGETS + ", for an exponent", "use 0.5, 0.25, 0.125");
        }
        for (int i = 1; i < targets.length; i++) {
            if (!(targets[i] < targets[i - 1])) {
                throw part.refusal("epsilons", i, "be smaller than the one before", "sort them, the largest first");
            }
        }
        int seeds = part.size("seeds", MOST_SEEDS);
        if (seeds < FEWEST_SEEDS) {
            throw part.refusal("seeds", "be at least " + FEWEST_SEEDS + ", for an interval", "use 10");
        }
        List<AlgorithmFile> methods = DoubleStream.of(targets)
                .mapToObj(epsilon -> AlgorithmFile.read(
                        spec, method, Map.of("schedule", "theorem", "epsilon", Double.toString(epsilon))))
                .toList();
        return part.build(() -> new GateCase(name, problem, new GaussianNoise(noise[0], noise[1]), methods, seeds));
    }

    /** Whether another file means the same by it, as far as names and numbers say. */
    boolean isLike(GateCase other) {
        return problem.id().equals(other.problem.id())
                && noise.equals(other.noise)
                && seeds == other.seeds
                && settings().equals(other.settings());
    }

    private List<List<Object>> settings() {
        return methods.stream()
                .map(method -> List.<Object>of(method.name(), method.values(), method.iterations(), method.epsilon()))
                .toList();
    }

    Oracles oracles() {
        return problem.oracles(noise);
    }

    /** Named by case, target and seed: another method of the same case meets the same randomness. */
    SeedTree seeds(String purpose) {
        return SeedTree.of(SEED).child("gate").child(name).child(purpose);
    }

    double epsilon(int target) {
        return methods.get(target).epsilon().orElseThrow();
    }
}
