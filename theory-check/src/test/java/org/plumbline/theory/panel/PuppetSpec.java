package org.plumbline.theory.panel;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.plumbline.algorithm.AlgorithmCard;
import org.plumbline.algorithm.AlgorithmSpec;
import org.plumbline.algorithm.Algorithms;
import org.plumbline.algorithm.BilevelAlgorithm;
import org.plumbline.algorithm.Law;
import org.plumbline.algorithm.TheoremSchedule;
import org.plumbline.numeric.RefusedException;

/** Builds puppets under given laws, and notes what was asked of it. One thread. */
final class PuppetSpec implements AlgorithmSpec {
    /** Lends what does not matter here. */
    private static final AlgorithmCard ANY = Algorithms.named("algorithm-1").card();

    private final String name;
    private final List<Law> laws;
    private final Puppet.Script script;
    private final List<Map<String, Double>> created = new ArrayList<>();
    private final List<Long> seeds = new ArrayList<>();

    PuppetSpec(String name, List<Law> laws, Puppet.Script script) {
        this.name = name;
        this.laws = laws;
        this.script = script;
    }

    /** The hyper-parameters of every puppet that was built, in order. */
    List<Map<String, Double>> created() {
        return created;
    }

    /** The first number of the stream of every run, in order. */
    List<Long> seeds() {
        return seeds;
    }

    void started(long seed) {
        seeds.add(seed);
    }

    @Override
    public AlgorithmCard card() {
        AlgorithmCard other = ANY;
        return new AlgorithmCard(
                name,
                "a puppet",
                List.of(),
                other.oracles(),
                other.requirement(),
                other.rate(),
                new TheoremSchedule(laws, 2, "", other.citation()),
                other.citation());
    }

    @Override
    public Class<? extends BilevelAlgorithm> type() {
        return Puppet.class;
    }

    /** A script answers a negative number where the method would refuse its hyper-parameters. */
    @Override
    public BilevelAlgorithm create(Map<String, ?> values) {
        Map<String, Double> numbers = new LinkedHashMap<>();
        values.forEach((key, value) -> numbers.put(key, (Double) value));
        created.add(numbers);
        if (script.error(numbers, 0, 0) < 0) {
            throw new RefusedException("refused by the script");
        }
        return new Puppet(name, numbers, script, this);
    }
}
