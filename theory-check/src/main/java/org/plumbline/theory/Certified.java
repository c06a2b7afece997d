package org.plumbline.theory;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A claim together with the certificate of what it presumes. A claim is decided only on instances whose certificate
 * holds: otherwise SUPPORTED and NOT_SUPPORTED become INCONCLUSIVE, with what was found as the reason. This is the only
 * way in which claims are planned and judged, so that no claim can leave it out.
 *
 * @param claim the claim
 */
public record Certified(Claim claim) {
    /**
     * The cells of the claim and of its assumptions.
     *
     * @param settings profile and seed
     * @return the assumptions' cells behind the claim's
     */
    public List<Cell> plan(Settings settings) {
        List<Cell> cells = new ArrayList<>(claim.plan(settings));
        claim.assumptions(settings).forEach(assumption -> cells.add(assumption.cell(settings)));
        return cells;
    }

    /**
     * Decides.
     *
     * @param settings those of the plan
     * @param results the cells' results
     * @return the claim's evidence, with the certificate
     */
    public Evidence judge(Settings settings, Results results) {
        List<Assumption> assumptions = claim.assumptions(settings);
        Evidence evidence = claim.judge(settings, results);
        if (assumptions.isEmpty()) {
            return evidence;
        }
        Certificate certificate = Certificate.of(assumptions, settings, results);
        Optional<String> failure = certificate.failure();
        boolean undecided = failure.isPresent()
                && (evidence.verdict() == Verdict.SUPPORTED || evidence.verdict() == Verdict.NOT_SUPPORTED);
        Evidence judged =
                undecided ? evidence.undecided("the instance is not certified (" + failure.get() + ")") : evidence;
        return judged.with(certificate.table());
    }

    /**
     * Whether evidence carries a certificate that failed.
     *
     * @param evidence of a certified claim
     * @return true if an assumption was looked at and does not hold, or is not certified
     */
    public static boolean failed(Evidence evidence) {
        return evidence.tables().stream()
                .filter(table -> table.name().equals(Certificate.NAME))
                .flatMap(table -> table.rows().stream())
                .anyMatch(row -> !row.get(Certificate.OUTCOME).equals(Finding.HOLDS));
    }
}
