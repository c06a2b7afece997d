package org.plumbline.theory.claim.practice;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.plumbline.problem.control.ControlTask;
import org.plumbline.random.SeedTree;
import org.plumbline.run.TracePoint;
import org.plumbline.theory.CellResult;
import org.plumbline.theory.measure.Landscape;
import org.plumbline.theory.measure.PlPath;

/**
 * The PL ratio where Algorithm 1 goes: at points \((\varphi_t,\lambda_t)\) of a run and around them. The minimum of
 * \(g(\varphi_t,\cdot)\) has \(\varphi_t\) as its own, so that \(\hat g_t\) is the least loss of descents at \(\varphi_t\), from
 * \(\lambda_t\), from the end of the run and from a network as it is initialised. Losses are kept as \(g - \hat g_t\).
 *
 * @param run the run, one of those of CURVE-1
 * @param descents steps of each descent
 * @param searches steps of each search for a stationary point
 */
record PlOfTraining(LearningRun run, int descents, int searches) {
    /** Which of the recorded points are looked at, the start being 0. */
    static final List<Integer> TIMES = List.of(0, 3, LearningRun.POINTS);

    private static final int SCENARIOS = 32;

    String key() {
        return "pl-training|" + run.key() + "|times=" + TIMES + "|descents=" + descents + "|searches=" + searches;
    }

    CellResult measure() {
        List<TracePoint> points = run.trace().points();
        Map<String, double[]> series = new HashMap<>();
        for (int time : TIMES) {
            if (time < points.size()) {
                series.putAll(at(time, points));
            }
        }
        return CellResult.of(series);
    }

    private Map<String, double[]> at(int time, List<TracePoint> points) {
        ControlTask task = run.task();
        SeedTree seeds = run.seeds().child("PL");
        AgentLandscape landscape = new AgentLandscape(
                task,
                task.sampleAverage(SCENARIOS, seeds.child("scenarios").stream()),
                points.get(time).phi());
        List<Landscape> starts = List.of(
                landscape.from(points.get(time).lambda()),
                landscape.from(points.get(points.size() - 1).lambda()),
                landscape);
        List<Map<String, double[]>> walks = new ArrayList<>();
        double least = Double.POSITIVE_INFINITY;
        for (int i = 0; i < starts.size(); i++) {
            PlPath path = PlPath.walk(starts.get(i), descents, i == 0 ? searches : 0, seeds.child("walk " + i, time));
            Map<String, double[]> seen = PlWalks.series(path);
            least = Math.min(least, PlWalks.values(CellResult.of(seen)).min().orElseThrow());
            walks.add(seen);
        }
        return named(time, walks.get(0), least);
    }

    private static Map<String, double[]> named(int time, Map<String, double[]> seen, double least) {
        Map<String, double[]> series = new HashMap<>();
        seen.forEach((name, values) -> {
            double[] kept = values.clone();
            if (name.endsWith(" value")) {
                for (int i = 0; i < kept.length; i++) {
                    kept[i] -= least;
                }
            }
            series.put(time + "|" + name, kept);
        });
        return series;
    }

    /** What several runs saw at one time; runs that had ended before it are left out. */
    static PlWalks at(List<CellResult> runs, int time) {
        String prefix = time + "|";
        List<CellResult> walks = new ArrayList<>();
        for (CellResult run : runs) {
            Map<String, double[]> series = new HashMap<>();
            run.values().forEach((name, values) -> {
                if (name.startsWith(prefix)) {
                    series.put(name.substring(prefix.length()), values);
                }
            });
            if (!series.isEmpty()) {
                walks.add(CellResult.of(series));
            }
        }
        return new PlWalks(walks, 0);
    }
}
