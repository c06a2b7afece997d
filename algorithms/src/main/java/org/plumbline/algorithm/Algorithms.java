package org.plumbline.algorithm;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.ServiceLoader;

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
        specs.sort(Comparator.comparing(AlgorithmSpec::name));
        return specs;
    }
}
