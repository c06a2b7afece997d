package org.plumbline.algorithm;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.ServiceLoader;
import org.plumbline.numeric.RefusedException;

/** The registered methods, found through {@link ServiceLoader}. */
public final class Algorithms {
    private Algorithms() {}

    /**
     * All methods on the class path of the current thread.
     *
     * @return in order of name
     */
    public static List<AlgorithmSpec> all() {
        List<AlgorithmSpec> specs = new ArrayList<>();
        ServiceLoader.load(AlgorithmSpec.class).forEach(specs::add);
        specs.sort(Comparator.comparing(spec -> spec.card().name()));
        return specs;
    }

    /**
     * A registered method.
     *
     * @param name its name
     * @return its spec
     * @throws RefusedException if there is none of that name
     */
    public static AlgorithmSpec named(String name) {
        List<AlgorithmSpec> all = all();
        return all.stream()
                .filter(spec -> spec.card().name().equals(name))
                .findFirst()
                .orElseThrow(() -> new RefusedException("The algorithm (" + name + ") must be a file or one of "
                        + all.stream().map(spec -> spec.card().name()).toList() + ". Maybe see 'list algorithms'."));
    }
}
