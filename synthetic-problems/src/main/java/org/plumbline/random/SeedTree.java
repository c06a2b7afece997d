package org.plumbline.random;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * A node of a tree of named seeds. The seed of a node is a hash of the master seed and of the names on the path to
 * it, so that it depends on nothing else: adding, removing or reordering other nodes never changes it. An experiment
 * that gives every run, every chain and every measurement a name of its own therefore keeps its numbers when a
 * neighbour is added.
 *
 * <p>The hash is SHA-256, whose output is the same on every platform; two different paths share a 64-bit seed with
 * probability \(2^{-64}\).
 */
public final class SeedTree {
    private final String path;

    private SeedTree(String path) {
        this.path = path;
    }

    /**
     * The root of the tree of a master seed.
     *
     * @param masterSeed any value
     * @return the root
     */
    public static SeedTree of(long masterSeed) {
        return new SeedTree(Long.toString(masterSeed));
    }

    /**
     * The child of a name.
     *
     * @param name any text; a slash in it does not make two levels of it
     * @return the child
     */
    public SeedTree child(String name) {
        return new SeedTree(path + '/' + name.length() + ':' + name);
    }

    /**
     * The child of a name and an index, for families of like things ("run 3").
     *
     * @param name any text
     * @param index any value
     * @return the child
     */
    public SeedTree child(String name, long index) {
        return child(name).child(Long.toString(index));
    }

    /**
     * The seed of this node.
     *
     * @return 64 bits of the hash of the path
     */
    public long seed() {
        byte[] hash = sha256(path.getBytes(StandardCharsets.UTF_8));
        long seed = 0;
        for (int i = 0; i < Long.BYTES; i++) {
            seed = (seed << 8) | (hash[i] & 0xffL);
        }
        return seed;
    }

    /**
     * A fresh stream at its beginning; two calls give two streams of equal numbers.
     *
     * @return the stream of this node
     */
    public RandomStream stream() {
        return new RandomStream(seed());
    }

    @Override
    public String toString() {
        return path;
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }
}
