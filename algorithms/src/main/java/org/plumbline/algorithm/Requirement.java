package org.plumbline.algorithm;

import java.util.Optional;
import org.plumbline.oracle.Constants;
import org.plumbline.oracle.LowerLevel;

/**
 * What a method's theorem presumes of a problem, as far as a problem declares it.
 *
 * @param lowerLevel the largest class of lower levels that the theorem covers
 * @param negativePenalty whether \(g - \sigma f\), too, must be bounded below and PL
 */
public record Requirement(LowerLevel lowerLevel, boolean negativePenalty) {
    /**
     * A requirement on the lower level alone.
     *
     * @param lowerLevel the class
     * @return the requirement
     */
    public static Requirement of(LowerLevel lowerLevel) {
        return new Requirement(lowerLevel, false);
    }

    /**
     * The class of lower levels in words, behind "needs a lower level that is".
     *
     * @return "any" where nothing is required
     */
    public String words() {
        return lowerLevel == LowerLevel.UNRESTRICTED ? "any" : lowerLevel.words();
    }

    /**
     * Why a theorem says nothing about a problem.
     *
     * @param declared the class of its lower level
     * @param constants its constants
     * @return the reason, or empty if the problem declares what is required
     */
    public Optional<String> unmet(LowerLevel declared, Constants constants) {
        if (!declared.isWithin(lowerLevel)) {
            return Optional.of("the method needs a lower level that is " + lowerLevel.words() + ", and this one is "
                    + declared.words());
        }
        if (negativePenalty && constants.find(Constants.SIGMA_MINUS).isEmpty()) {
            return Optional.of(
                    "the method needs g - σf bounded below and PL for some σ > 0, and this problem declares no "
                            + Constants.SIGMA_MINUS);
        }
        return Optional.empty();
    }
}
