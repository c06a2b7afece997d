package org.plumbline.report.build;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.plumbline.theory.ClaimCard;

/** The fingerprint of a claim's rule: the same before and after the run, or the rule was changed in between. */
public final class RuleHash {
    private static final int LENGTH = 12;

    private RuleHash() {}

    /**
     * The fingerprint.
     *
     * @param card the card whose rule is meant
     * @return the first twelve hexadecimal digits of the SHA-256 of the rule's text in UTF-8
     */
    public static String of(ClaimCard card) {
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256").digest(card.rule().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash).substring(0, LENGTH);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }
}
