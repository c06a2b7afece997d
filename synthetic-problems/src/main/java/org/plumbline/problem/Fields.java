package org.plumbline.problem;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.plumbline.numeric.LinearMap;
import org.plumbline.numeric.RefusedException;

/**
 * The keys and values of a problem or algorithm file, or of one of its parts. Reading a key says what it may hold, and
 * remembers that it exists: {@link #refuseUnused} refuses all others. So a family states its format once, by reading it.
 *
 * <p>Files are YAML or JSON in UTF-8. Numbers are finite plain decimals. Every refusal is a {@link RefusedException}
 * of one line: file and line, key with its full path (entries of lists count from 0), value, rule, advice.
 */
public final class Fields {
    private final Value value;
    private final Node.Entries entries;
    private final Set<String> known = new LinkedHashSet<>();
    private final Set<String> used = new HashSet<>();
    private final List<Fields> parts = new ArrayList<>();

    Fields(Value value) {
        this.value = value;
        this.entries = value.entries();
    }

    /**
     * Reads a text.
     *
     * @param text YAML or JSON
     * @param source its name in messages
     * @return its keys and values
     * @throws RefusedException if the text is not one mapping of plain YAML or JSON
     */
    public static Fields parse(String text, String source) {
        String name = OneLine.unbroken(source);
        return new Fields(new Value(name, "", NodeReader.read(text, name)));
    }

    /**
     * Reads a file.
     *
     * @param file UTF-8
     * @return its keys and values
     * @throws RefusedException if it cannot be read, or its text is not one mapping of plain YAML or JSON
     */
    public static Fields read(Path file) {
        return parse(TextFile.read(file), file.toString());
    }

    /**
     * Whether a key is given, which also makes it a known one.
     *
     * @param key its name
     * @return true also if it has no value
     */
    public boolean has(String key) {
        known.add(key);
        return entries.nodes().containsKey(key);
    }

    /**
     * The keys that are given, for parts whose keys are names of the writer's choice.
     *
     * @return in the order of the file; all of them known from now on
     */
    public List<String> keys() {
        known.addAll(entries.nodes().keySet());
        return List.copyOf(entries.nodes().keySet());
    }

    /**
     * Whether a key is given as a word, for keys that take a word or something else.
     *
     * @param key its name
     * @return false also if it is not given
     */
    public boolean isWord(String key) {
        return has(key) && entries.nodes().get(key) instanceof Node.Scalar scalar && scalar.kind() == Node.Kind.TEXT;
    }

    /**
     * A number.
     *
     * @param key its name
     * @return finite
     */
    public double number(String key) {
        return require(key, "a number").number();
    }

    /**
     * A number with a default.
     *
     * @param key its name
     * @param otherwise what holds if it is not given
     * @return finite
     */
    public double number(String key, double otherwise) {
        return has(key) ? number(key) : otherwise;
    }

    /**
     * An integer.
     *
     * @param key its name
     * @return the integer
     */
    public long integer(String key) {
        return require(key, "an integer").integer();
    }

    /**
     * An integer with a default.
     *
     * @param key its name
     * @param otherwise what holds if it is not given
     * @return the integer
     */
    public long integer(String key, long otherwise) {
        return has(key) ? integer(key) : otherwise;
    }

    /**
     * A size.
     *
     * @param key its name
     * @param largest the largest one allowed
     * @return from 1 to the largest
     */
    public int size(String key, int largest) {
        long size = integer(key);
        if (size < 1 || size > largest) {
            throw refusal(key, "be an integer from 1 to " + largest, "choose a size in that range");
        }
        return (int) size;
    }

    /**
     * A truth value.
     *
     * @param key its name
     * @return true or false
     */
    public boolean flag(String key) {
        return require(key, "true or false").flag();
    }

    /**
     * A word.
     *
     * @param key its name
     * @return as written
     */
    public String text(String key) {
        return require(key, "a word").text();
    }

    /**
     * A word out of a list.
     *
     * @param key its name
     * @param allowed the list
     * @return one of them
     */
    public String choice(String key, List<String> allowed) {
        String word = require(key, "one of " + allowed).text();
        if (!allowed.contains(word)) {
            throw refusal(
                    key,
                    "be one of " + allowed,
                    Spelling.nearest(word, allowed)
                            .map(near -> "'" + near + "' is meant")
                            .orElse("choose one of these"));
        }
        return word;
    }

    /**
     * A vector.
     *
     * @param key its name
     * @param length its length, or −1 for any from 1
     * @return the entries
     */
    public double[] vector(String key, int length) {
        return require(key, "a list of " + count(length) + "numbers").vector(length);
    }

    /**
     * A matrix, given as a list of rows.
     *
     * @param key its name
     * @param rows their number, or −1 for any from 1
     * @param columns their number, or −1 for any from 1
     * @return row by row
     */
    public double[][] matrix(String key, int rows, int columns) {
        return require(key, "a list of " + count(rows) + "rows with " + count(columns) + "numbers each")
                .matrix(rows, columns);
    }

    /**
     * A matrix, given as a list of rows or, if it may be square, as <code>{diagonal: […]}</code>.
     *
     * @param key its name
     * @param rows their number, or −1 for any from 1
     * @param columns their number, or −1 for any from 1
     * @return stored in the form in which it is given
     */
    public LinearMap linearMap(String key, int rows, int columns) {
        Optional<double[]> diagonal =
                rows < 0 || columns < 0 || rows == columns ? diagonal(key, Math.max(rows, columns)) : Optional.empty();
        return diagonal.map(LinearMap::diagonal).orElseGet(() -> LinearMap.dense(matrix(key, rows, columns)));
    }

