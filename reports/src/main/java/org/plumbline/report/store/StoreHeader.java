package org.plumbline.report.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The first line of a file of cells, and the file's name.
 *
 * @param code the fingerprint of the code whose results follow, at least 12 hexadecimal digits
 */
record StoreHeader(String code) {
    private static final String NAME = "store";
    private static final int SCHEMA = 1;
    private static final int SHORT = 12;
    private static final String PREFIX = "cells-";
    private static final String SUFFIX = ".jsonl";
    private static final ObjectMapper JSON = new ObjectMapper();

    byte[] line() {
        return SealedLine.seal(
                NAME,
                ("{\"schemaVersion\":" + SCHEMA + ",\"code\":\"" + code + "\"}").getBytes(StandardCharsets.UTF_8));
    }

    /** What a line with its line feed says, or empty if it is no header of this schema. */
    static Optional<StoreHeader> of(byte[] line) {
        return SealedLine.open(NAME, line).map(StoreHeader::parsed).filter(header -> header.code.length() >= SHORT);
    }

    private static StoreHeader parsed(byte[] json) {
        try {
            JsonNode content = JSON.readTree(json);
            boolean ours = content.path("schemaVersion").asInt() == SCHEMA;
            return new StoreHeader(ours ? content.path("code").asText() : "");
        } catch (IOException e) {
            throw new AssertionError("a sealed line holds what was written", e);
        }
    }

    /** The file of these results in a store's folder. */
    Path in(Path folder) {
        return folder.resolve(PREFIX + code.substring(0, SHORT) + SUFFIX);
    }

    /** Whether a file is named as one of results. */
    static boolean names(Path file) {
        String name = file.getFileName().toString();
        return name.startsWith(PREFIX) && name.endsWith(SUFFIX);
    }
}
