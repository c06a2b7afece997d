package org.plumbline.report.model;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.plumbline.algorithm.AlgorithmCard;
import org.plumbline.theory.Settings;
import org.plumbline.theory.Table;
import org.plumbline.theory.Verdict;

/**
 * Everything that a report shows.
 *
 * @param settings profile and master seed
 * @param claims the claims, in order of name
 * @param audits the audits, in order of name
 * @param register what the paper says, beside what was found
 * @param unclaimed names for which a verdict is recorded although no claim bears them; empty for a partial run
 * @param ledger what each method drew
 * @param methods the registered methods
 * @param saboteurs the broken variants, survivors first; empty where they were not run
 * @param gate methods against what is recorded of them; empty where the gate was not run
 * @param environment when and where
 */
public record Report(
        Settings settings,
        List<ClaimRow> claims,
        List<AuditRow> audits,
        List<RegisterRow> register,
        List<String> unclaimed,
        List<LedgerRow> ledger,
        List<AlgorithmCard> methods,
        List<SaboteurRow> saboteurs,
        List<GateLine> gate,
        Environment environment) {
    /** Copies the lists. */
    public Report {
        claims = List.copyOf(claims);
        audits = List.copyOf(audits);
        register = List.copyOf(register);
        unclaimed = List.copyOf(unclaimed);
        ledger = List.copyOf(ledger);
        methods = List.copyOf(methods);
        saboteurs = List.copyOf(saboteurs);
        gate = List.copyOf(gate);
    }

    /**
     * The same in another environment.
     *
     * @param other when and where
     * @return a copy
     */
    public Report with(Environment other) {
        return new Report(settings, claims, audits, register, unclaimed, ledger, methods, saboteurs, gate, other);
    }

    /**
     * How often each verdict was given.
     *
     * @return every verdict, in its order, zeros included
     */
    public List<VerdictCount> counts() {
        return Arrays.stream(Verdict.values())
                .map(verdict -> new VerdictCount(
                        verdict,
                        claims.stream().filter(c -> c.verdict() == verdict).count()))
                .toList();
    }

    /**
     * The claims whose verdict is not the recorded one, by no more than chance explains.
     *
     * @return in order of name; empty on the recorded master seed
     */
    public List<ClaimRow> explained() {
        return claims.stream()
                .filter(claim -> claim.asExpected() && claim.chance().isPresent())
                .toList();
    }

    /**
     * The claims that did not come out as recorded.
     *
     * @return in order of name
     */
    public List<ClaimRow> differing() {
        return claims.stream().filter(claim -> !claim.asExpected()).toList();
    }

    /**
     * The broken variants that no claim rejected.
     *
     * @return in the order of the catalogue
     */
    public List<SaboteurRow> survivors() {
        return saboteurs.stream().filter(SaboteurRow::survived).toList();
    }

    /**
     * The lines of the gate that do not pass.
     *
     * @return in the order of the cases
     */
    public List<GateLine> regressions() {
        return gate.stream().filter(line -> !line.passes()).toList();
    }

    /**
     * Whether everything came out as recorded.
     *
     * @return false if a verdict differs, is not recorded, or is recorded for no claim, if a broken variant survives, or if a
     *     method departs from what is recorded of it
     */
    public boolean asExpected() {
        return differing().isEmpty()
                && unclaimed.isEmpty()
                && survivors().isEmpty()
                && regressions().isEmpty();
    }

    /**
     * The broken variants for a file.
     *
     * @return one row a trap
     */
    public Table kills() {
        return new Table(
                "saboteurs",
                "Broken variants, and what claims that do not know them say of them",
                List.of("saboteur", "what is broken", "claim", "sound", "broken", "ending", "reason"),
                saboteurs.stream()
                        .flatMap(saboteur -> saboteur.traps().stream().map(trap -> row(saboteur, trap)))
                        .toList());
    }

    /**
     * The register for a file.
     *
     * @return one row an item
     */
    public Table registered() {
        return new Table(
                "register",
                "What the paper says, and the claims that bear on it",
                List.of("kind", "statement", "criterion", "for", "against", "beside", "verdict", "counts", "boundary"),
                register.stream()
                        .map(row -> List.<Object>of(
                                row.item().kind(),
                                row.item().statement(),
                                row.item().criterion(),
                                ids(row, Bearing.FOR),
                                ids(row, Bearing.AGAINST),
                                ids(row, Bearing.BESIDE),
                                row.verdict().map(Verdict::name).orElse(""),
                                row.counts(),
                                row.item().boundary()))
                        .toList());
    }

    private static String ids(RegisterRow row, Bearing bearing) {
        return row.groups().stream()
                .filter(group -> group.bearing() == bearing)
                .flatMap(group -> group.rows().stream())
                .map(ClaimRow::id)
                .collect(Collectors.joining(" "));
    }

    private static List<Object> row(SaboteurRow saboteur, TrapRow trap) {
        return List.of(
                saboteur.id(),
                saboteur.description(),
                trap.claim(),
                trap.sound().toString(),
                trap.broken().toString(),
                trap.ending().label(),
                trap.reason());
    }
}
