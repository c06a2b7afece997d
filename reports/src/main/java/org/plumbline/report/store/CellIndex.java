package org.plumbline.report.store;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Where results lie in a file: some dozens of bytes a cell, whatever it found and however long its key. Keys are told apart by 128 bits
 * of SHA-256; that two of a billion agree has probability \(10^{-21}\).
 */
final class CellIndex {
    private final Map<Digest, Place> places = new ConcurrentHashMap<>();

    private record Digest(long high, long low) {
        static Digest of(String key) {
            MessageDigest hash = Fingerprints.sha256();
            ByteBuffer bytes = ByteBuffer.wrap(hash.digest(key.getBytes(StandardCharsets.UTF_8)));
            return new Digest(bytes.getLong(), bytes.getLong());
        }
    }

    /**
     * A line of a file.
     *
     * @param offset in bytes
     * @param length in bytes, with its line feed
     */
    record Place(long offset, int length) {}

    void put(String key, Place place) {
        places.put(Digest.of(key), place);
    }

    Optional<Place> find(String key) {
        return Optional.ofNullable(places.get(Digest.of(key)));
    }
}