    /**
     * The diagonal of a matrix that is given as <code>{diagonal: […]}</code>.
     *
     * @param key its name
     * @param size its order, or −1 for any from 1
     * @return the entries, or empty if the matrix is not given in this form
     */
    public Optional<double[]> diagonal(String key, int size) {
        return has(key) && entries.nodes().get(key) instanceof Node.Entries
                ? Optional.of(require(key, symmetricForm(size)).diagonal(size))
                : Optional.empty();
    }

    /**
     * A list of matrices.
     *
     * @param key its name
     * @param count their number, or −1 for any from 1
     * @param rows of each, or −1 for any from 1
     * @param columns of each, or −1 for any from 1
     * @return one after the other
     */
    public double[][][] matrices(String key, int count, int rows, int columns) {
        Value list = require(key, "a list of " + count(count) + "matrices");
        return IntStream.range(0, list.size(count, "matrices"))
                .mapToObj(i -> list.item(i).matrix(rows, columns))
                .toArray(double[][][]::new);
    }

    /**
     * A symmetric matrix, given as a list of rows or as <code>{diagonal: […]}</code>.
     *
     * @param key its name
     * @param size its order, or −1 for any from 1
     * @return exactly symmetric; mirrored entries may differ by rounding in the file
     */
    public double[][] symmetric(String key, int size) {
        return require(key, symmetricForm(size)).symmetric(size);
    }

    /**
     * A symmetric positive definite matrix, given as {@link #symmetric}.
     *
     * @param key its name
     * @param size its order, or −1 for any from 1
     * @return exactly symmetric, every eigenvalue above 0
     */
    public double[][] positiveDefinite(String key, int size) {
        return require(key, symmetricForm(size)).definite(size, true);
    }

    /**
     * A symmetric positive semidefinite matrix, given as {@link #symmetric}.
     *
     * @param key its name
     * @param size its order, or −1 for any from 1
     * @return exactly symmetric, no eigenvalue below 0 beyond rounding
     */
    public double[][] positiveSemidefinite(String key, int size) {
        return require(key, symmetricForm(size)).definite(size, false);
    }

    /**
     * A list of symmetric positive semidefinite matrices, each given as {@link #symmetric}.
     *
     * @param key its name
     * @param size their order
     * @return at least one
     */
    public double[][][] positiveSemidefinites(String key, int size) {
        Value list = require(key, "a list of symmetric matrices");
        return IntStream.range(0, list.size(-1, "matrices"))
                .mapToObj(i -> list.item(i).definite(size, false))
                .toArray(double[][][]::new);
    }

    /**
     * A part with keys of its own.
     *
     * @param key its name
     * @return the part, whose keys {@link #refuseUnused} watches too
     */
    public Fields child(String key) {
        return part(require(key, "keys with values"));
    }

    /**
     * Refuses keys that nobody asked for, here and in the parts.
     *
     * @throws RefusedException with the known keys, and the one that may be meant
     */
    public void refuseUnused() {
        for (String key : entries.nodes().keySet()) {
            if (!used.contains(key)) {
                String advice = Spelling.nearest(key, unused(known))
                        .map(near -> "'" + near + "' is meant")
                        .orElse("remove it");
                throw at(key).refusal("be one of the keys " + known + " here", advice);
            }
        }
        parts.forEach(Fields::refuseUnused);
    }

    /**
     * What to throw where a value breaks a rule that only the family knows.
     *
     * @param key the key that breaks it
     * @param rule what follows "must", without a full stop
     * @param advice what follows "Maybe", without a full stop
     * @return one line: file, key, value, rule, advice
     */
    public RefusedException refusal(String key, String rule, String advice) {
        Value broken = at(key);
        return has(key) ? broken.refusal(rule, advice) : broken.refusal("not given", rule, advice);
    }

    /**
     * What to throw where an entry of a list breaks a rule that only the family knows.
     *
     * @param key the list
     * @param index the entry, from 0
     * @param rule what follows "must", without a full stop
     * @param advice what follows "Maybe", without a full stop
     * @return one line: file, key, value, rule, advice
     */
    public RefusedException refusal(String key, int index, String rule, String advice) {
        return at(key).item(index).refusal(rule, advice);
    }

    /**
     * Builds what the fields describe, and names the file in a refusal that comes from further down.
     *
     * @param <T> what is built
     * @param build builds it
     * @return what was built
     * @throws RefusedException if the data break a rule
     */
    public <T> T build(Supplier<T> build) {
        return Refusals.naming(value.source(), build);
    }

    private Fields part(Value child) {
        Fields part = new Fields(child);
        parts.add(part);
        return part;
    }

    private Value require(String key, String form) {
        if (!has(key)) {
            String advice = Spelling.nearest(key, unused(entries.nodes().keySet()))
                    .map(given -> "'" + OneLine.of(given) + "' is meant to be it")
                    .orElse("add the key");
            throw at(key).refusal("not given", "be " + form, advice);
        }
        used.add(key);
        return at(key);
    }

    private Value at(String key) {
        Node node = entries.nodes().getOrDefault(key, entries);
        return new Value(value.source(), Value.member(value.path(), key), node);
    }

    private Set<String> unused(Set<String> keys) {
        Set<String> left = new LinkedHashSet<>(keys);
        left.removeAll(used);
        return left;
    }

    private static String symmetricForm(int size) {
        return "a symmetric matrix" + (size < 0 ? "" : " of order " + size) + ", as rows or {diagonal: […]}";
    }

    private static String count(int number) {
        return number < 0 ? "" : number + " ";
    }
}
