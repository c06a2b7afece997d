package org.plumbline.theory.claim.rate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.plumbline.algorithm.penalty.FirstOrderPenalty;
import org.plumbline.oracle.OracleCounts;
import org.plumbline.theory.Cell;
import org.plumbline.theory.Results;
import org.plumbline.theory.Table;
import org.plumbline.theory.judge.RateData;

/**
 * One way to run, over all instances of an {@link Ensemble}.
 *
 * @param label what tells it from the others of a claim
 * @param parts at least one, of equal targets, schedules and numbers of seeds
 */
record ArmStudy(String label, List<RateStudy<PenaltyArm>> parts) {
    List<Cell> cells() {
        return parts.stream().flatMap(part -> part.cells().stream()).toList();
    }

    private RateStudy<PenaltyArm> first() {
        return parts.get(0);
    }

    RateData data(Results results, String criterion) {
        List<RateData> all =
                parts.stream().map(part -> part.data(results, criterion)).toList();
        double[][] rows =
                all.stream().flatMap(data -> Arrays.stream(data.errorsBySeed())).toArray(double[][]::new);
        return new RateData(
                first().epsilons(),
                rows,
                all.stream().mapToInt(RateData::failedSeeds).sum());
    }

    List<String> failures(Results results) {
        return parts.stream()
                .flatMap(part -> part.failures(results).stream()
                        .map(failure -> part.instance().problem().id() + ", " + failure))
                .toList();
    }

    OracleCounts drawn(Results results) {
        return parts.stream().map(part -> part.drawn(results)).reduce(OracleCounts.NONE, OracleCounts::plus);
    }

    /** One row a target: parameters, cost, the criteria, and the local slope of the one that decides to the row above. */
    Table table(String name, Results results, String criterion) {
        double[] epsilons = first().epsilons();
        RateData deciding = data(results, criterion);
        List<List<Object>> rows = new ArrayList<>();
        for (int i = 0; i < epsilons.length; i++) {
            FirstOrderPenalty method = first().instance().parameters(epsilons[i]);
            double error = RateReport.mean(deciding, i);
            rows.add(List.of(
                    epsilons[i],
                    method.sigma(),
                    method.batch(),
                    (long) method.innerSteps(),
                    first().instance().iterations(epsilons[i]),
                    first().perRun(results, epsilons[i]).samples(),
                    RateReport.mean(data(results, RateRun.TAIL), i),
                    RateReport.mean(data(results, RateRun.AVERAGE), i),
                    error / epsilons[i],
                    i == 0
                            ? (Object) ""
                            : Math.log(RateReport.mean(deciding, i - 1) / error)
                                    / Math.log(epsilons[i - 1] / epsilons[i])));
        }
        return new Table(
                name,
                label + ": means over " + deciding.seeds() + (parts.size() > 1 ? " instances" : " seeds"),
                List.of(
                        "ε",
                        "σ",
                        "n",
                        "K",
                        "T",
                        "N per run",
                        "tail E‖∇Φ‖²",
                        "average E‖∇Φ‖²",
                        criterion + "/ε",
                        "local slope of the " + criterion),
                rows);
    }
}
