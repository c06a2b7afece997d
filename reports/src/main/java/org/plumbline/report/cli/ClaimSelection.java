package org.plumbline.report.cli;

import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.plumbline.numeric.RefusedException;
import org.plumbline.problem.Spelling;
import org.plumbline.theory.Claim;

/** Chooses claims by name: a claim's own, or its audit's for all its claims. */
final class ClaimSelection {
    private ClaimSelection() {}

    /** The claims of some names, or all if there are none. */
    static List<Claim> of(List<Claim> all, List<String> names) {
        TreeSet<String> known = new TreeSet<>();
        for (Claim claim : all) {
            if (!known.add(id(claim))) {
                throw new RefusedException(
                        "The claim " + id(claim) + " must be registered once. Maybe remove one of the plug-ins.");
            }
        }
        all.forEach(claim -> known.add(audit(claim)));
        for (String name : names) {
            if (!known.contains(name)) {
                String advice = Spelling.nearest(name, known)
                        .map(near -> "Maybe " + near + ", or")
                        .orElse("Maybe");
                throw new RefusedException(
                        "--claim (" + name + ") must name a claim or an audit. " + advice + " see 'list claims'.");
            }
        }
        return all.stream()
                .filter(claim ->
                        names.isEmpty() || Stream.of(id(claim), audit(claim)).anyMatch(names::contains))
                .toList();
    }

    private static String id(Claim claim) {
        return claim.card().id();
    }

    private static String audit(Claim claim) {
        return id(claim).replaceFirst("@.*", "");
    }
}
